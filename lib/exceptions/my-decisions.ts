import { db } from "@/lib/db";

export const decisionsPerPage = 50;

/** What this person has decided, newest first. It stays for ever, also for what was rejected or closed since. */
export async function myDecisions(personId: string, page: number) {
  const where = { personId };
  const [decisions, total] = await Promise.all([
    db.decision.findMany({
      where,
      select: {
        id: true,
        verdict: true,
        comment: true,
        at: true,
        revision: true,
        exception: {
          select: {
            number: true,
            title: true,
            risk: true,
            status: true,
            sentBack: true,
            closedReason: true,
            startsAt: true,
            endsAt: true,
            ratifyBy: true,
            ratifiedAt: true,
            revision: true,
            conditions: { include: { lastReading: true } },
          },
        },
      },
      orderBy: { at: "desc" },
      skip: (page - 1) * decisionsPerPage,
      take: decisionsPerPage,
    }),
    db.decision.count({ where }),
  ]);
  return { decisions, total };
}
