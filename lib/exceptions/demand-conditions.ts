// R8: an approver adds conditions and takes none away but their own: they are written with the decision
// that demands them, and taken back with it.

import type { Tx } from "@/lib/db";
import { contentCondition, whyUnfit } from "@/lib/exceptions/conditions";
import type { LockedException } from "@/lib/exceptions/lock-exception";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { type Asked, secondsBetween, startFrom } from "@/lib/exceptions/window";
import type { Refusal } from "@/lib/refusal";

type Window = {
  asked: Asked & { limitSeconds: number };
  continuedEnd: Date | null;
  endsAt?: Date | null;
  ownerId: string;
};

/** Whether each has an active owner and a time within the window, for a request and for an approval alike. */
export async function whyUnfitConditions(
  tx: Tx,
  given: AskedCondition[] | undefined,
  { asked, continuedEnd, endsAt, ownerId }: Window,
  now: Date,
): Promise<Refusal | null> {
  if (!given?.length) return null;
  const conditions = given.map((condition) => ({ ...condition, ownerId: condition.ownerId ?? ownerId }));
  const people = await tx.person.findMany({
    where: { id: { in: conditions.flatMap(({ ownerId }) => ownerId ?? []) } },
    select: { id: true, deactivatedAt: true, role: true },
  });
  const end = endsAt ?? asked.askedEnd;
  const start = startFrom(asked, now, continuedEnd);
  const longestSeconds = asked.askedSeconds ?? (end ? secondsBetween(start, end) : asked.limitSeconds);
  return whyUnfit(conditions, people, { longestSeconds, end }, now);
}

/** Numbered on from what was asked for and what approvers before this one demanded. */
export async function demandConditions(
  tx: Tx,
  { id: exceptionId, revision, ownerId }: Pick<LockedException, "id" | "revision" | "ownerId">,
  decisionId: string,
  conditions: AskedCondition[] = [],
): Promise<void> {
  if (conditions.length === 0) return;
  const before = await tx.condition.count({ where: { exceptionId, revision } });
  await tx.condition.createMany({
    data: conditions.map((condition, index) => {
      const { owner, measure, ...content } = contentCondition(condition, ownerId);
      return {
        ...content,
        ...measure,
        ownerId: owner,
        exceptionId,
        revision,
        decisionId,
        kind: measure ? ("monitored" as const) : ("attested" as const),
        position: before + index + 1,
      };
    }),
  });
}

/** They stay on the record and bind nobody (R2). By their numbers. */
export async function takeBackDemands(tx: Tx, decisionId: string): Promise<number[]> {
  const demands = await tx.condition.findMany({
    where: { decisionId },
    orderBy: { position: "asc" },
    select: { position: true },
  });
  await tx.condition.updateMany({ where: { decisionId }, data: { state: "taken_back" } });
  return demands.flatMap(({ position }) => position ?? []);
}
