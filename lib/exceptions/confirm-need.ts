// At half time the owner is asked whether it is still needed. Closing is one step, and so is saying yes, with the reason:
// the answer stands on the record and changes nothing about the end.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { lockException } from "@/lib/exceptions/lock-exception";
import type { StillNeeded } from "@/lib/exceptions/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { Status } from "@/prisma/generated/enums";

export function confirmNeed(
  { exceptionId, reason }: StillNeeded,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    const { number, endsAt } = exception;
    const refusal = whyCannotConfirmNeed({ ...exception, status: statusAt(exception, now) }, actor);
    if (refusal || !endsAt) return refusal ?? refuse("wrong-status", "It has no end yet.");

    const body = { endsAt: endsAt.toISOString(), reason };
    await record(tx, { action: "exception.still_needed", exceptionId, actor, body });
    return { ok: true, number };
  });
}

export function whyCannotConfirmNeed(
  { status, ownerId }: { status: Status; ownerId: string },
  actor: { id: string },
): Refusal | null {
  if (status !== "active") return refuse("wrong-status", `This exception is ${status}, not in force.`);
  if (ownerId !== actor.id) return refuse("not-allowed", "Only its owner says whether it is still needed.");
  return null;
}
