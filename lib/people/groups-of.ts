import { db } from "@/lib/db";

/** The groups in which a person sits at this instant. */
export function groupsOf(personId: string, now: Date) {
  return db.group.findMany({
    where: {
      memberships: {
        some: { personId, fromAt: { lte: now }, OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
      },
    },
    select: { id: true, key: true, name: true },
    orderBy: { name: "asc" },
  });
}
