// Whom and what the events speak of. The trail holds ids, so that a name can be erased without breaking the chain;
// the names are looked up when it is read.

import type { TrailEvent } from "@/lib/audit/event";
import { db } from "@/lib/db";

export type Named = {
  kind: "person" | "group" | "policy" | "system";
  id: string;
  /** SEC-014, payroll-feed, data-protection; a person has none. */
  key: string;
  name: string;
  /** Deactivated or retired. */
  gone: boolean;
};

/** By id, and groups by their key too. */
export type Names = ReadonlyMap<string, Named>;

/** Every name that the events mention, in one query. */
export async function namesIn(
  events: Pick<TrailEvent, "stream" | "body" | "actorId" | "rowAfter" | "rowBefore">[],
): Promise<Names> {
  const ids = [...new Set(events.flatMap(idsIn))];
  const groupKeys = [...new Set(events.flatMap(({ body }) => groupKeyIn(body)))];
  if (ids.length + groupKeys.length === 0) return new Map();

  const found = await db.$queryRaw<Named[]>`
    SELECT 'person' AS kind, id, '' AS key, name, deactivated_at IS NOT NULL AS gone FROM person WHERE id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT 'group', id, key, name, retired_at IS NOT NULL FROM approver_group WHERE id = ANY(${ids}::uuid[]) OR key = ANY(${groupKeys}::text[])
    UNION ALL
    SELECT 'policy', id, key, title, retired_at IS NOT NULL FROM policy WHERE id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT 'system', id, key, name, retired_at IS NOT NULL FROM system WHERE id = ANY(${ids}::uuid[])`;

  const names = new Map(found.map((named) => [named.id, named]));
  for (const named of found) if (named.kind === "group") names.set(named.key, named);
  return names;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function idsIn({
  stream,
  body,
  actorId,
  rowAfter,
  rowBefore,
}: Parameters<typeof namesIn>[0][number]): string[] {
  const people = [rowAfter, rowBefore].map(
    (row) => row && [row.exception.owner_id, row.exception.manager_id, row.exception.verified_by_id],
  );
  return JSON.stringify([stream, body, actorId, people]).match(uuid) ?? [];
}

function groupKeyIn(body: unknown): string[] {
  const { group } = (body ?? {}) as { group?: unknown };
  return typeof group === "string" ? [group] : [];
}
