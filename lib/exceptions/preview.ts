// What the live panel shows while somebody types, in plain data: who decides and why, by when; the risk with its reasons;
// the longest window; what is like it. It asks `planRequest`, as submit does.

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { planDraft } from "@/lib/exceptions/plan-request";
import type { Draft } from "@/lib/exceptions/schemas";
import { askedWindow, whyCannotAsk, windowAt } from "@/lib/exceptions/window";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

export type Preview = {
  risk: Risk;
  riskSentence: string;
  limitSeconds: number;
  limitBecause: string;
  renewal: number;
  steps: {
    position: number;
    groupName: string;
    because: string;
    needed: number;
    members: number;
    memberNames: string[];
    partyNames: string[];
    nobody: boolean;
    dueAt: Date;
  }[];
  /** The window if it were approved now, or why it could not be. */
  window: { startsAt: Date; endsAt: Date } | null;
  windowProblem: string | null;
  similar: Similar[];
};

export type Similar = {
  number: number;
  title: string;
  status: Status;
  closedReason: ClosedReason | null;
  same: "rule" | "rule and system";
};

export async function previewOf(draft: Draft, actor: Actor, now: Date): Promise<Preview | null> {
  const plan = await planDraft(draft, actor.id, now);
  if (!plan) return null;

  const continuedEnd = plan.continued?.endsAt ?? null;
  const asked = draft.window && askedWindow(draft.window);
  const problem = asked ? whyCannotAsk(asked, plan.limit, now, continuedEnd) : null;

  return {
    risk: plan.risk,
    riskSentence: plan.riskSentence,
    limitSeconds: plan.limit.seconds,
    limitBecause: plan.limit.because,
    renewal: plan.renewal,
    steps: plan.steps.map(({ position, group, because, needed, partyNames, nobody, dueAt }) => ({
      position,
      groupName: group.name,
      because,
      needed,
      members: group.members.length,
      memberNames: group.members.map(({ name }) => name).filter((name) => !partyNames.includes(name)),
      partyNames,
      nobody,
      dueAt,
    })),
    window:
      asked && !problem
        ? windowAt({ ...asked, limitSeconds: plan.limit.seconds }, [], now, continuedEnd)
        : null,
    windowProblem: problem?.message ?? null,
    similar: await similarTo(draft.scope ?? [], actor, plan.continued?.id),
  };
}

const similarShown = 4;

/** Other exceptions from the same rules, those on the same systems first, the newest first. Outsiders see none. */
export async function similarTo(
  scope: { policyId: string; systemId: string }[],
  actor: Pick<Actor, "role">,
  exceptId?: string,
): Promise<Similar[]> {
  if (scope.length === 0 || actor.role === "outside_approver") return [];
  const policies = [...new Set(scope.map(({ policyId }) => policyId))];
  const systems = [...new Set(scope.map(({ systemId }) => systemId))];

  const where = (systemIds?: string[]) => ({
    scopes: { some: { policyId: { in: policies }, ...(systemIds && { systemId: { in: systemIds } }) } },
    ...(exceptId && { id: { not: exceptId } }),
  });
  const select = { number: true, title: true, status: true, closedReason: true } as const;
  const query = { select, orderBy: { number: "desc" }, take: similarShown } as const;

  const [close, wide] = await Promise.all([
    db.exception.findMany({ where: where(systems), ...query }),
    db.exception.findMany({ where: where(), ...query }),
  ]);
  const numbers = new Set(close.map(({ number }) => number));
  return [
    ...close.map((found) => ({ ...found, same: "rule and system" as const })),
    ...wide
      .filter(({ number }) => !numbers.has(number))
      .map((found) => ({ ...found, same: "rule" as const })),
  ].slice(0, similarShown);
}
