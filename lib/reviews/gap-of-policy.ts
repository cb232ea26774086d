// What a policy's page says about its gap: the figures of this quarter with their signals, and what was decided before
// with what came of it.

import { db } from "@/lib/db";
import { type GapSignal, gapsOf, type PolicyUse } from "@/lib/reviews/policy-gaps";
import { policyUse } from "@/lib/reviews/policy-use";
import { periodOf, type Quarter, quarterAfter, quarterAt } from "@/lib/reviews/quarter";
import type { GapChoice } from "@/prisma/generated/enums";

export type DecidedGap = {
  quarter: Quarter;
  choice: GapChoice;
  reason: string;
  at: Date;
  by: { id: string; name: string };
  owner: { id: string; name: string } | null;
  dueOn: Date | null;
  /** Exceptions approved in the quarter of the decision, and in the one after it; null while that has not begun. */
  effect: { before: number; after: number | null };
};

export type PolicyGap = {
  quarter: Quarter;
  use: PolicyUse | null;
  signals: GapSignal[];
  decided: DecidedGap[];
};

export async function gapOfPolicy(
  policy: { id: string; key: string },
  zone: string,
  now: Date,
): Promise<PolicyGap> {
  const quarter = quarterAt(now, zone);
  const rows = await db.gapDecision.findMany({
    where: { policyId: policy.id },
    include: { by: { select: { id: true, name: true } }, owner: { select: { id: true, name: true } } },
    orderBy: { at: "desc" },
  });
  const quarters = rows.flatMap((row) => [row.quarter as Quarter, quarterAfter(row.quarter as Quarter, 1)]);
  const wanted = [...new Set([quarter, ...quarters])].filter((one) => one <= quarter);
  const uses = new Map(
    await Promise.all(wanted.map(async (one) => [one, await useIn(policy.key, one, zone, now)] as const)),
  );

  const use = uses.get(quarter) ?? null;
  return {
    quarter,
    use,
    signals: use ? gapsOf(use) : [],
    decided: rows.map(({ quarter: of, choice, reason, at, by, owner, dueOn }) => {
      const next = quarterAfter(of as Quarter, 1);
      const after = next <= quarter ? (uses.get(next)?.exceptions ?? 0) : null;
      const effect = { before: uses.get(of as Quarter)?.exceptions ?? 0, after };
      return { quarter: of as Quarter, choice, reason, at, by, owner, dueOn, effect };
    }),
  };
}

/** This quarter's gaps in one list, with whether anybody has decided about them since it began. */
export async function gapsNow(zone: string, now: Date) {
  const period = periodOf(quarterAt(now, zone), zone, now);
  const [uses, decided] = await Promise.all([
    policyUse(period),
    db.gapDecision.findMany({
      where: { quarter: period.quarter },
      select: { choice: true, at: true, by: { select: { name: true } }, policy: { select: { key: true } } },
      orderBy: { at: "asc" },
    }),
  ]);
  const last = new Map(decided.map(({ policy, ...decision }) => [policy.key, decision]));
  return uses
    .map((use) => ({ ...use, signals: gapsOf(use), decision: last.get(use.policy) ?? null }))
    .filter(({ signals }) => signals.length > 0);
}

async function useIn(key: string, quarter: Quarter, zone: string, now: Date): Promise<PolicyUse | null> {
  const uses = await policyUse(periodOf(quarter, zone, now));
  return uses.find(({ policy }) => policy === key) ?? null;
}
