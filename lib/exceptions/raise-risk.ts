// An approver who finds a request riskier than it was classified raises its risk (R8). That is a new revision of the same
// words, routed anew: whoever signed the one before signs again, and a window longer than the new risk allows is shortened.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import {
  decidable,
  type LockedException,
  lockException,
  throughAlias,
} from "@/lib/exceptions/lock-exception";
import { filedUnder, type Plan, planRequest } from "@/lib/exceptions/plan-request";
import { type Content, scopeOf, whyOutdated } from "@/lib/exceptions/revisions";
import { isAtLeast, riskNames } from "@/lib/exceptions/risk";
import type { Raise } from "@/lib/exceptions/schemas";
import { whyCannotDecide } from "@/lib/exceptions/separation-of-duties";
import { storeRevision, storeSteps } from "@/lib/exceptions/store-revision";
import { whyNobodySigns } from "@/lib/exceptions/why-not-file";
import { type Asked, startFrom } from "@/lib/exceptions/window";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

export function raiseRisk(
  raise: Raise,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number; revision: number }>> {
  return inTransaction<Outcome<{ number: number; revision: number }>>(now, async (tx) => {
    const exception = await lockException(tx, raise.exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const refusal =
      whyCannotMove(exception, "raise") ??
      whyOutdated(exception, raise, now) ??
      whyCannotRaise(exception, await throughAlias(tx, actor)) ??
      whyNotHigher(exception.risk, raise.risk);
    if (refusal) return refusal;

    const plan = await planRaised(tx, exception, raise.risk, now);
    const asked = shortened(exception.asked, plan, now, exception.continuedEnd);
    if (!asked)
      return refuse("wrong-status", "The end that was asked for has passed. Send it back for a new one.");
    const stuck = whyNobodySigns(plan);
    if (stuck) return stuck;

    const revision = exception.revision + 1;
    await storeRevision(tx, {
      exceptionId: exception.id,
      number: revision,
      cause: "risk_raised",
      byId: actor.id,
      content: exception.content,
      asked,
      plan,
      emergency: exception.emergency,
    });
    const { version, number } = await tx.exception.update({
      where: { id: exception.id },
      data: { ...after("raise"), risk: plan.risk, revision, version: { increment: 1 } },
      select: { version: true, number: true },
    });
    await storeSteps(tx, exception.id, revision, plan);
    const body = { from: exception.risk, to: plan.risk, revision, reason: raise.reason };
    await record(tx, { action: "request.risk_raised", exceptionId: exception.id, version, actor, body });

    return { ok: true, number, revision };
  });
}

type Raisable = Pick<
  LockedException,
  "status" | "closedReason" | "risk" | "emergency" | "sentBack" | "parties" | "steps"
>;

/** Whoever may decide it may raise its risk. */
export function whyCannotRaise(
  exception: Raisable,
  actor: { id: string; role: Actor["role"] },
): Refusal | null {
  const wrong = whyCannotMove(exception, "raise") ?? whyCannotDecide(decidable(exception), actor);
  if (wrong) return wrong;
  return exception.risk === "critical"
    ? refuse("wrong-status", "Critical is the highest risk there is.")
    : null;
}

function whyNotHigher(was: Risk, risk: Risk): Refusal | null {
  if (!isAtLeast(was, risk)) return null;
  return refuseField("risk", `It is ${riskNames[was].toLowerCase()} already, and nobody lowers the risk.`);
}

type Raised = {
  content: Content;
  continuesId: string | null;
  emergency: boolean;
  parties: { personId: string }[];
  ruleSetVersion: number | null;
};

function planRaised(client: Parameters<typeof planRequest>[0], exception: Raised, risk: Risk, now: Date) {
  const { content, continuesId, emergency, parties } = exception;
  const asked = {
    scope: scopeOf(content),
    classification: content.classification,
    continuesId: continuesId ?? undefined,
    emergency,
    urgent: content.urgent,
    atLeast: risk,
  };
  return planRequest(
    client,
    asked,
    parties.map(({ personId }) => personId),
    now,
    filedUnder(exception.ruleSetVersion),
  );
}

/** The same window, cut to what the new risk allows. Null: its fixed end has passed. */
function shortened(asked: Asked, { limit }: Plan, now: Date, continuedEnd: Date | null): Asked | null {
  if (asked.askedSeconds !== null) {
    return { ...asked, askedSeconds: Math.min(asked.askedSeconds, limit.seconds) };
  }
  const start = startFrom(asked, now, continuedEnd);
  const latest = new Date(start.getTime() + limit.seconds * 1000);
  const end = asked.askedEnd as Date; // a length or an end
  if (end.getTime() - start.getTime() < 1000) return null;
  return { ...asked, askedEnd: end < latest ? end : latest };
}

export type RaisePreview = {
  steps: { groupName: string; because: string; needed: number; dueAt: Date }[];
  limitBecause: string;
  /** The window as it would then be asked. */
  asked: Asked;
  isShorter: boolean;
  /** Why it cannot be raised to this level, if so. */
  problem: string | null;
};

/** What would follow from raising the risk, before it is recorded. */
export async function previewOfRaise(
  exception: Omit<Raised, "content" | "ruleSetVersion"> & {
    current: Asked & Pick<Raised, "content" | "ruleSetVersion">;
    continues: { endsAt: Date | null } | null;
  },
  risk: Risk,
  now: Date,
): Promise<RaisePreview> {
  const plan = await planRaised(db, { ...exception, ...exception.current }, risk, now);
  const { askedStart, askedSeconds, askedEnd } = exception.current;
  const was = { askedStart, askedSeconds, askedEnd };
  const asked = shortened(was, plan, now, exception.continues?.endsAt ?? null);
  const isShorter =
    asked !== null &&
    (asked.askedSeconds !== askedSeconds || asked.askedEnd?.getTime() !== askedEnd?.getTime());
  return {
    steps: plan.steps.map(({ group, because, needed, dueAt }) => ({
      groupName: group.name,
      because,
      needed,
      dueAt,
    })),
    limitBecause: plan.limit.because,
    asked: asked ?? was,
    isShorter,
    problem: asked ? (whyNobodySigns(plan)?.message ?? null) : "The end that was asked for has passed.",
  };
}
