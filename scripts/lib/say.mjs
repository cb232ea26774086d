// Tells the person at the keyboard what takes a while, with the seconds since the start.

const began = performance.now();

export function say(sentence) {
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${sentence}`);
}
