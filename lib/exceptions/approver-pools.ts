import type { db } from "@/lib/db";
import type { Pool } from "@/lib/exceptions/routing";

type Client = Pick<typeof db, "group">;

/** Every group that can be asked, with the active people who sit in it at `now`. About as many rows as people decide. */
export async function approverPools(client: Client, now: Date): Promise<Pool[]> {
  const groups = await client.group.findMany({
    where: { retiredAt: null },
    select: {
      id: true,
      key: true,
      name: true,
      aboveId: true,
      isForum: true,
      memberships: {
        where: {
          fromAt: { lte: now },
          OR: [{ untilAt: null }, { untilAt: { gt: now } }],
          person: { deactivatedAt: null },
        },
        select: { person: { select: { id: true, name: true, sameAsId: true } } },
        orderBy: { person: { name: "asc" } },
      },
    },
    orderBy: { name: "asc" },
  });

  return groups.map(({ memberships, ...group }) => ({
    ...group,
    members: memberships.map(({ person }) => ({ id: person.sameAsId ?? person.id, name: person.name })),
  }));
}
