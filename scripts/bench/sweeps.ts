// What the worker does at the end of a window: ten thousand ends at once are recorded, and whoever has to do with them is
// told. The ends are moved into the past by SQL; everything after that are the use cases.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

import type { Client } from "pg";

import { expireDue } from "@/lib/exceptions/expire-due";
import { planNotices } from "@/lib/notices/plan-notices";

import { addActive } from "./generate";
import { memoryOf } from "./memory";

const ends = 10_000;
const longest = 900_000;

/** One sentence for each sweep. */
export async function sweeps(superuser: Client): Promise<string[]> {
  await addActive(superuser, ends);
  const recorded = await told("Ends recorded", () => expireDue(new Date()), superuser, moveEnds);
  const idle = await timed(() => expireDue(new Date()));
  return [
    recorded,
    `A sweep that finds nothing more: ${idle.toFixed(1)} ms`,
    await told("Notices planned", () => planNotices(new Date()), superuser),
  ];
}

/** The worker as it runs beside the web, doing whatever else is due: its memory after each minute. */
export async function workerMemory(minutes: number): Promise<string> {
  const worker = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], { stdio: "ignore" });
  const found: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await pause(60_000);
    found.push(Math.round(memoryOf(worker.pid as number) / 1_000_000));
  }
  worker.kill("SIGTERM");
  return `Memory of the worker, minute by minute: ${found.join(", ")} MB`;
}

type Sweep = () => Promise<{ done: number; failed: unknown[] }>;

async function told(
  what: string,
  sweep: Sweep,
  superuser: Client,
  before?: (superuser: Client) => Promise<void>,
) {
  await before?.(superuser);
  const [started, memory] = [performance.now(), process.memoryUsage().rss];
  let [done, failed] = [0, 0];
  let highest = memory;
  while (performance.now() - started < longest) {
    const swept = await sweep();
    if (swept.done === 0) break;
    done += swept.done;
    failed += swept.failed.length;
    highest = Math.max(highest, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - started) / 1_000;
  const grown = Math.round((highest - memory) / 1_000_000);
  return `${what}: ${done.toLocaleString("en")} in ${seconds.toFixed(0)} s, ${Math.round(done / seconds)} a second, ${failed} failed, at most ${grown} MB more`;
}

async function moveEnds(superuser: Client) {
  await superuser.query("ALTER TABLE exception DISABLE TRIGGER ALL");
  await superuser.query(
    `UPDATE exception SET ends_at = now() - interval '1 minute', starts_at = least(starts_at, now() - interval '2 minutes'),
       activated_at = least(activated_at, now() - interval '2 minutes')
     WHERE id IN (SELECT id FROM exception WHERE status = 'active' ORDER BY number DESC LIMIT ${ends})`,
  );
  await superuser.query("ALTER TABLE exception ENABLE TRIGGER ALL");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
