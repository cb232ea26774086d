// An approver accepts, refuses or sends back a request, in the name of the group whose turn it is. An emergency is in
// force with the first approval, and the others ratify it (R19). Every use case has these four beats, in one
// transaction: lock the row, judge it with the pure rules, write, record.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { demandConditions, whyUnfitConditions } from "@/lib/exceptions/demand-conditions";
import { ratifyByFrom, waitsToBeRatified, whyNotOpen, whyNotShortened } from "@/lib/exceptions/emergency";
import { after, type Move } from "@/lib/exceptions/lifecycle";
import {
  barredFrom,
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
import { stands, stepToSign, whyCannotApprove, wouldSettle } from "@/lib/exceptions/steps";
import { whyWider, windowAt } from "@/lib/exceptions/window";
import { type Outcome, refuse } from "@/lib/refusal";

type Decided = { number: number; settled: boolean };

export function decide(decision: Decision, actor: Actor, now: Date): Promise<Outcome<Decided>> {
  return inTransaction<Outcome<Decided>>(now, async (tx) => {
    const exception = await lockException(tx, decision.exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const grant = grantOf(decision);
    const { emergency, steps } = exception;
    const asked = { emergency, steps, barredIds: barredFrom(exception) };
    const me = await throughAlias(tx, actor);
    const refusal =
      whyNotOpen(exception, decision.verdict, now) ??
      whyOutdated(exception, decision, now) ??
      whyCannotDecide(decidable(exception), me) ??
      (decision.verdict === "approve" ? whyCannotApprove(asked, me) : null) ??
      whyUnanswered(exception.risk, decision) ??
      whyNotShortened(exception, grant, now) ??
      whyWider(exception.asked, grant, now, exception.continuedEnd) ??
      (await whyUnfitConditions(tx, demandedBy(decision), exception, now));
    if (refusal) return refusal;

    const step = stepToSign(asked, me.id)?.step as LockedStep; // whyCannotDecide has seen it
    const follows = whatFollows(exception, decision, step, now);
    const window = follows.move === "approve" ? windowFor(exception, grant, now) : undefined;
    if (window === null)
      return refuse("wrong-status", "The end that was asked for has passed. Send it back for a new one.");

    await sign(tx, exception, step, decision, actor);
    const { version, number } = await tx.exception.update({
      where: { id: exception.id },
      data: {
        ...after(follows.move),
        sentBack: decision.verdict === "send_back",
        ...(window && { ...window, activatedAt: now }),
        ...follows.set,
        version: { increment: 1 },
      },
      select: { version: true, number: true },
    });
    await recordVerdict(tx, { exception, version, step, decision, follows, actor });

    return { ok: true, number, settled: follows.settled };
  });
}

type Follows = {
  move: Move;
  /** Whether every step is signed with it. */
  settled: boolean;
  ratifying: boolean;
  set: { ratifyBy?: Date; ratifiedAt?: Date; closedAt?: Date };
};

function whatFollows(
  exception: LockedException,
  { verdict }: Decision,
  step: LockedStep,
  now: Date,
): Follows {
  const ratifying = waitsToBeRatified(exception, now);
  const settled = verdict === "approve" && wouldSettle(exception.steps, step);
  const ratified = settled && { ratifiedAt: now };

  if (ratifying && verdict === "reject")
    return { move: "revoke", settled, ratifying, set: { closedAt: now } };
  if (ratifying) return { move: "ratify", settled, ratifying, set: { ...ratified } };
  if (verdict !== "approve") return { move: verdict, settled, ratifying, set: {} };
  if (exception.emergency) {
    return { move: "approve", settled, ratifying, set: { ratifyBy: ratifyByFrom(now), ...ratified } };
  }
  return { move: settled ? "approve" : "sign", settled, ratifying, set: {} };
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
    .filter(stands)
    .map(({ grantedSeconds, grantedEnd }) => ({
      grantedSeconds,
      grantedEnd: grantedEnd ? new Date(grantedEnd) : null,
    }));
  return windowAt(exception.asked, [...earlier, grant], now, exception.continuedEnd);
}

async function sign(tx: Tx, exception: LockedException, step: LockedStep, decision: Decision, actor: Actor) {
  const { id } = await tx.decision.create({
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
  await demandConditions(tx, exception, id, demandedBy(decision));
}

const demandedBy = (decision: Decision) => (decision.verdict === "approve" ? decision.conditions : undefined);

type Verdict = {
  exception: LockedException;
  version: number;
  step: LockedStep;
  decision: Decision;
  follows: Follows;
  actor: Actor;
};

function recordVerdict(tx: Tx, { exception, version, step, decision, follows, actor }: Verdict) {
  const about = { exceptionId: exception.id, version, actor };
  const body = { step: step.position, group: step.groupId, comment: decision.comment };
  const { settled, ratifying, set } = follows;
  const demanded = demandedBy(decision)?.length;
  switch (decision.verdict) {
    case "approve":
      if (ratifying)
        return record(tx, {
          ...about,
          action: "emergency.ratified",
          body: { ...body, settled, ...(demanded && { demanded }) },
        });
      return record(tx, {
        ...about,
        action: "request.approved",
        body: {
          ...body,
          settled,
          ...(set.ratifyBy && { ratifyBy: set.ratifyBy.toISOString() }),
          ...(demanded && { demanded }),
        },
      });
    case "reject":
      if (ratifying) return record(tx, { ...about, action: "emergency.refused", body });
      return record(tx, { ...about, action: "request.rejected", body });
    case "send_back":
      return record(tx, { ...about, action: "request.sent_back", body });
  }
}
