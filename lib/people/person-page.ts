import { db } from "@/lib/db";
import { byUrgency, exceptionRowSelect, openStatuses } from "@/lib/people/exception-rows";
import { openSteps, strandedWithout } from "@/lib/people/open-steps";
import { isUuid } from "@/lib/uuid";

export type PersonPage = NonNullable<Awaited<ReturnType<typeof personPage>>>;

const shown = 50;

/** Everything that hangs on one person, or null when there is no such person. */
export async function personPage(id: string) {
  if (!isUuid(id)) return null;
  const person = await db.person.findUnique({
    where: { id },
    include: {
      manager: { select: { id: true, name: true, deactivatedAt: true } },
      reports: {
        where: { deactivatedAt: null },
        select: { id: true, name: true, title: true },
        orderBy: { name: "asc" },
      },
      sameAs: { select: { id: true, name: true } },
      aliases: { select: { id: true, name: true, deactivatedAt: true }, orderBy: { name: "asc" } },
      ledGroups: { where: { retiredAt: null }, select: { key: true, name: true }, orderBy: { name: "asc" } },
      memberships: {
        where: { untilAt: null },
        select: {
          id: true,
          fromAt: true,
          group: { select: { id: true, key: true, name: true, ...activeMembers } },
        },
        orderBy: { group: { name: "asc" } },
      },
      decisions: {
        select: {
          id: true,
          verdict: true,
          at: true,
          exception: { select: { number: true, title: true } },
          step: { select: { group: { select: { name: true } } } },
        },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: shown,
      },
      accounts: {
        select: { issuer: true, password: { select: { setAt: true } } },
        orderBy: { createdAt: "asc" },
      },
      _count: { select: { decisions: true, requested: true, owned: true } },
    },
  });
  if (!person) return null;

  const [owned, asked, steps, otherAdministrators] = await Promise.all([
    db.exception.findMany({
      where: { ownerId: id, status: { in: openStatuses } },
      ...exceptionRowSelect,
      orderBy: { number: "desc" },
    }),
    db.exception.findMany({
      where: { requesterId: id },
      ...exceptionRowSelect,
      orderBy: { number: "desc" },
      take: shown,
    }),
    openSteps(),
    db.person.count({ where: { role: "administrator", deactivatedAt: null, id: { not: id } } }),
  ]);
  const rootId = person.sameAsId ?? id;

  return {
    ...person,
    seats: person.memberships.map(({ group, ...seat }) => ({
      ...seat,
      group,
      members: group._count.memberships,
    })),
    owned: owned.sort(byUrgency),
    asked,
    mustDecide: steps.filter((step) => step.isItsTurn && step.deciderIds.includes(rootId)),
    /** Steps that nobody could sign any more without this person. */
    stranded: strandedWithout(rootId, steps),
    otherAdministrators,
  };
}

const activeMembers = { _count: { select: { memberships: { where: { untilAt: null } } } } } as const;
