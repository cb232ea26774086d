// An approver accepts, refuses or sends back a request, in the name of the group whose turn it is. Every use case
// has these four beats, in one transaction: lock the row, judge it with the pure rules, write, record.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { after, type Move, whyCannotMove } from "@/lib/exceptions/lifecycle";
import {
  decidable,
  type LockedException,
  type LockedStep,
  lockException,
  throughAlias,
} from "@/lib/exceptions/lock-exception";
import { whyUnanswered } from "@/lib/exceptions/questions";
import { whyOutdated } from "@/lib/exceptions/revisions";
import type { Decision } from "@/lib/exceptions/schemas";
import { whyCannotDecide } from "@/lib/exceptions/separation-of-duties";
import { openStep, wouldSettle } from "@/lib/exceptions/steps";
import { whyWider, windowAt } from "@/lib/exceptions/window";
import { type Outcome, refuse } from "@/lib/refusal";

type Decided = { number: number; settled: boolean };

export function decide(decision: Decision, actor: Actor, now: Date): Promise<Outcome<Decided>> {
  return inTransaction<Outcome<Decided>>(now, async (tx) => {
    const exception = await lockException(tx, decision.exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const grant = grantOf(decision);
    const refusal =
      whyCannotMove(exception, decision.verdict) ??
      whyOutdated(exception, decision) ??
      whyCannotDecide(decidable(exception), await throughAlias(tx, actor)) ??
      whyUnanswered(exception.risk, decision) ??
      whyWider(exception.asked, grant, now, exception.continuedEnd);
    if (refusal) return refusal;

    const step = openStep(exception.steps) as LockedStep; // whyCannotDecide has seen it
    const settled = decision.verdict === "approve" && wouldSettle(exception.steps, step);
    const window = settled ? windowFor(exception, grant, now) : undefined;
    if (window === null)
      return refuse("wrong-status", "The end that was asked for has passed. Send it back for a new one.");

    await sign(tx, exception, step, decision, actor);
    const { version, number } = await tx.exception.update({
      where: { id: exception.id },
      data: {
        ...after(moveOf(decision.verdict, settled)),
        sentBack: decision.verdict === "send_back",
        ...(window && { ...window, activatedAt: now }),
        version: { increment: 1 },
      },
      select: { version: true, number: true },
    });
    await recordVerdict(tx, exception.id, version, step, decision, settled, actor);

    return { ok: true, number, settled };
  });
}

function moveOf(verdict: Decision["verdict"], settled: boolean): Move {
  return verdict === "approve" && !settled ? "sign" : verdict;
}

function grantOf(decision: Decision) {
  if (decision.verdict !== "approve") return {};
  const { grantedSeconds, grantedEnd } = decision;
  return { grantedSeconds, grantedEnd: grantedEnd ? new Date(grantedEnd) : undefined };
}

/** The shortest of what this and the earlier approvals granted (R8). */
function windowFor(exception: LockedException, grant: ReturnType<typeof grantOf>, now: Date) {
  const earlier = exception.steps
    .flatMap((step) => step.decisions)
    .map(({ grantedSeconds, grantedEnd }) => ({
      grantedSeconds,
      grantedEnd: grantedEnd ? new Date(grantedEnd) : null,
    }));
  return windowAt(exception.asked, [...earlier, grant], now, exception.continuedEnd);
}

async function sign(tx: Tx, exception: LockedException, step: LockedStep, decision: Decision, actor: Actor) {
  await tx.decision.create({
    data: {
      exceptionId: exception.id,
      revision: exception.revision,
      stepId: step.id,
      personId: actor.id,
      accountId: actor.accountId,
      sessionId: actor.sessionId,
      verdict: decision.verdict,
      comment: decision.comment,
      answers: decision.answers,
      contentHash: Uint8Array.from(Buffer.from(exception.contentHash, "hex")),
      ...grantOf(decision),
    },
    select: { id: true },
  });
}

function recordVerdict(
  tx: Tx,
  exceptionId: string,
  version: number,
  step: LockedStep,
  { verdict, comment }: Decision,
  settled: boolean,
  actor: Actor,
) {
  const about = { exceptionId, version, actor };
  const body = { step: step.position, group: step.groupId, comment };
  switch (verdict) {
    case "approve":
      return record(tx, { ...about, action: "request.approved", body: { ...body, settled } });
    case "reject":
      return record(tx, { ...about, action: "request.rejected", body });
    case "send_back":
      return record(tx, { ...about, action: "request.sent_back", body });
  }
}
