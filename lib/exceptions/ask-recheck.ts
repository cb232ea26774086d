// Whoever has to close it can have a pipeline answer the re-check: they get the one-time address and its token, which is
// shown once and kept as a hash. A second address makes the first one void.

import { randomBytes } from "node:crypto";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockException } from "@/lib/exceptions/lock-exception";
import { openRecheck } from "@/lib/exceptions/open-recheck";
import { whyCannotAskRecheck } from "@/lib/exceptions/rechecks";
import { hashOf } from "@/lib/exceptions/record-recheck";
import type { AskedRecheck } from "@/lib/exceptions/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export type Address = { number: number; recheckId: string; token: string; deadline: Date };

export function askRecheck(
  { exceptionId }: AskedRecheck,
  actor: Actor,
  now: Date,
): Promise<Outcome<Address>> {
  return inTransaction<Outcome<Address>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    const refusal = whyCannotAskRecheck(exception, actor);
    if (refusal) return refusal;

    const { id: recheckId, deadline } = await openRecheck(tx, exception, now);
    if (now >= deadline)
      return refuse("conflict", "The time to answer has just run out. Try again in a moment.");

    const token = newToken();
    await tx.recheck.update({
      where: { id: recheckId },
      data: { answerTokenHash: hashOf(token) },
      select: { id: true },
    });
    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: { version: { increment: 1 } },
      select: { version: true, number: true },
    });
    const body = { recheck: recheckId, deadline: deadline.toISOString() };
    await record(tx, { action: "recheck.address_given", exceptionId, version, actor, body });

    return { ok: true, number, recheckId, token, deadline };
  });
}

/** 32 random bytes. The beginning tells people, and scanners for secrets, what it is. */
function newToken(): string {
  return `exrc_${randomBytes(32).toString("base64url")}`;
}
