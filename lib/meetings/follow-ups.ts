import { db } from "@/lib/db";

/** What a person promised at meetings and has not done yet: the soonest due first. */
export async function followUpsOf(personId: string) {
  const rows = await db.followUp.findMany({
    where: { ownerId: personId, doneAt: null },
    select: {
      id: true,
      what: true,
      dueOn: true,
      item: {
        select: {
          meeting: { select: { number: true } },
          exception: { select: { number: true } },
          policy: { select: { key: true } },
        },
      },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
  return rows.map(({ item, ...followUp }) => ({
    ...followUp,
    meeting: item.meeting?.number ?? 0,
    about: item.exception ? `EX-${item.exception.number}` : (item.policy?.key ?? null),
  }));
}

/** One of them with whoever promised it, for the meeting that looks at it. */
export function oneFollowUp(id: string) {
  return db.followUp.findUnique({
    where: { id },
    select: {
      id: true,
      what: true,
      dueOn: true,
      doneAt: true,
      ownerId: true,
      owner: { select: { name: true, deactivatedAt: true } },
      item: { select: { meeting: { select: { number: true } }, exception: { select: { number: true } } } },
    },
  });
}
