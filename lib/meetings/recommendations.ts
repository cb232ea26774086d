import { db } from "@/lib/db";

export type Recommendation = { id: string; meeting: number; body: string; by: string; at: Date };

/** What meetings have recommended about an exception or a policy, the newest first. */
export async function recommendationsOn(
  about: { exceptionId: string } | { policyId: string },
): Promise<Recommendation[]> {
  const rows = await db.meetingNote.findMany({
    where: { recommends: true, item: about },
    select: {
      id: true,
      body: true,
      at: true,
      by: { select: { name: true } },
      item: { select: { meeting: { select: { number: true } } } },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  return rows.flatMap(({ id, body, at, by, item }) =>
    item.meeting ? { id, body, at, by: by.name, meeting: item.meeting.number } : [],
  );
}
