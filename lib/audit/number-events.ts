import { inTransaction } from "@/lib/db";

const mostAtOnce = 10_000;
/** Ids are given out before an event is committed: so far behind the last leaf may one stand that came late. */
const lateness = 100_000;

/**
 * Gives each new event its place in the tree of all events. One at a time, whoever asks: the places have no gaps. What
 * was committed late gets a later place, and nothing is skipped.
 */
export async function numberEvents(now: Date): Promise<{ done: number; failed: [] }> {
  const done = await inTransaction(now, async (tx) => {
    const [mine] = await tx.$queryRaw<{ free: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('audit leaves', 0)) AS free`;
    if (!mine?.free) return 0;
    return tx.$executeRaw`
      WITH standing AS (SELECT coalesce(max(idx), -1) AS last, coalesce(max(event_id), 0) AS newest FROM audit_leaf)
      INSERT INTO audit_leaf (idx, event_id)
      SELECT standing.last + row_number() OVER (ORDER BY e.id), e.id
      FROM standing, LATERAL (
        SELECT a.id FROM audit_event a
        WHERE a.id > standing.newest - ${lateness} AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = a.id)
        ORDER BY a.id LIMIT ${mostAtOnce}) e
      ORDER BY e.id`;
  });
  if (typeof done !== "number") throw new Error(done.message);
  return { done, failed: [] };
}
