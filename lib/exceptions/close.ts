// Closing needs the day of removal and who verified it (R18). At high risk the verifier is somebody else than the
// owner, unless a compliant re-check stands.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import { isAtLeast } from "@/lib/exceptions/risk";
import type { Closing } from "@/lib/exceptions/schemas";
import { organisation } from "@/lib/organisation";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";

export function close(closing: Closing, actor: Actor, now: Date): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const { exceptionId, removedOn, verifiedById, note } = closing;
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");

    const people = await tx.person.findMany({
      where: { id: { in: [verifiedById, exception.ownerId] } },
      select: { id: true, name: true, sameAsId: true, deactivatedAt: true },
    });
    const verifier = people.find(({ id }) => id === verifiedById);
    const owner = people.find(({ id }) => id === exception.ownerId);
    const { zone } = await organisation(tx);

    const refusal =
      whyCannotClose(exception, actor) ??
      whyNotVerified(exception, verifier, owner) ??
      (removedOn > dayIn(zone, now)
        ? refuseField("removedOn", "The day of removal is still to come.")
        : null);
    if (refusal) return refusal;

    // Whoever closes what has ended answers its re-check, in person: no proof of its own at high risk.
    await tx.recheck.updateMany({
      where: { exceptionId, outcome: null },
      data: { outcome: "compliant", how: "attestation", answeredAt: now, answeredById: actor.id },
    });
    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: {
        ...after("close"),
        removedOn: new Date(`${removedOn}T00:00:00Z`),
        verifiedById,
        closedAt: now,
        version: { increment: 1 },
      },
      select: { version: true, number: true },
    });
    const body = { removedOn, verifiedBy: verifiedById, note };
    await record(tx, { action: "exception.closed", exceptionId, version, actor, body });

    return { ok: true, number };
  });
}

export type Closable = Pick<
  LockedException,
  "status" | "closedReason" | "ownerId" | "requesterId" | "managerId"
>;

export function whyCannotClose(exception: Closable, actor: { id: string }): Refusal | null {
  const wrongStatus = whyCannotMove(exception, "close");
  if (wrongStatus) return wrongStatus;
  if ([exception.ownerId, exception.requesterId, exception.managerId].includes(actor.id)) return null;
  return refuse("not-allowed", "Only its owner, the owner's manager or whoever asked for it can close it.");
}

type Verifier = { id: string; name: string; sameAsId: string | null; deactivatedAt: Date | null } | undefined;

function whyNotVerified(
  exception: Pick<LockedException, "risk" | "recheck">,
  verifier: Verifier,
  owner: Verifier,
): Refusal | null {
  if (!verifier || verifier.deactivatedAt)
    return refuseField("verifiedById", "Name an active person who checked it.");
  const ownWork = (verifier.sameAsId ?? verifier.id) === (owner?.sameAsId ?? owner?.id);
  if (ownWork && isAtLeast(exception.risk, "high") && exception.recheck !== "compliant") {
    return refuseField(
      "verifiedById",
      `At ${exception.risk} risk somebody else than the owner verifies the removal.`,
    );
  }
  return null;
}
