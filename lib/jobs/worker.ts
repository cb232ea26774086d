// Runs the timetable until it is told to stop. Several may run at once: each act locks its row first, so whoever comes
// second finds it done.

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
    for (const { number, why } of failed) console.error(`worker: ${name}: EX-${number} is left for the next time: ${why}`);
  } catch (error) {
    console.error(`worker: ${name} failed and is tried again: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pause(milliseconds: number) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopping.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
