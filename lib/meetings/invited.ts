import { db, type Tx } from "@/lib/db";

/** Who is asked to the next meeting, by id: whoever came to the last one, and whoever could lead it. Active people only. */
export async function invited(client: Tx | typeof db = db): Promise<string[]> {
  const last = await client.meeting.findFirst({
    where: { items: { some: {} } },
    select: { attendance: { where: { present: true }, select: { personId: true } } },
    orderBy: { number: "desc" },
  });
  const leads = { retiredAt: null, policies: { some: { domain: "security", retiredAt: null } } } as const;
  const people = await client.person.findMany({
    where: {
      deactivatedAt: null,
      OR: [
        { id: { in: last?.attendance.map(({ personId }) => personId) ?? [] } },
        { ledGroups: { some: leads } },
      ],
    },
    select: { id: true },
    orderBy: { name: "asc" },
  });
  return people.map(({ id }) => id);
}
