// Review has a due time; past it, the group above is told (R11). Nothing is approved by silence.

import { db } from "@/lib/db";
import { type OpenStep, openSteps } from "@/lib/people/open-steps";
import { Prisma } from "@/prisma/generated/client";

type Group = { id: string; name: string };

export type OverdueStep = Pick<OpenStep, "stepId" | "exceptionId" | "number" | "title" | "risk" | "dueAt"> & {
  /** Who is late, and since `dueAt`. */
  group: Group;
  /** Who is told; null where no group stands above. */
  above: Group | null;
  /** Those of the group who could still decide it, as root persons. */
  deciderIds: string[];
};

/** The open steps that nobody signed in time, the longest overdue first. Steps that wait for another are not late. */
export async function overdueSteps(now: Date, exceptionId?: string): Promise<OverdueStep[]> {
  const where = exceptionId
    ? Prisma.sql`s.due_at < ${now} AND s.exception_id = ${exceptionId}::uuid`
    : Prisma.sql`s.due_at < ${now}`;
  const late = (await openSteps(where)).filter(({ isItsTurn }) => isItsTurn);
  if (late.length === 0) return [];

  const groups = await db.group.findMany({
    where: { id: { in: late.map(({ groupId }) => groupId) } },
    select: { id: true, name: true, above: { select: { id: true, name: true, retiredAt: true } } },
  });
  return late.flatMap(({ groupId, missing: _, isItsTurn: __, ...step }) => {
    const group = groups.find(({ id }) => id === groupId);
    if (!group) return [];
    const above = group.above && !group.above.retiredAt ? group.above : null;
    return {
      ...step,
      group: { id: group.id, name: group.name },
      above: above && { id: above.id, name: above.name },
    };
  });
}
