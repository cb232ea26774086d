// Measures one size: fills the database it is given, and puts load on the web server and the floor it is given.
// BENCH_URL, BENCH_FLOOR_URL and BENCH_WEB_PID come from scripts/bench.mjs; all of it is on this machine.

import pg from "pg";

import { env } from "@/lib/env";

import { somebodyWhoAsks } from "./asking";
import { cookieOf } from "./browser";
import { crowds, type Measured, measure, type Turn } from "./clients";
import { gateTurns } from "./gate-turns";
import { addCovers, addPending, amountOf, fillRegister } from "./generate";
import { largeReports } from "./large-reports";
import { memoryOf } from "./memory";
import { benchPipeline } from "./pipeline";
import { proof } from "./proof";
import { floorTurns, numbersToOpen, pageTurns, rawReadTurns } from "./read-turns";
import { keep } from "./results";
import { scriptBytes } from "./scripts";
import { sweeps, workerMemory } from "./sweeps";
import { inParts, waiting } from "./waiting";
import { deciding, filing, pressedDeciding, pressedFiling, rawDeciding, rawFiling } from "./write-turns";

const { BENCH_URL: url = "", BENCH_FLOOR_URL: floor = "", BENCH_WEB_PID: pid } = process.env;
const requests = Number(process.argv[2]);
/** For the decisions that are measured without a page, in equal parts. */
const usedUp = 12_000;

const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 10 });
const measured: Record<string, Measured[]> = {};

async function measureAll() {
  await superuser.connect();
  const started = performance.now();
  await fillRegister(superuser, amountOf(requests));
  const events = await countEvents();
  say(
    `filled with ${events.toLocaleString("en")} events in ${Math.round((performance.now() - started) / 1_000)} s`,
  );

  const proven = await proof();
  say(proven);

  const memory = { idle: memoryOf(Number(pid)), afterLoad: 0 };
  const [reader] = await waiting(superuser);
  if (!reader) throw new Error("Nothing waits for a decision.");

  const numbers = await numbersToOpen(superuser);
  await inCrowds(floorTurns(floor));
  await inCrowds(await pageTurns(url, reader, numbers));
  await inCrowds(await rawReadTurns(pool, reader, numbers[0] ?? 0));
  const scripts = {
    register: await scriptBytes(url, "/register", await cookieOf(reader.sessionId)),
    empty: await scriptBytes(floor, "/"),
  };

  await measurePresses();
  memory.afterLoad = memoryOf(Number(pid));
  await measureTransactions();
  await addCovers(superuser);
  const pipeline = await benchPipeline(url, superuser);
  await inCrowds(await gateTurns(pipeline, superuser));
  const large = await largeReports(pipeline, Number(pid));
  // Ten minutes show whether it grows; in the smaller sizes one shows that it runs.
  const swept = [proven, ...(await sweeps(superuser)), await workerMemory(requests < 1_000_000 ? 1 : 10)];
  for (const sentence of [...large, ...swept]) say(sentence);
  await keep({ requests, events, measured, scripts, memory, swept, large });
}

/** Deciding comes before filing: it takes what waits in the register, and the inbox stays as it was found. */
async function measurePresses() {
  const parts = inParts(await waiting(superuser), crowds.length);
  await each("Decide, pressed in the inbox", (crowd) => pressedDeciding(url, parts[crowd] ?? []));
  const asking = await somebodyWhoAsks(superuser);
  await each("File, pressed in the form", () => pressedFiling(url, asking));
}

async function measureTransactions() {
  const asking = await somebodyWhoAsks(superuser);
  await each("File: the use case", () => filing(asking));
  await each("File: its statements", () => rawFiling(pool, superuser, asking));

  await addPending(superuser, usedUp);
  const parts = inParts(await waiting(superuser, { alike: true }), crowds.length * 2);
  await each("Decide: the use case", (crowd) => deciding(parts[crowd] ?? []));
  await each("Decide: its statements", (crowd) =>
    rawDeciding(pool, superuser, parts[crowds.length + crowd] ?? []),
  );
}

async function inCrowds(turns: Record<string, Turn>) {
  for (const [name, turn] of Object.entries(turns)) await each(name, () => turn);
}

async function each(name: string, turnFor: (crowd: number) => Turn | Promise<Turn>) {
  const found: Measured[] = [];
  for (const [index, clients] of crowds.entries()) {
    found.push(await measure(clients, await turnFor(index), { seconds: 2, warmUp: 0.4 }));
  }
  measured[name] = found;
  say(
    `${name}: ${found.map(({ p50, p99, perSecond }) => `${p50.toFixed(1)} ms (p99 ${p99.toFixed(1)}), ${Math.round(perSecond)}/s`).join("; ")}`,
  );
}

async function countEvents(): Promise<number> {
  const { rows } = await superuser.query("SELECT count(*)::int AS events FROM audit_event");
  return rows[0].events;
}

function say(what: string) {
  console.log(`${requests.toLocaleString("en")} requests: ${what}`);
}

await measureAll();
process.exit(0);
