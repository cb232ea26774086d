// A pipeline waits for a decision: what it waits for is looked at twice a second by one small query, so that nobody who
// waits holds a connection, and any number of web processes tell the same.

import { setTimeout as pause } from "node:timers/promises";

import { versionSeen } from "@/lib/gate/asked-request";
import type { Pipeline } from "@/lib/gate/pipeline";

export const longestWait = 25;
const looksPerSecond = 2;

/** Ends when the version is another one, when the seconds are over, or when whoever asked has hung up. */
export async function waitForChange(
  known: { number: number; version: number },
  pipeline: Pipeline,
  seconds: number,
  hungUp: AbortSignal,
): Promise<void> {
  for (let look = 0; look < seconds * looksPerSecond && !hungUp.aborted; look++) {
    await pause(1000 / looksPerSecond);
    if ((await versionSeen(known.number, pipeline)) !== known.version) return;
  }
}
