import { db } from "@/lib/db";
import { groupWarnings } from "@/lib/people/group-warnings";
import { openStepsOf } from "@/lib/people/open-steps";

export type GroupPage = NonNullable<Awaited<ReturnType<typeof groupPage>>>;

const person = {
  select: { id: true, name: true, title: true, team: true, role: true, sameAsId: true, deactivatedAt: true },
} as const;
const other = { select: { id: true, key: true, name: true, retiredAt: true } } as const;

/** A group with its seats, what it answers for and what waits for it; null when there is none with this key. */
export async function groupPage(key: string) {
  const group = await db.group.findUnique({
    where: { key },
    include: {
      above: other,
      below: { ...other, where: { retiredAt: null }, orderBy: { name: "asc" } },
      lead: person,
      memberships: {
        include: { person, grantedBy: { select: { id: true, name: true } } },
        orderBy: { fromAt: "asc" },
      },
      policies: { select: { key: true, title: true, retiredAt: true }, orderBy: { key: "asc" } },
    },
  });
  if (!group) return null;

  const [waiting, otherForums] = await Promise.all([
    openStepsOf(group.id),
    db.group.count({ where: { isForum: true, retiredAt: null, id: { not: group.id } } }),
  ]);
  const seats = group.memberships.filter(({ untilAt }) => !untilAt);
  const members = seats.map(({ person }) => person);

  return {
    ...group,
    seats,
    pastSeats: group.memberships.filter(({ untilAt }) => untilAt).reverse(),
    waiting,
    otherForums,
    warnings: group.retiredAt ? [] : groupWarnings({ ...group, members, waiting }),
  };
}
