// Runs the timetable until it is told to stop. Any number of workers may run: at each turn all of them ask for the job,
// the queue keeps one of the requests, and one of them takes it. A worker that is killed leaves nothing half done (each
// act is a transaction), and the next turn goes to another.

import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

import PgBoss from "pg-boss";

import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { type Job, longestPause, type Ran, timetable } from "@/lib/jobs/timetable";

const queue = "timetable";
/** So many jobs at once: a mail server or a webhook that hangs must not keep what has ended from being recorded. */
const hands = 4;

const stopping = new AbortController();
setMaxListeners(timetable.length, stopping.signal); // each job waits for its next turn, or for this
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopping.abort());

const boss = new PgBoss({
  connectionString: env().DATABASE_URL,
  schema: "jobs",
  max: 2,
  migrate: false, // the app's role makes no tables: prisma/migrations/20261121001401_jobs
  schedule: false,
  archiveCompletedAfterSeconds: longestPause,
  deleteAfterMinutes: 10,
});
boss.on("error", (error) => complain("the queue", error));

if (!env().SMTP_URL)
  console.log("worker: SMTP_URL is not set: mail is kept in the register, under Settings.");
await untilStarted();
await Promise.all(
  Array.from({ length: hands }, () =>
    boss.work<{ name: string }>(queue, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([turn]) => {
      const job = timetable.find(({ name }) => name === turn?.data.name);
      if (job && !stopping.signal.aborted) await runOnce(job);
    }),
  ),
);
await Promise.all(timetable.map(keepAsking));
await boss.stop({ timeout: 8_000 });
await db.$disconnect();
process.exit();

/** The database may still be starting, or be starting again. */
async function untilStarted() {
  while (!stopping.signal.aborted) {
    try {
      await boss.start();
      return;
    } catch (error) {
      complain("the queue", error);
      await pause(2_000);
    }
  }
}

async function keepAsking({ name, everySeconds }: Job) {
  while (!stopping.signal.aborted) {
    // One turn in each span of time, whoever asks and how often.
    await boss
      .send(queue, { name }, { singletonKey: name, singletonSeconds: everySeconds })
      .catch((error: unknown) => complain(name, error));
    await pause(everySeconds * 1000);
  }
}

async function runOnce({ name, run }: Job) {
  try {
    report(name, await run(new Date()));
  } catch (error) {
    complain(name, error);
  }
}

function report(name: string, { done, failed }: Ran) {
  if (done > 0) console.log(`worker: ${name}: ${done}`);
  for (const failure of failed) {
    console.error(`worker: ${name}: ${rowOf(failure)} is left for the next time: ${failure.why}`);
  }
}

function rowOf(failure: Ran["failed"][number]): string {
  if ("number" in failure) return `EX-${failure.number}`;
  return failure.what;
}

function complain(what: string, error: unknown) {
  const why =
    error instanceof Error ? error.message : String((error as { message?: string })?.message ?? error);
  console.error(`worker: ${what} failed and is tried again: ${why}`);
}

async function pause(milliseconds: number) {
  // It ends early when told to stop, also when that was before the pause began.
  await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
}
