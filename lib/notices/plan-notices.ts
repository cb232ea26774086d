// Who is to be told of what has happened (R14). Each event of the trail waits in `scratch.untold` from its own transaction
// on; here it is taken out together with the notices that follow from it, so that none is lost and none is written twice.
// Notices of what is still to come, such as reminders, are written at once and lie ready for their hour.

import type { WorkingCalendar } from "@/lib/dates";
import { db, inTransaction, type Tx } from "@/lib/db";
import { type DigestTime, nextDigest } from "@/lib/notices/digest";
import type { Due } from "@/lib/notices/due";
import { dueNotices, type KindName, kinds } from "@/lib/notices/kinds";
import { preferencesOf } from "@/lib/notices/preferences";
import { type Told, toldExceptions } from "@/lib/notices/told";
import { organisation } from "@/lib/organisation";
import type { Outcome } from "@/lib/refusal";
import type { Prisma } from "@/prisma/generated/client";

export type Planned = { done: number; failed: { what: string; why: string }[] };

const batch = 200;

export async function planNotices(now: Date): Promise<Planned> {
  const planned: Planned = { done: 0, failed: [] };
  for (;;) {
    const events = await db.$queryRaw<{ id: bigint }[]>`
      SELECT event_id AS id FROM scratch.untold ORDER BY event_id LIMIT ${batch}`;
    const failedBefore = planned.failed.length;
    await planBatch(
      events.map(({ id }) => id),
      now,
      planned,
    );
    if (events.length < batch || planned.failed.length > failedBefore) return planned;
  }
}

/** All at once; where that fails each alone, so that one odd event does not keep the others waiting. */
async function planBatch(eventIds: bigint[], now: Date, planned: Planned) {
  if (eventIds.length === 0) return;
  const outcome = await attempt(() => plan(eventIds, now));
  if (outcome.ok) {
    planned.done += outcome.written;
    return;
  }
  for (const eventId of eventIds) {
    const alone = await attempt(() => plan([eventId], now));
    if (alone.ok) planned.done += alone.written;
    else planned.failed.push({ what: `event ${eventId}`, why: alone.message });
  }
}

type Written = Outcome<{ written: number }>;

async function attempt(
  work: () => Promise<Written>,
): Promise<{ ok: true; written: number } | { ok: false; message: string }> {
  return work().catch((error: unknown) => ({ ok: false as const, message: String(error) }));
}

function plan(eventIds: bigint[], now: Date): Promise<Written> {
  return inTransaction<Written>(now, async (tx) => {
    // Whoever else has taken some of them writes their notices.
    const taken = await tx.$queryRaw<{ id: bigint }[]>`
      DELETE FROM scratch.untold WHERE event_id IN (
        SELECT event_id FROM scratch.untold WHERE event_id = ANY (${eventIds}) FOR UPDATE SKIP LOCKED)
      RETURNING event_id AS id`;
    const exceptionIds = await concernedBy(
      tx,
      taken.map(({ id }) => id),
    );
    return { ok: true, written: await writeNotices(tx, exceptionIds, now) };
  });
}

/** The exceptions that an event is about; for a seat those that wait for its group, for a person those that they own. */
async function concernedBy(tx: Tx, eventIds: bigint[]): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH event AS (SELECT stream, exception_id FROM audit_event WHERE id = ANY (${eventIds}))
    SELECT exception_id AS id FROM event WHERE exception_id IS NOT NULL
    UNION
    SELECT s.exception_id FROM event e JOIN membership m ON e.stream = 'membership/' || m.id
    JOIN step s ON s.group_id = m.group_id JOIN exception x ON x.id = s.exception_id AND x.status = 'pending'
    UNION
    SELECT x.id FROM event e JOIN person p ON e.stream = 'person/' || p.id
    JOIN exception x ON x.owner_id = p.id AND x.status IN ('pending', 'active', 'expired')`;
  return rows.map(({ id }) => id);
}

async function writeNotices(tx: Tx, exceptionIds: string[], now: Date): Promise<number> {
  const told = await toldExceptions(tx, exceptionIds, now);
  const due = told
    .flatMap((x) => dueNotices(x).map((one) => ({ ...one, x })))
    .filter(({ until }) => !until || now < until);
  if (due.length === 0) return 0;

  const { calendar, zone } = await organisation(tx);
  const preferences = await preferencesOf(
    tx,
    due.map(({ personId }) => personId),
  );
  const rows = due.map((one) => {
    const { digestHour, zone: own } = preferences(one.personId);
    return rowOf(one, one.x, mailAt(one, { digestHour, zone: own ?? zone }, calendar, now));
  });
  const { count } = await tx.notice.createMany({ data: rows, skipDuplicates: true });
  return count;
}

function rowOf(due: Due & { kind: KindName }, x: Told, at: Date): Prisma.NoticeCreateManyInput {
  const { kind, personId, dueAt, facts } = due;
  return { exceptionId: x.id, kind, personId, dueAt, facts, mailAt: at };
}

/** At once what must be done, and what would have lost half of its time by the reader's next digest. */
export function mailAt(
  { kind, dueAt, until, facts }: Pick<Due, "dueAt" | "until" | "facts"> & { kind: KindName },
  digest: DigestTime,
  calendar: WorkingCalendar,
  now: Date,
): Date {
  if (kinds[kind].mustDo(facts)) return dueAt;
  const next = nextDigest(dueAt > now ? dueAt : now, digest, calendar);
  const latest = until ? (dueAt.getTime() + until.getTime()) / 2 : Number.POSITIVE_INFINITY;
  return next.getTime() > latest ? dueAt : next;
}
