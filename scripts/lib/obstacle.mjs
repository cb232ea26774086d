// Why a script cannot go on, in one sentence for the person at the keyboard. Anything else that is thrown is a bug.

import { isLeaving, leave } from "./leave.mjs";

export class Obstacle extends Error {}

/** Runs a script. What stops it is told once, then everything that was started is stopped, and the exit code is 1. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    // While leaving, whatever was under way fails: that is no news.
    if (!isLeaving()) tell(error);
    await leave(1);
  }
}

export function tell(error) {
  console.error(error instanceof Obstacle ? error.message : error);
}
