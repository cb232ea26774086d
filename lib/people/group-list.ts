import { db } from "@/lib/db";
import { groupWarnings } from "@/lib/people/group-warnings";
import { type Asked, inOrder, searched } from "@/lib/people/listing";
import { openSteps } from "@/lib/people/open-steps";

export const groupViews = ["used", "retired"] as const;
export type GroupView = (typeof groupViews)[number];

export const groupOrders = ["name", "members", "policies", "waiting"] as const;
export type GroupOrder = (typeof groupOrders)[number];

export async function groupList(ask: Asked<GroupView, GroupOrder>) {
  const [groups, total, steps] = await Promise.all([
    db.group.findMany({
      where: {
        retiredAt: ask.view === "used" ? null : { not: null },
        ...searched(ask.q, ["name", "key", "purpose"]),
      },
      include: {
        above: { select: { key: true, name: true, retiredAt: true } },
        lead: { select: { id: true, name: true, deactivatedAt: true } },
        memberships: {
          where: { untilAt: null },
          select: { person: { select: { id: true, name: true, role: true } } },
        },
        _count: { select: { policies: { where: { retiredAt: null } } } },
      },
      orderBy: { name: "asc" },
    }),
    db.group.count(),
    openSteps(),
  ]);

  const rows = groups.map(({ memberships, _count, ...group }) => {
    const members = memberships.map(({ person }) => person);
    const waiting = steps.filter(({ groupId }) => groupId === group.id);
    return {
      ...group,
      members: members.length,
      policies: _count.policies,
      waiting: waiting.length,
      warnings: group.retiredAt ? [] : groupWarnings({ ...group, members, waiting }),
    };
  });
  return { groups: inOrder(rows, ask), total };
}
