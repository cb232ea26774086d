// Nothing happens when readings stop, so that no event tells of it. The exception's last one is laid out anew as something
// nobody has been told of, once for each silence; who is to be told follows from the record, as at any other time.

import { db } from "@/lib/db";

export async function tellSilence(now: Date): Promise<{ done: number; failed: [] }> {
  const done = await db.$executeRaw`
    INSERT INTO scratch.untold (event_id)
    SELECT DISTINCT e.id
    FROM last_reading l
    JOIN condition c ON c.id = l.condition_id AND is_stale(c, ${now})
    JOIN exception x ON (x.id, x.revision) = (c.exception_id, c.revision) AND x.status = 'active' AND x.ends_at > ${now}
    JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version)
    WHERE NOT EXISTS (
      SELECT FROM notice n
      WHERE n.exception_id = x.id AND n.kind = 'readings_stopped' AND (n.facts ->> 'condition')::int = c.position
        AND n.due_at >= l.at + make_interval(secs => c.fresh_seconds))
    ON CONFLICT DO NOTHING`;
  return { done, failed: [] };
}
