// How things stood at an instant, as SQL. A window is set once and a closing is final (the guards see to that), so the
// exception's own columns tell for any instant whether it ran; what can change later, the owner, a condition, a team, is
// told by the trail. `x` is an exception, `c` one of its conditions.

import { Prisma } from "@/prisma/generated/client";

export const startedAt = Prisma.sql`greatest(x.activated_at, x.starts_at)`;

/** The window was over: at its end, at an earlier closing, or when nobody had ratified in time (R19). */
export const stoppedAt = Prisma.sql`least(x.ends_at, x.closed_at, CASE WHEN x.ratified_at IS NULL THEN x.ratify_by END)`;

/** Approved, begun and not over. In words of its own, so that an index answers. */
export function ran(at: Date): Prisma.Sql {
  return Prisma.sql`x.ends_at > ${at} AND x.starts_at <= ${at} AND x.activated_at <= ${at}
    AND (x.closed_at IS NULL OR x.closed_at > ${at})
    AND (x.ratify_by IS NULL OR x.ratified_at IS NOT NULL OR x.ratify_by > ${at})`;
}

/** What `in_force` would have said then. */
export function inForceAt(at: Date): Prisma.Sql {
  return Prisma.sql`${ran(at)} AND NOT EXISTS (
    SELECT FROM condition c
    CROSS JOIN LATERAL (SELECT ${stateAt(at)} AS state) known
    WHERE (c.exception_id, c.revision) = (x.id, x.revision)
      AND (known.state <> 'holds' AND known.state <> 'taken_back' AND (c.timing IS NOT DISTINCT FROM 'before' OR c.suspends AND (known.state = 'broken'
        OR coalesce(${at} >= ${dueAt}, true)))
        OR known.state = 'holds' AND c.suspends_stale IS TRUE AND ${silentAt(at)}))`;
}

/** Past its end and not closed. */
export function endedAt(at: Date): Prisma.Sql {
  return Prisma.sql`x.activated_at IS NOT NULL AND x.ends_at <= ${at} AND (x.closed_at IS NULL OR x.closed_at > ${at})`;
}

export const dueAt = Prisma.sql`coalesce(c.due_at, x.starts_at + make_interval(secs => c.due_seconds))`;

/** What of the readings that had come by then none was fresh. Of what people prove it says nothing. */
export function silentAt(at: Date): Prisma.Sql {
  return Prisma.sql`c.kind = 'monitored' AND NOT EXISTS (
    SELECT FROM reading r WHERE r.condition_id = c.id AND r.received_at <= ${at}
      AND r.at + make_interval(secs => c.fresh_seconds) > ${at})`;
}

export const changesOfCondition = Prisma.sql`'condition.attested', 'condition.held', 'condition.broken'`;

/** Each is born unknown, and each change stands in the trail. */
export function stateAt(at: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN c.changed_at IS NULL OR c.changed_at <= ${at} THEN c.state ELSE coalesce((
    SELECT CASE e.action WHEN 'condition.broken' THEN 'broken'::condition_state ELSE 'holds' END
    FROM audit_event e
    WHERE e.exception_id = c.exception_id AND e.action IN (${changesOfCondition})
      AND e.body ->> 'condition' = c.id::text AND e.at <= ${at}
    ORDER BY e.version DESC LIMIT 1), 'unknown') END`;
}

/** `WITH` parts: whoever owned an exception before a later hand-over, and the team that a person was in. */
export function ownersAndTeams(at: Date): Prisma.Sql {
  return Prisma.sql`moved AS (
      SELECT DISTINCT ON (e.exception_id) e.exception_id, (e.body ->> 'from')::uuid AS owner_id
      FROM audit_event e WHERE e.action = 'exception.reassigned' AND e.at > ${at}
      ORDER BY e.exception_id, e.version
    ), team_then AS MATERIALIZED (
      SELECT p.id AS person_id, coalesce(nullif(coalesce((
        SELECT e.body -> 'changed' -> 'team' ->> 'before' FROM audit_event e
        WHERE e.stream = 'person/' || p.id AND e.action = 'person.changed' AND e.at > ${at}
          AND e.body -> 'changed' -> 'team' IS NOT NULL
        ORDER BY e.seq LIMIT 1), p.team), ''), 'No team') AS team
      FROM person p
    )`;
}

/** Joins the two to `x`: `team_then.team` is the owner's. */
export const joinTeam = Prisma.sql`
  LEFT JOIN moved ON moved.exception_id = x.id
  JOIN team_then ON team_then.person_id = coalesce(moved.owner_id, x.owner_id)`;
