// An approval can be taken back at once by anybody in a group that had to sign it, with a reason. Saying "stop" is
// safe, so parties are not kept from it.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import type { Revocation } from "@/lib/exceptions/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function revoke(
  { exceptionId, reason }: Revocation,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");

    const refusal = whyCannotRevoke(exception, actor, now);
    if (refusal) return refusal;

    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ...after("revoke"), closedAt: now, version: { increment: 1 } },
      select: { version: true, number: true },
    });
    await record(tx, { action: "exception.revoked", exceptionId, version, actor, body: { reason } });

    return { ok: true, number };
  });
}

type Revocable = Pick<LockedException, "status" | "closedReason" | "endsAt"> & {
  steps: { groupName: string; memberIds: string[] }[];
};

export function whyCannotRevoke(
  exception: Revocable,
  actor: { id: string; role: Actor["role"] },
  now: Date,
): Refusal | null {
  const wrongStatus = whyCannotMove(exception, "revoke");
  if (wrongStatus) return wrongStatus;
  if (exception.endsAt && exception.endsAt <= now)
    return refuse("wrong-status", "It has ended, so there is nothing to revoke. Close it.");
  if (actor.role === "auditor") return refuse("not-allowed", "Auditors read everything and change nothing.");
  if (exception.steps.some(({ memberIds }) => memberIds.includes(actor.id))) return null;

  const groups = exception.steps.map(({ groupName }) => groupName).join(" or ");
  return refuse("not-allowed", `Only ${groups} can revoke it.`);
}
