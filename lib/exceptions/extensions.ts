// An extension is a fresh request that continues an earlier exception (R16). It is asked for by who owns or asked for the
// earlier one, while that one is in force or expired, and only one lives at a time. After two it is a design problem (R17).

import { openStatuses, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { isAtLeast } from "@/lib/exceptions/risk";
import type { Remediation } from "@/lib/exceptions/schemas";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

type Earlier = {
  status: Status;
  closedReason: ClosedReason | null;
  ownerId: string;
  requesterId: string;
  filedById: string;
};

/** `extensions`: what continues the earlier one already, dead or alive. */
export function whyCannotExtend(
  earlier: Earlier,
  extensions: { number: number; status: Status }[],
  actor: { id: string },
): Refusal | null {
  const wrongStatus = whyCannotMove(earlier, "extend");
  if (wrongStatus) return wrongStatus;
  if (![earlier.ownerId, earlier.requesterId, earlier.filedById].includes(actor.id)) {
    return refuse("not-allowed", "Only its owner or whoever asked for it can extend it.");
  }
  const living = extensions.find(({ status }) => openStatuses.some((open) => open === status));
  return living ? refuse("conflict", `EX-${living.number} extends it already.`) : null;
}

/** The first renewal that is a design problem: it needs the forum and a plan. */
export const designProblemFrom = 3;

const longestPlanInDays = 365;

/** R17: what is to end the break for good, by a day to come and within a year. Days are those of UTC, as in the guard. */
export function whyNoPlan(remediation: Remediation | undefined, renewal: number, now: Date): Refusal | null {
  if (renewal < designProblemFrom) return null;
  if (!remediation?.plan) {
    return refuseField(
      "remediation.plan",
      `Renewal ${renewal} is a design problem: say what will make this exception unnecessary, and who does it.`,
    );
  }
  const days = (Date.parse(remediation.by) - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000;
  if (days < 1) return refuseField("remediation.by", "The plan ends on a day to come.");
  if (days > longestPlanInDays) return refuseField("remediation.by", "The plan ends within a year.");
  return null;
}

type Above<Group> = { group: Group; because: string };

/** R16: at high risk, the group above each group that approved the earlier exception decides as well. */
export function groupsAboveEarlierApprovers<
  Group extends { id: string; name: string; aboveId: string | null },
>(
  risk: Risk,
  earlier: { number: number; approvedByGroupIds: string[] } | null,
  pools: Group[],
): Above<Group>[] {
  if (!earlier || !isAtLeast(risk, "high")) return [];
  return pools
    .filter(({ id }) => earlier.approvedByGroupIds.includes(id))
    .flatMap(({ name, aboveId }) => {
      const group = pools.find(({ id }) => id === aboveId);
      return group ? [{ group, because: `Above ${name}, which approved EX-${earlier.number}` }] : [];
    });
}

/** One exception of a chain, as far as time is concerned. */
export type Link = {
  number: number;
  status: Status;
  renewal: number;
  startsAt: Date | null;
  endsAt: Date | null;
  closedAt: Date | null;
};

/** When it stopped being in force, or will: its end, or its closing before that. */
export function overAt({ endsAt, closedAt }: Pick<Link, "endsAt" | "closedAt">): Date | null {
  return endsAt && closedAt && closedAt < endsAt ? closedAt : endsAt;
}

/** The seconds for which the rule has been broken so far, all links together. */
export function secondsSoFar(chain: Link[], now: Date): number {
  const milliseconds = chain.reduce((sum, link) => {
    const over = overAt(link);
    if (!link.startsAt || !over) return sum;
    return sum + Math.max(0, Math.min(over.getTime(), now.getTime()) - link.startsAt.getTime());
  }, 0);
  return Math.floor(milliseconds / 1000);
}

/**
 * The last instant at which to ask so that every step falls due before the earlier one ends, to the minute.
 * `lastDue`: when the last step would be due, filed at that instant. Null: even asked now it is too late.
 */
export function askBy(lastDue: (filedAt: Date) => Date, endsAt: Date, now: Date): Date | null {
  const inTime = (filedAt: Date) => lastDue(filedAt) <= endsAt;
  if (!inTime(now)) return null;

  const minute = 60_000;
  let [early, late] = [0, Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / minute))];
  while (early < late) {
    const middle = Math.ceil((early + late) / 2);
    if (inTime(new Date(now.getTime() + middle * minute))) early = middle;
    else late = middle - 1;
  }
  return new Date(now.getTime() + early * minute);
}
