import { db } from "@/lib/db";
import { type Asked, inOrder, searched } from "@/lib/people/listing";
import { openSteps } from "@/lib/people/open-steps";
import type { Prisma } from "@/prisma/generated/client";
import type { Role } from "@/prisma/generated/enums";

export const peopleViews = [
  "active",
  "approvers",
  "administrators",
  "auditors",
  "outside",
  "leaving",
  "left",
] as const;
export type PeopleView = (typeof peopleViews)[number];

export const peopleOrders = ["name", "team", "owns", "decides"] as const;
export type PeopleOrder = (typeof peopleOrders)[number];

export type PersonRow = {
  id: string;
  name: string;
  title: string;
  team: string;
  role: Role;
  deactivatedAt: Date | null;
  manager: { id: string; name: string; deactivatedAt: Date | null } | null;
  groups: { key: string; name: string }[];
  /** Open exceptions that they own. */
  owns: number;
  /** Steps that wait and that they could sign now. */
  decides: number;
};

const views: Record<PeopleView, Prisma.PersonWhereInput> = {
  active: { deactivatedAt: null },
  approvers: { deactivatedAt: null, memberships: { some: { untilAt: null } } },
  administrators: { deactivatedAt: null, role: "administrator" },
  auditors: { deactivatedAt: null, role: "auditor" },
  outside: { deactivatedAt: null, role: "outside_approver" },
  leaving: { deactivatedAt: null, leavesOn: { not: null } },
  left: { deactivatedAt: { not: null } },
};

export async function peopleList(ask: Asked<PeopleView, PeopleOrder>) {
  const [people, total, steps] = await Promise.all([
    db.person.findMany({
      where: { ...views[ask.view], ...searched(ask.q, ["name", "email", "title", "team"]) },
      include: {
        manager: { select: { id: true, name: true, deactivatedAt: true } },
        memberships: { where: { untilAt: null }, select: { group: { select: { key: true, name: true } } } },
        _count: { select: { owned: { where: { status: { in: ["pending", "active", "expired"] } } } } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    db.person.count(),
    openSteps(),
  ]);

  const rows = people.map(({ memberships, _count, ...person }): PersonRow => {
    const rootId = person.sameAsId ?? person.id;
    return {
      ...person,
      groups: memberships.map(({ group }) => group).sort((a, b) => a.name.localeCompare(b.name)),
      owns: _count.owned,
      decides: steps.filter((step) => step.isItsTurn && step.deciderIds.includes(rootId)).length,
    };
  });
  return { people: inOrder(rows, ask), total };
}
