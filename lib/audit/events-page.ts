// One page of the trail, newest first, as far as this person may read it.

import { type Difference, differencesOf } from "@/lib/audit/changes";
import { selectEvents, type TrailEvent } from "@/lib/audit/event";
import { namesIn } from "@/lib/audit/names";
import { type Part, remarkOf, sentenceOf } from "@/lib/audit/sentences";
import { actionGroups, type TrailFilter } from "@/lib/audit/trail-filter";
import type { Actor } from "@/lib/auth/actor";
import { fromLocalInput } from "@/lib/dates";
import { db } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";
import type { Status } from "@/prisma/generated/enums";

export const eventsOnPage = 50;

export type TrailRow = {
  id: bigint;
  at: Date;
  sentence: Part[];
  remark: string | null;
  exceptionNumber: number | null;
  status: Status | null;
  statusBefore: Status | null;
  stream: string;
  hash: string;
  differences: Difference[];
};

type Reader = Pick<Actor, "id" | "role">;

export async function eventsPage(
  filter: TrailFilter,
  zone: string,
  reader: Reader,
  size = eventsOnPage,
): Promise<{ rows: TrailRow[]; next: bigint | null }> {
  const events = await db.$queryRaw<TrailEvent[]>`
    ${selectEvents} ${eventsWhere(filter, zone, reader)} ORDER BY e.at DESC, e.id DESC LIMIT ${size + 1}`;
  const shown = events.slice(0, size);
  const names = await namesIn(shown);

  const rows = shown.map((event) => ({
    id: event.id,
    at: event.at,
    sentence: sentenceOf(event, names),
    remark: remarkOf(event),
    exceptionNumber: event.exceptionNumber,
    status: event.status,
    statusBefore: event.statusBefore,
    stream: event.stream,
    hash: event.hash,
    differences: differencesOf(event, names, zone),
  }));
  return { rows, next: events.length > size ? (shown.at(-1)?.id ?? null) : null };
}

export async function countEvents(filter: TrailFilter, zone: string, reader: Reader): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM audit_event e
    LEFT JOIN account a ON a.id = e.actor_id LEFT JOIN exception x ON x.id = e.exception_id
    ${eventsWhere(filter, zone, reader)}`;
  return row?.count ?? 0;
}

/** Who examines the register sees all of the trail: hashes, before and after, and who came and went. */
export function seesWholeTrail({ role }: Pick<Actor, "role">): boolean {
  return role === "administrator" || role === "auditor";
}

function eventsWhere(
  { who, what, exceptionNumber, from, to, after }: TrailFilter,
  zone: string,
  reader: Reader,
): Prisma.Sql {
  const conditions = [
    // When a colleague signs in is no business of everybody's.
    !seesWholeTrail(reader) &&
      Prisma.sql`(e.action NOT LIKE 'session.%' OR a.person_id = ${reader.id}::uuid)`,
    who !== null && actedBy(who, reader),
    what !== null && Prisma.sql`e.action = ANY(${[...actionGroups[what]]}::text[])`,
    exceptionNumber !== null && Prisma.sql`x.number = ${exceptionNumber}`,
    from !== null && Prisma.sql`e.at >= ${startOf(from, zone)}`,
    to !== null && Prisma.sql`e.at < ${startOf(dayAfter(to), zone)}`,
    after !== null && Prisma.sql`(e.at, e.id) < (SELECT c.at, c.id FROM audit_event c WHERE c.id = ${after})`,
  ].filter((condition) => condition !== false);

  return conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;
}

function actedBy(who: string, reader: Reader): Prisma.Sql {
  if (who === "clock" || who === "operator") return Prisma.sql`e.via = ${who}::via`;
  return Prisma.sql`a.person_id = ${who === "me" ? reader.id : who}::uuid`;
}

/** The first instant of a day. Where summer time skips midnight, the day begins an hour later. */
function startOf(day: string, zone: string): Date {
  return (
    fromLocalInput(`${day}T00:00`, zone) ??
    fromLocalInput(`${day}T01:00`, zone) ??
    new Date(`${day}T00:00:00Z`)
  );
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
