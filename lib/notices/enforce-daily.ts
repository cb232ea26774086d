// What is violating or had no answer is told again each day until it is closed (R15). The last answer is laid out anew
// as something nobody has been told of; who is to be told follows from the record, as at any other time.

import { db } from "@/lib/db";

export async function enforceDaily(now: Date): Promise<{ done: number; failed: [] }> {
  const yesterday = new Date(now.getTime() - 86_400_000);
  const done = await db.$executeRaw`
    INSERT INTO scratch.untold (event_id)
    SELECT DISTINCT ON (x.id) e.id
    FROM exception x JOIN audit_event e ON e.exception_id = x.id
    WHERE x.status = 'expired' AND x.recheck IN ('violating', 'no_answer')
      AND e.action IN ('recheck.answered', 'recheck.no_answer')
      AND NOT EXISTS (
        SELECT FROM notice n WHERE n.exception_id = x.id AND n.kind = 'enforced' AND n.due_at > ${yesterday})
    ORDER BY x.id, e.seq DESC
    ON CONFLICT DO NOTHING`;
  return { done, failed: [] };
}
