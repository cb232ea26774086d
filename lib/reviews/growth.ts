// How many exceptions were in force at each of many instants, in one pass: an exception counts between the instants at
// which it started and stopped, less the spells in which a condition stood in the way.

import { db } from "@/lib/db";
import { changesOfCondition, dueAt, startedAt, stoppedAt } from "@/lib/reviews/then";
import { Prisma } from "@/prisma/generated/client";
import { Risk } from "@/prisma/generated/enums";

export type Level = Record<Risk, number>;

type Span = { risk: Risk; first: number; last: number; count: number };

/** `instants` ascend. */
export async function inForceAtEach(instants: Date[]): Promise<Level[]> {
  const [running, blocked] = await Promise.all([runs(instants), blocks(instants)]);
  const levels = instants.map((): Level => ({ low: 0, moderate: 0, high: 0, critical: 0 }));
  const add = ({ risk, first, last, count }: Span, sign: 1 | -1) => {
    for (const level of levels.slice(first, last)) level[risk] += sign * count;
  };
  for (const span of running) add(span, 1);
  for (const span of blocked) add(span, -1);
  return levels;
}

export const total = (level: Level) => Object.values(Risk).reduce((sum, risk) => sum + level[risk], 0);

/** The index of the first instant that is not before `at`: whatever starts at an instant is in force at it, whatever stops is not. */
function indexOf(at: Prisma.Sql, instants: Date[]): Prisma.Sql {
  return Prisma.sql`width_bucket(${at} - interval '1 microsecond', ${instants}::timestamptz[])`;
}

function runs(instants: Date[]): Promise<Span[]> {
  return db.$queryRaw<Span[]>`
    SELECT x.risk, ${indexOf(startedAt, instants)} AS first, ${indexOf(stoppedAt, instants)} AS last, count(*)::int AS count
    FROM exception x
    WHERE x.ends_at > ${instants[0]} AND x.activated_at <= ${instants.at(-1)}
    GROUP BY 1, 2, 3`;
}

/** Only conditions that can stand in the way are read, and of an exception at an instant only that one does. */
function blocks(instants: Date[]): Promise<Span[]> {
  return db.$queryRaw<Span[]>`
    WITH able AS MATERIALIZED (
      SELECT c.id, c.exception_id, c.timing, c.suspends, c.suspends_stale, c.fresh_seconds, x.risk, ${startedAt} AS started, ${stoppedAt} AS stopped, ${dueAt} AS due
      FROM exception x JOIN condition c ON (c.exception_id, c.revision) = (x.id, x.revision)
      WHERE x.ends_at > ${instants[0]} AND x.activated_at <= ${instants.at(-1)} AND (c.timing = 'before' OR c.suspends OR c.suspends_stale)
        AND c.state <> 'taken_back'
    ), change AS (
      SELECT id, '-infinity'::timestamptz AS at, 0 AS version, 'unknown' AS state FROM able
      UNION ALL
      SELECT c.id, e.at, e.version, CASE e.action WHEN 'condition.broken' THEN 'broken' ELSE 'holds' END
      FROM able c JOIN audit_event e ON e.exception_id = c.exception_id
        AND e.action IN (${changesOfCondition}) AND e.body ->> 'condition' = c.id::text
    ), spell AS (
      SELECT id, state, at, lead(at, 1, 'infinity') OVER (PARTITION BY id ORDER BY version) AS until FROM change
    ), hush AS (
      SELECT c.id, max(r.at) OVER came + make_interval(secs => c.fresh_seconds) AS since,
        lead(r.received_at, 1, 'infinity') OVER came AS until
      FROM able c JOIN reading r ON r.condition_id = c.id
      WINDOW came AS (PARTITION BY c.id ORDER BY r.received_at, r.at, r.source)
    ), blocked AS (
      SELECT c.exception_id, c.risk,
        greatest(c.started, s.at, CASE WHEN c.timing = 'while' AND s.state = 'unknown' THEN c.due END) AS since,
        least(c.stopped, s.until) AS until
      FROM spell s JOIN able c USING (id)
      WHERE s.state <> 'holds' AND (c.timing = 'before' OR c.suspends)
      UNION ALL
      SELECT c.exception_id, c.risk, greatest(c.started, s.at, h.since), least(c.stopped, s.until, h.until)
      FROM spell s JOIN able c USING (id) JOIN hush h USING (id)
      WHERE s.state = 'holds' AND c.suspends_stale
    ), at_instant AS (
      SELECT DISTINCT exception_id, risk, place
      FROM blocked, generate_series(${indexOf(Prisma.sql`since`, instants)}, ${indexOf(Prisma.sql`until`, instants)} - 1) AS place
      WHERE since < until
    )
    SELECT risk, place AS first, place + 1 AS last, count(*)::int AS count FROM at_instant GROUP BY 1, 2`;
}
