// Which views somebody sees: their own and those of the groups they sit in.

import type { Actor } from "@/lib/auth/actor";
import { db, plannedOnce } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

export type ViewInSight = {
  id: string;
  name: string;
  query: string;
  makerId: string;
  group: { id: string; name: string; lead: { id: string; name: string } | null } | null;
  isPinned: boolean;
  /** Somebody's own default goes before a group's. */
  isMyDefault: boolean;
  isGroupDefault: boolean;
};

/** What the page itself needs, in one indexed read: the pinned ones, the defaults, and the one that was opened. */
export async function viewsOnPage(actor: Actor, now: Date, opened: string | null): Promise<ViewInSight[]> {
  return db.$queryRaw<ViewInSight[]>`
    ${plannedOnce}
    WITH seats AS (
      SELECT m.group_id FROM membership m
      WHERE m.person_id = ${actor.id}::uuid AND m.from_at <= ${now} AND (m.until_at IS NULL OR m.until_at > ${now})
    ), wanted AS (
      SELECT c.view_id AS id FROM view_choice c WHERE c.person_id = ${actor.id}::uuid AND (c.is_pinned OR c.is_default)
      UNION SELECT v.id FROM saved_view v JOIN seats ON seats.group_id = v.group_id WHERE v.is_default
      UNION SELECT ${opened}::uuid
    )
    SELECT v.id, v.name, v.query, v.maker_id AS "makerId",
      CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', g.name,
        'lead', CASE WHEN l.id IS NOT NULL THEN json_build_object('id', l.id, 'name', l.name) END) END AS group,
      coalesce(c.is_pinned, false) AS "isPinned", coalesce(c.is_default, false) AS "isMyDefault",
      v.is_default AND v.group_id IN (SELECT group_id FROM seats) AS "isGroupDefault"
    FROM wanted JOIN saved_view v ON v.id = wanted.id
    LEFT JOIN approver_group g ON g.id = v.group_id
    LEFT JOIN person l ON l.id = g.lead_id
    LEFT JOIN view_choice c ON (c.person_id, c.view_id) = (${actor.id}::uuid, v.id)
    WHERE v.removed_at IS NULL AND CASE WHEN v.group_id IS NULL THEN v.maker_id = ${actor.id}::uuid
      ELSE v.id = ${opened}::uuid OR v.group_id IN (SELECT group_id FROM seats) END
    ORDER BY v.name, v.id`;
}

/** All of them, for whoever opens the list of views. */
export async function viewsOf(actor: Actor, now: Date): Promise<ViewInSight[]> {
  const views = await db.savedView.findMany({
    where: inSightOf(actor, now),
    select: {
      id: true,
      name: true,
      query: true,
      makerId: true,
      isDefault: true,
      group: { select: { id: true, name: true, lead: { select: { id: true, name: true } } } },
      choices: { where: { personId: actor.id } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return views.map(({ choices: [choice], isDefault, ...view }) => ({
    ...view,
    isPinned: choice?.isPinned ?? false,
    isMyDefault: choice?.isDefault ?? false,
    isGroupDefault: isDefault,
  }));
}

export async function isInSight(id: string, actor: Actor, now: Date): Promise<boolean> {
  return (await db.savedView.count({ where: { id, ...inSightOf(actor, now) } })) === 1;
}

function inSightOf({ id: personId }: Actor, now: Date): Prisma.SavedViewWhereInput {
  const seated = { personId, fromAt: { lte: now }, OR: [{ untilAt: null }, { untilAt: { gt: now } }] };
  return {
    removedAt: null,
    OR: [{ makerId: personId, groupId: null }, { group: { memberships: { some: seated } } }],
  };
}
