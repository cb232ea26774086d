// Why a script cannot go on, in one sentence for the person at the keyboard. Anything else that is thrown is a bug.

export class Obstacle extends Error {}

/** Runs a script to its end: an obstacle is printed as its sentence alone, and both end with exit code 1. */
export async function runScript(main, cleanUp = async () => {}) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Obstacle ? error.message : error);
    await cleanUp().catch((failure) => console.error(failure));
    process.exit(1);
  }
}
