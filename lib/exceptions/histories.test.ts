// Whatever people do in whatever order, the register and a model of its rules (lib/testing/model.ts) agree on every
// answer and on what is then on record, and no promise is broken.

import fc from "fast-check";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { verifyRegister } from "@/lib/audit/verify";
import { anyAct } from "@/lib/testing/acts";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import type { Act } from "@/lib/testing/draw";
import { History } from "@/lib/testing/history";

const [histories, length] = process.env.TEST_LONG ? [10_000, 30] : [200, 30];
const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

let cast: Cast;
let begins = noon;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

async function live(acts: (Act | null)[]) {
  const history = new History(cast, begins);
  try {
    for (const act of acts) await act?.(history);
    await history.compare(history.model.things);
  } finally {
    begins = await history.tidy();
  }
}

test(`${histories} histories of ${length} acts (TEST_SEED=${seed})`, {
  timeout: histories * 10_000,
}, async () => {
  const acts = fc.array(fc.option(anyAct, { freq: 1000 }), { minLength: length, maxLength: length });
  await fc.assert(
    fc.asyncProperty(acts, (drawn) => live(drawn)),
    { numRuns: histories, seed, interruptAfterTimeLimit: histories * 9_000 },
  );
  expect(await breachesAt(begins)).toEqual([]);
});

/** What the auditor finds wrong with the register as a whole, at the instant at which the last history ended. */
async function breachesAt(now: Date): Promise<(string | null)[]> {
  const { DATABASE_AUDITOR_URL } = await testDatabase();
  const auditor = new pg.Client(DATABASE_AUDITOR_URL);
  await auditor.connect();
  await auditor.query("SELECT set_config('register.now', $1, false)", [now.toISOString()]);
  const read = async <Row>(sql: string) => (await auditor.query(sql)).rows as Row[];
  const { findings } = await verifyRegister(read);
  await auditor.end();
  return findings
    .filter(({ id, breach }) => id.startsWith("I") && breach !== null)
    .map(({ breach }) => breach);
}
