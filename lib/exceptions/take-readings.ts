// Readings of a monitored condition are kept, and the last of them says how it stands (R24). One that breaks it or mends it is a
// change of the exception with its event, at that instant; all others only show that it is still so.

import { record } from "@/lib/audit/record";
import { inTransaction, type Tx } from "@/lib/db";
import { statusAt } from "@/lib/exceptions/lifecycle";
import {
  boundInWords,
  isStale,
  type Measure,
  measureOf,
  type Reading,
  satisfies,
  valueInWords,
  whyNotOfNow,
  whyTakesNone,
} from "@/lib/exceptions/readings";
import { type Places, standsIn } from "@/lib/exceptions/register-conditions";
import type { BindingState } from "@/lib/exceptions/taken-back";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { ConditionState } from "@/prisma/generated/enums";

/** What came: a value, or whether it holds, where only an alert is known. */
export type Sent = { at: Date; source: string } & ({ value: number } | { holds: boolean });

type Sending = {
  conditionId: string;
  readings: Sent[];
  token: { id: string; name: string };
  /** Where the token may measure. */
  within: Places;
};

export type Taken = {
  number: number;
  conditionId: string;
  taken: number;
  state: BindingState | "stale";
  inForce: boolean;
};

export function takeReadings(sending: Sending, now: Date): Promise<Outcome<Taken>> {
  return inTransaction<Outcome<Taken>>(now, async (tx) => {
    const condition = await lockCondition(tx, sending);
    if (!condition)
      return refuse("not-found", "There is no such condition, or this token is not bound to its place.");
    const measure = measureOf(condition);
    const status = statusAt(condition.exception, now);
    const refusal = whyTakesNone(condition, { status }) ?? whyNotAllOfNow(sending.readings, now);
    if (refusal || !measure) return refusal ?? refuse("wrong-status", "This condition is not measured.");

    let taken = 0;
    let state: ConditionState = condition.state;
    for (const run of runsOf(sending.readings.map((sent) => readingOf(sent, measure)))) {
      taken += await keep(tx, run, sending);
      state = await standAsRead(tx, { ...condition, state }, measure, sending.token);
    }
    return { ok: true, taken, ...(await standing(tx, condition.id, now)) };
  });
}

function whyNotAllOfNow(readings: Sent[], now: Date): Refusal | null {
  for (const [index, { at }] of readings.entries()) {
    const refusal = whyNotOfNow(at, now);
    if (refusal) return { ...refusal, fields: { [`readings.${index}.at`]: refusal.message } };
  }
  return null;
}

async function lockCondition(tx: Tx, { conditionId, within }: Sending) {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT x.id FROM exception x
    WHERE x.id = (SELECT exception_id FROM condition WHERE id = ${conditionId}::uuid) AND ${standsIn(within)}`;
  if (!found) return null;
  await tx.$queryRaw`SELECT 1 FROM exception WHERE id = ${found.id}::uuid FOR UPDATE`;
  const condition = await tx.condition.findUniqueOrThrow({
    where: { id: conditionId },
    include: { exception: true },
  });
  return condition.revision === condition.exception.revision ? condition : null;
}

type Condition = NonNullable<Awaited<ReturnType<typeof lockCondition>>>;

function readingOf({ at, source, ...said }: Sent, measure: Measure): Reading {
  return "value" in said
    ? { at, source, value: said.value, holds: satisfies(said.value, measure) }
    : { at, source, value: null, holds: said.holds };
}

/** In the order in which they were read, cut where what they say changes. */
function runsOf(readings: Reading[]): Reading[][] {
  const runs: Reading[][] = [];
  for (const reading of [...readings].sort((one, other) => one.at.getTime() - other.at.getTime())) {
    const run = runs.at(-1);
    if (run?.[0]?.holds === reading.holds) run.push(reading);
    else runs.push([reading]);
  }
  return runs;
}

/** What was sent before is known: the same source reads once at one instant. */
async function keep(tx: Tx, readings: Reading[], { conditionId, token }: Sending): Promise<number> {
  const data = readings.map((reading) => ({ ...reading, conditionId, tokenId: token.id }));
  const { count } = await tx.reading.createMany({ data, skipDuplicates: true });
  return count;
}

async function standAsRead(
  tx: Tx,
  condition: Condition,
  measure: Measure,
  token: Sending["token"],
): Promise<BindingState> {
  const last = await tx.lastReading.findUniqueOrThrow({ where: { conditionId: condition.id } });
  const state = last.holds ? "holds" : "broken";
  if (state === condition.state) return state;

  const reason = `${measure.metric}: ${valueInWords(last, measure)} from ${last.source}, must be ${boundInWords(measure)}`;
  // The version first: a list may change it more than once, and each change goes with a version of its own.
  const { version } = await tx.exception.update({
    where: { id: condition.exceptionId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  await tx.condition.update({
    where: { id: condition.id },
    data: { state, reason: last.holds ? null : reason },
    select: { id: true },
  });
  const { value, at, source } = last;
  await record(tx, {
    action: last.holds ? "condition.held" : "condition.broken",
    exceptionId: condition.exceptionId,
    version,
    actor: "pipeline",
    body: {
      condition: condition.id,
      position: condition.position ?? 0,
      reason,
      reading: { value, at: at.toISOString(), source, token: token.id, name: token.name },
    },
  });
  return state;
}

/** As the gate would say now. */
async function standing(tx: Tx, conditionId: string, now: Date) {
  const condition = await tx.condition.findUniqueOrThrow({
    where: { id: conditionId },
    include: { lastReading: true, exception: { select: { id: true, number: true } } },
  });
  const { id, number } = condition.exception;
  const [row] = await tx.$queryRaw<{ inForce: boolean }[]>`
    SELECT in_force(x, ${now}) AS "inForce" FROM exception x WHERE x.id = ${id}::uuid`;
  const standing = condition.state as BindingState; // whyTakesNone has seen it
  const state: Taken["state"] = isStale(condition, now) ? "stale" : standing;
  return { number, conditionId, state, inForce: row?.inForce === true };
}
