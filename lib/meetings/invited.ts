import { db, type Tx } from "@/lib/db";

/** Of so many meetings: who was away once is asked again. */
const remembered = 3;

/** Who is asked to the next meeting, by id: whoever came to the last ones, and whoever could lead it. Active people only. */
export async function invited(client: Tx | typeof db = db): Promise<string[]> {
  const last = await client.meeting.findMany({
    where: { items: { some: {} } },
    select: { attendance: { where: { present: true }, select: { personId: true } } },
    orderBy: { number: "desc" },
    take: remembered,
  });
  const came = last.flatMap(({ attendance }) => attendance.map(({ personId }) => personId));
  const leads = { retiredAt: null, policies: { some: { domain: "security", retiredAt: null } } } as const;
  const people = await client.person.findMany({
    where: {
      deactivatedAt: null,
      OR: [{ id: { in: came } }, { ledGroups: { some: leads } }],
    },
    select: { id: true },
    orderBy: { name: "asc" },
  });
  return people.map(({ id }) => id);
}
