// The owner is one active person (R3). Who owns it may hand it over; so may the manager, and an administrator when
// somebody has left. The new owner becomes a party and could then no longer decide it (R4).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { openStatuses, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import { stepsNobodyCanSign } from "@/lib/exceptions/routing";
import type { Reassignment } from "@/lib/exceptions/schemas";
import { isSigned, missingOn } from "@/lib/exceptions/steps";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";

/** Handing over several is one act for each, which a batch id ties together. */
export function reassign(
  change: Reassignment & { batch?: string },
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const { exceptionId, ownerId, reason, batch } = change;
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");

    const owner = await tx.person.findUnique({
      where: { id: ownerId },
      select: { id: true, name: true, role: true, deactivatedAt: true, managerId: true, sameAsId: true },
    });
    const refusal = whyCannotReassign(exception, actor) ?? whyCannotTakeOver(exception, owner);
    if (refusal) return refusal;

    const managerId = owner?.managerId ?? exception.managerId;
    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ownerId, managerId, version: { increment: 1 } },
      select: { version: true, number: true },
    });
    const body = { from: exception.ownerId, to: ownerId, reason, ...(batch && { batch }) };
    await record(tx, { action: "exception.reassigned", exceptionId, version, actor, body });

    return { ok: true, number };
  });
}

type Owned = Pick<LockedException, "status" | "closedReason" | "ownerId" | "managerId">;

export function whyCannotReassign(
  exception: Owned,
  actor: { id: string; role: Actor["role"] },
): Refusal | null {
  if (!openStatuses.some((status) => status === exception.status)) return whyCannotMove(exception, "close");
  if (actor.role === "administrator" || [exception.ownerId, exception.managerId].includes(actor.id))
    return null;
  return refuse("not-allowed", "Only its owner, the owner's manager or an administrator can hand it over.");
}

type NewOwner = {
  id: string;
  name: string;
  role: string;
  deactivatedAt: Date | null;
  managerId: string | null;
  sameAsId: string | null;
} | null;

function whyCannotTakeOver(exception: LockedException, owner: NewOwner): Refusal | null {
  if (!owner || owner.deactivatedAt) return refuseField("ownerId", "The owner has to be an active person.");
  if (owner.id === exception.ownerId) return refuseField("ownerId", `${owner.name} owns it already.`);
  if (owner.role === "auditor" || owner.role === "outside_approver") {
    return refuseField("ownerId", `${owner.name} cannot own an exception.`);
  }

  if (!owner.managerId && owner.id === exception.managerId) {
    return refuseField(
      "ownerId",
      `${owner.name} is told as the owner's manager before it ends, so somebody else owns it.`,
    );
  }

  const rootId = owner.sameAsId ?? owner.id;
  const decisions = exception.steps.flatMap((step) => step.decisions);
  if (decisions.some(({ personId }) => personId === rootId)) {
    return refuseField(
      "ownerId",
      `${owner.name} has decided this exception, and who decided does not become a party to it.`,
    );
  }
  if (exception.status === "pending" && leavesNobodyToDecide(exception, rootId)) {
    return refuseField("ownerId", `If ${owner.name} owned it, nobody would be left to decide it.`);
  }
  return null;
}

function leavesNobodyToDecide({ sentBack, steps, parties }: LockedException, newOwnerId: string) {
  // What was sent back is decided anew, also by those who have decided it before.
  const deciderIds = sentBack ? [] : steps.flatMap((step) => step.decisions.map(({ personId }) => personId));
  const barred = new Set([newOwnerId, ...parties.map(({ personId }) => personId), ...deciderIds]);
  const open = steps
    .filter((step) => sentBack || !isSigned(step))
    .map((step) => ({
      needed: sentBack ? step.needed : missingOn(step),
      group: { members: step.memberIds.map((id) => ({ id })) },
    }));
  return stepsNobodyCanSign(open, barred).length > 0;
}
