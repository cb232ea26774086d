// A pipeline answers the re-check (R15), at the gate or over the one-time address. Compliant closes: the day of the
// answer is the day of removal, and the answer stands for who verified it (R18). Violating is enforced.

import { createHash, timingSafeEqual } from "node:crypto";

import { record } from "@/lib/audit/record";
import { dayIn } from "@/lib/dates";
import { inTransaction, type Tx } from "@/lib/db";
import { after } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import { openRecheck, type RecheckRow } from "@/lib/exceptions/open-recheck";
import { whyNotChecked } from "@/lib/exceptions/rechecks";
import { hex } from "@/lib/exceptions/revisions";
import { organisation } from "@/lib/organisation";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { isUuid } from "@/lib/uuid";
import type { Status } from "@/prisma/generated/enums";

export type Verdict = "compliant" | "violating";
/** What was reported, as text: it is kept as evidence. */
export type Report = { name: string; text: string };
type Answer = { outcome: Verdict; report?: Report };
export type Recorded = {
  recheckId: string;
  number: number;
  outcome: Verdict;
  answeredAt: Date;
  status: Status;
};

/**
 * What the gate saw when it evaluated the scope of an exception that has ended. It answers the re-check that is open, or,
 * where one was answered already, a new one: so a later compliant one closes what was violating or had no answer.
 */
export function recordRecheck(
  { exceptionId, ...answer }: Answer & { exceptionId: string },
  now: Date,
): Promise<Outcome<Recorded>> {
  return inTransaction<Outcome<Recorded>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    const refusal = whyNotChecked(exception);
    if (refusal) return refusal;
    const recheck = await openRecheck(tx, exception, now);
    return write(tx, exception, recheck.id, answer, "evaluation", now);
  });
}

type Given = { recheckId: string; token: string };
export type OpenRecheck = { exceptionId: string; number: number; status: Status };

/** What the token of a re-check may answer, before anybody looks for the answer. Nothing is used up. */
export function recheckToAnswer(given: Given, now: Date): Promise<Outcome<OpenRecheck>> {
  return inTransaction<Outcome<OpenRecheck>>(now, async (tx) => {
    const opened = await openedBy(tx, given, now);
    if ("ok" in opened) return opened;
    const { id: exceptionId, number, status } = opened.exception;
    return { ok: true, exceptionId, number, status };
  });
}

/** The answer that came to the one-time address. The first one uses its token up. */
export function answerRecheck(
  { recheckId, token, ...answer }: Answer & Given,
  now: Date,
): Promise<Outcome<Recorded>> {
  return inTransaction<Outcome<Recorded>>(now, async (tx) => {
    const opened = await openedBy(tx, { recheckId, token }, now);
    return "ok" in opened ? opened : write(tx, opened.exception, recheckId, answer, "address", now);
  });
}

async function openedBy(
  tx: Tx,
  { recheckId, token }: Given,
  now: Date,
): Promise<{ exception: LockedException } | Refusal> {
  const unknown = refuse("token-invalid", "This token does not answer this re-check.");
  if (!isUuid(recheckId)) return unknown;
  const asked = await tx.recheck.findUnique({ where: { id: recheckId }, select: { exceptionId: true } });
  const exception = asked && (await lockException(tx, asked.exceptionId));
  const recheck = exception && (await tx.recheck.findUnique({ where: { id: recheckId } }));
  if (!recheck || !opens(recheck, token)) return unknown;
  return whyCannotAnswer(recheck, exception, now) ?? { exception };
}

function opens({ answerTokenHash }: Pick<RecheckRow, "answerTokenHash">, token: string): boolean {
  return answerTokenHash !== null && timingSafeEqual(answerTokenHash, hashOf(token));
}

function whyCannotAnswer(
  { outcome, deadline }: Pick<RecheckRow, "outcome" | "deadline">,
  exception: LockedException,
  now: Date,
): Refusal | null {
  const over = whyNotChecked(exception);
  if (over) return refuse("recheck-answered", over.message);
  if (outcome && outcome !== "no_answer")
    return refuse("recheck-answered", `This re-check was answered: ${outcome}.`);
  if (outcome === "no_answer" || now >= deadline)
    return refuse("token-expired", "The time to answer this re-check is over. Ask for another address.");
  return null;
}

/** SHA-256 of the token as it was given out. */
export function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(token, "utf8").digest());
}

async function write(
  tx: Tx,
  { id: exceptionId, number }: LockedException,
  recheckId: string,
  { outcome, report }: Answer,
  way: "address" | "evaluation",
  now: Date,
): Promise<Outcome<Recorded>> {
  const evidence = report && (await keep(tx, exceptionId, report));
  await tx.recheck.update({
    where: { id: recheckId },
    data: { outcome, how: "pipeline", answeredAt: now, evidenceId: evidence?.evidence },
    select: { id: true },
  });

  const { zone } = await organisation(tx);
  const removedOn = dayIn(zone, now);
  const closing = {
    ...after("close"),
    removedOn: new Date(`${removedOn}T00:00:00Z`),
    closedAt: now,
  };
  const { version, status } = await tx.exception.update({
    where: { id: exceptionId },
    data: { recheck: outcome, ...(outcome === "compliant" && closing), version: { increment: 1 } },
    select: { version: true, status: true },
  });
  await record(tx, {
    action: "recheck.answered",
    exceptionId,
    version,
    actor: "pipeline",
    body: {
      recheck: recheckId,
      outcome,
      way,
      ...(outcome === "compliant" && { removedOn }),
      ...evidence,
    },
  });
  return { ok: true, recheckId, number, outcome, answeredAt: now, status };
}

async function keep(tx: Tx, exceptionId: string, { name, text }: Report) {
  const bytes = Uint8Array.from(Buffer.from(text, "utf8"));
  const sha256 = Uint8Array.from(createHash("sha256").update(bytes).digest());
  await tx.$executeRaw`INSERT INTO evidence_file (sha256, bytes) VALUES (${sha256}, ${bytes}) ON CONFLICT DO NOTHING`;
  const { id } = await tx.evidence.create({
    data: { exceptionId, name, sha256, bytes: bytes.length },
    select: { id: true },
  });
  return { evidence: id, sha256: hex(sha256) };
}
