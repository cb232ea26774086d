// Who approved may take it back while other steps are open, with a reason: the step opens for a colleague, and they do
// not sign this revision again (R5). What they demanded goes with it (R8). What is in force is revoked instead.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { takeBackDemands } from "@/lib/exceptions/demand-conditions";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import {
  type LockedException,
  type LockedStep,
  lockException,
  throughAlias,
} from "@/lib/exceptions/lock-exception";
import type { Retraction } from "@/lib/exceptions/schemas";
import { stands } from "@/lib/exceptions/steps";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function retract(
  { exceptionId, reason }: Retraction,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const me = await throughAlias(tx, actor);
    const refusal = whyCannotRetract(exception, me);
    if (refusal) return refusal;

    const { step, decisionId } = approvalOf(exception.steps, me.id) as Approval; // whyCannotRetract has seen it
    const { accountId, sessionId } = actor;
    await tx.retraction.create({
      data: { decisionId, exceptionId, accountId, sessionId, reason },
      select: { decisionId: true },
    });
    const takenBack = await takeBackDemands(tx, decisionId);
    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ...after("retract"), version: { increment: 1 } },
      select: { version: true, number: true },
    });
    const demands = takenBack.length > 0 && { conditions: takenBack };
    const body = { step: step.position, group: step.groupId, reason, ...demands };
    await record(tx, { action: "approval.retracted", exceptionId, version, actor, body });

    return { ok: true, number };
  });
}

type Retractable = Pick<LockedException, "status" | "closedReason" | "sentBack" | "steps">;

export function whyCannotRetract(exception: Retractable, actor: { id: string }): Refusal | null {
  if (exception.status === "active") {
    return refuse("wrong-status", "It is approved for good: an approval is not taken back, it is revoked.");
  }
  const wrongStatus = whyCannotMove(exception, "retract");
  if (wrongStatus) return wrongStatus;
  if (!approvalOf(exception.steps, actor.id)) {
    return refuse("not-allowed", "You have not approved this revision, so there is nothing to take back.");
  }
  if (exception.sentBack) {
    return refuse(
      "wrong-status",
      "This was sent back. It returns as a new revision, which nobody has approved yet.",
    );
  }
  return null;
}

type Approval = { step: LockedStep; decisionId: string };

function approvalOf(steps: LockedStep[], personId: string): Approval | undefined {
  for (const step of steps) {
    const mine = step.decisions.find((decision) => decision.personId === personId && stands(decision));
    if (mine) return { step, decisionId: mine.id };
  }
}
