// What comes by the clock and not by an act is told too: an exception is in force, and an exception ends soon. Each once,
// also after an outage, and nothing that came before the first webhook wanted it.

import { type EventType, writeOutgoing } from "@/lib/audit/announce";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { type Outcome, refuse } from "@/lib/refusal";

type Reached = { id: string; number: number; at: Date };

export async function announceTimes(now: Date): Promise<Swept> {
  const inForce = await announceAll("exception.in_force", await nowInForce(now), now);
  const ending = await announceAll("exception.ending", await endingSoon(now), now);
  return { done: inForce.done + ending.done, failed: [...inForce.failed, ...ending.failed] };
}

/** Once each: what comes in force again after a condition was broken has been told of. */
function nowInForce(now: Date): Promise<Reached[]> {
  return db.$queryRaw<Reached[]>`
    SELECT x.id, x.number, ${now}::timestamptz AS at
    FROM exception x
    WHERE x.status = 'active' AND x.starts_at <= ${now} AND x.ends_at > ${now}
      AND x.starts_at >= (SELECT min(w.made_at) FROM webhook w
                          WHERE w.off_at IS NULL AND 'exception.in_force' = ANY (w.events))
      AND NOT EXISTS (SELECT FROM outgoing_event o WHERE o.exception_id = x.id AND o.type = 'exception.in_force')
      AND in_force(x, ${now})
    ORDER BY x.starts_at, x.id LIMIT 500`;
}

/** At the instants of the reminders (lib/notices/reminders.ts); of two that have passed meanwhile, the later one. */
function endingSoon(now: Date): Promise<Reached[]> {
  return db.$queryRaw<Reached[]>`
    SELECT x.id, x.number, r.at
    FROM exception x,
      LATERAL (SELECT CASE WHEN x.ends_at - x.starts_at > interval '168 hours' THEN x.ends_at - interval '168 hours'
                           ELSE x.starts_at + (x.ends_at - x.starts_at) / 2 END AS first,
                      x.ends_at - interval '24 hours' AS last) i,
      LATERAL (SELECT date_trunc('milliseconds', CASE WHEN i.last > i.first AND i.last <= ${now} THEN i.last ELSE i.first END) AS at) r
    WHERE x.status = 'active' AND x.ends_at > ${now} AND x.ends_at <= ${now}::timestamptz + interval '168 hours'
      AND r.at <= ${now}
      AND r.at >= (SELECT min(w.made_at) FROM webhook w WHERE w.off_at IS NULL AND 'exception.ending' = ANY (w.events))
      AND NOT EXISTS (SELECT FROM outgoing_event o
        WHERE (o.exception_id, o.type) = (x.id, 'exception.ending') AND o.at >= r.at)
      AND NOT EXISTS (SELECT FROM exception next
        WHERE next.continues_id = x.id AND next.activated_at IS NOT NULL AND next.closed_reason IS DISTINCT FROM 'revoked')
    ORDER BY r.at, x.id LIMIT 500`;
}

function announceAll(type: EventType, reached: Reached[], now: Date): Promise<Swept> {
  return eachInItsOwnTransaction(reached, ({ id, at }) =>
    inTransaction<Outcome>(now, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM exception WHERE id = ${id}::uuid FOR UPDATE`;
      const since = type === "exception.ending" ? { at: { gte: at } } : {};
      const told = await tx.outgoingEvent.count({ where: { exceptionId: id, type, ...since } });
      if (told > 0) return refuse("wrong-status", "Another worker has told it.");
      await writeOutgoing(tx, id, [{ type, at }]);
      return { ok: true };
    }),
  );
}
