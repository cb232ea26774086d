// Runs the timetable until it is told to stop. Several may run at once: each act locks its row first, so whoever comes
// second finds it done.

import { setTimeout as wait } from "node:timers/promises";

import { db } from "@/lib/db";
import { timetable } from "@/lib/jobs/timetable";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopping.abort());

await Promise.all(timetable.map(keepRunning));
await db.$disconnect();

async function keepRunning(job: (typeof timetable)[number]) {
  while (!stopping.signal.aborted) {
    await runOnce(job);
    await pause(job.everySeconds * 1000);
  }
}

async function runOnce({ name, run }: (typeof timetable)[number]) {
  try {
    const { done, failed } = await run(new Date());
    if (done > 0) console.log(`worker: ${name}: ${done}`);
    for (const { number, why } of failed)
      console.error(`worker: ${name}: EX-${number} is left for the next time: ${why}`);
  } catch (error) {
    console.error(
      `worker: ${name} failed and is tried again: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function pause(milliseconds: number) {
  // It ends early when told to stop, also when that was before the pause began.
  await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
}
