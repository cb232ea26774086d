// An exception with all that it continues and all that continues it, as one line of time (R16).

import { db } from "@/lib/db";
import type { Link } from "@/lib/exceptions/extensions";

/** The oldest first. What continues it and was never approved is left out, unless it waits. */
export function chainOf(exceptionId: string): Promise<Link[]> {
  return db.$queryRaw<Link[]>`
    WITH RECURSIVE
      before AS (
        SELECT x.* FROM exception x WHERE x.id = ${exceptionId}::uuid
        UNION ALL
        SELECT earlier.* FROM exception earlier JOIN before ON earlier.id = before.continues_id
      ),
      after AS (
        SELECT x.* FROM exception x WHERE x.id = ${exceptionId}::uuid
        UNION ALL
        SELECT next.* FROM exception next JOIN after ON next.continues_id = after.id
        WHERE next.status = 'pending' OR next.activated_at IS NOT NULL
      )
    SELECT number, status, renewal, starts_at AS "startsAt", ends_at AS "endsAt", closed_at AS "closedAt"
    FROM (SELECT * FROM before UNION SELECT * FROM after) chain
    ORDER BY renewal, number`;
}
