// What each chart counts, one row each: which marks of the chart count it, and what it is. The chart adds the rows up by
// mark and the list behind a mark shows them, so the two cannot differ.

import { db } from "@/lib/db";
import type { ChartKey } from "@/lib/reviews/charts";
import { type Period, startOf } from "@/lib/reviews/quarter";
import {
  dueAt,
  endedAt,
  inForceAt,
  joinTeam,
  ownersAndTeams,
  ran,
  silentAt,
  startedAt,
  stateAt,
  stoppedAt,
} from "@/lib/reviews/then";
import { Prisma } from "@/prisma/generated/client";

/** Besides the charts: the exceptions past their end, which are a figure. */
export type Counted = ChartKey | "ended";

/** A query of the columns marks text[], id uuid, what text, detail text: an exception's id, or an evaluation's at the gate. */
type Facts = (period: Period, mark: string | null) => Prisma.Sql;

export const facts: Record<Counted, Facts> = {
  growth,
  flow,
  age,
  renewals,
  landing,
  policies,
  teams,
  deciding,
  outcomes,
  conditions,
  rechecks,
  gate,
  ended: ({ asOf }) => Prisma.sql`
    SELECT ARRAY['ended'] AS marks, x.id AS id, NULL AS what, NULL AS detail FROM exception x WHERE ${endedAt(asOf)}`,
};

/** How many rows each mark has. */
export async function countsOf(counted: Counted, period: Period): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ mark: string; count: number }[]>`
    SELECT mark, count(*)::int AS count FROM (${facts[counted](period, null)}) fact, unnest(fact.marks) mark GROUP BY mark`;
  return new Map(rows.map(({ mark, count }) => [mark, count]));
}

/** The week's Monday, or the day as of which the quarter is counted, and a risk: "2026-11-16", "2026-11-16.high". */
function growth({ asOf, zone }: Period, mark: string | null) {
  const [day = "end"] = (mark ?? "end").split(".");
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? startOf(day, zone) : asOf;
  return Prisma.sql`
    SELECT ARRAY[${day}, ${`${day}.`} || x.risk] AS marks, x.id AS id, NULL AS what, NULL AS detail
    FROM exception x WHERE ${inForceAt(at < asOf ? at : asOf)}`;
}

function flow({ from, asOf, zone }: Period) {
  const within = (name: string, at: Prisma.Sql) => Prisma.sql`
    SELECT ARRAY[${name} || to_char(date_trunc('week', ${at} AT TIME ZONE ${zone}), '.YYYY-MM-DD')] AS marks,
      x.id AS id, NULL AS what, NULL AS detail
    FROM exception x WHERE ${at} >= ${from} AND ${at} < ${asOf} AND x.activated_at < ${asOf} AND x.ends_at > ${from}`;
  return Prisma.sql`${within("started", startedAt)} UNION ALL ${within("ended", stoppedAt)}
    AND ${startedAt} < ${stoppedAt}`;
}

/** Every exception in force with the first of its chain: whatever continues another has been asked for again (R16). */
export function chains({ asOf }: Period) {
  return Prisma.sql`WITH RECURSIVE chain AS (
      SELECT x.id AS last, x.continues_id, ${startedAt} AS since FROM exception x WHERE ${inForceAt(asOf)}
      UNION ALL
      SELECT chain.last, x.continues_id, ${startedAt} FROM chain JOIN exception x ON x.id = chain.continues_id
    ), whole AS (SELECT last, min(since) AS since FROM chain GROUP BY last)`;
}

export const ageBands = [3, 7, 14, 30] as const;

function age(period: Period) {
  const { asOf } = period;
  return Prisma.sql`${chains(period)}
    SELECT ARRAY[CASE ${Prisma.join(
      ageBands.map(
        (days) =>
          Prisma.sql`WHEN since >= ${asOf}::timestamptz - make_interval(days => ${days}) THEN ${String(days)}`,
      ),
      " ",
    )} ELSE 'more' END] AS marks, last AS id, NULL AS what,
      'running since ' || to_char(since AT TIME ZONE ${period.zone}, 'FMDD Mon YYYY') AS detail
    FROM whole`;
}

function renewals(period: Period) {
  return Prisma.sql`${chains(period)}
    SELECT ARRAY[least(x.renewal, 3)::text] AS marks, x.id AS id, NULL AS what,
      'running since ' || to_char(since AT TIME ZONE ${period.zone}, 'FMDD Mon YYYY') AS detail
    FROM whole JOIN exception x ON x.id = whole.last`;
}

export const landingDays = 30;

function landing({ asOf, zone }: Period) {
  return Prisma.sql`
    SELECT ARRAY[to_char(x.ends_at AT TIME ZONE ${zone}, 'YYYY-MM-DD')] AS marks, x.id AS id, NULL AS what, NULL AS detail
    FROM exception x
    WHERE x.ends_at > ${asOf} AND x.activated_at <= ${asOf} AND (x.closed_at IS NULL OR x.closed_at > ${asOf})
      AND (x.ratify_by IS NULL OR x.ratified_at IS NOT NULL OR x.ratify_by > ${asOf})
      AND x.ends_at AT TIME ZONE ${zone}
        < date_trunc('day', ${asOf}::timestamptz AT TIME ZONE ${zone}) + make_interval(days => ${landingDays})`;
}

function policies({ from, asOf }: Period) {
  return Prisma.sql`
    SELECT ARRAY[p.key] AS marks, x.id AS id, NULL AS what, NULL AS detail
    FROM exception x
    CROSS JOIN LATERAL (SELECT DISTINCT s.policy_id FROM scope s WHERE (s.exception_id, s.revision) = (x.id, x.revision)) s
    JOIN policy p ON p.id = s.policy_id
    WHERE x.activated_at >= ${from} AND x.activated_at < ${asOf}`;
}

function teams({ asOf }: Period) {
  return Prisma.sql`WITH ${ownersAndTeams(asOf)}, open AS (
      SELECT x.id, x.revision, x.starts_at, x.ends_at, ${inForceAt(asOf)} AS in_force, ${ran(asOf)} AS running, team_then.team
      FROM exception x ${joinTeam}
      WHERE x.activated_at <= ${asOf} AND x.starts_at <= ${asOf} AND (x.closed_at IS NULL OR x.closed_at > ${asOf})
    )
    SELECT ARRAY[team || '.in-force'] AS marks, id, NULL AS what, NULL AS detail FROM open WHERE in_force
    UNION ALL
    SELECT ARRAY[team || '.ended'], id, NULL, NULL FROM open WHERE ends_at <= ${asOf}
    UNION ALL
    SELECT ARRAY[x.team || '.late'], x.id, c.statement,
      CASE known.state WHEN 'unknown' THEN 'not proven in time' ELSE 'not measured any more' END
    FROM open x JOIN condition c ON (c.exception_id, c.revision) = (x.id, x.revision)
    CROSS JOIN LATERAL (SELECT ${stateAt(asOf)} AS state) known
    WHERE x.running AND (known.state = 'unknown' AND coalesce(${dueAt}, x.starts_at) <= ${asOf}
      OR known.state = 'holds' AND ${silentAt(asOf)})`;
}

/** Decisions with the moment from which they could be made: its revision, or the step before it. */
export function decisionsIn({ from, asOf }: Period) {
  return Prisma.sql`
    SELECT d.exception_id, g.key, g.name, d.at, s.due_at, greatest(r.at, opened.at) AS since
    FROM decision d
    JOIN step s ON s.id = d.step_id
    JOIN approver_group g ON g.id = s.group_id
    JOIN revision r ON (r.exception_id, r.number) = (d.exception_id, d.revision)
    LEFT JOIN LATERAL (
      SELECT max(b.at) AS at FROM decision b JOIN step before ON before.id = b.step_id
      WHERE coalesce(s.stage, s.position) > 1 -- nothing comes before the first, and most have no other
        AND (b.exception_id, b.revision) = (d.exception_id, d.revision)
        AND coalesce(before.stage, before.position) < coalesce(s.stage, s.position) AND b.at <= d.at) opened ON true
    WHERE d.at >= ${from} AND d.at < ${asOf}`;
}

function deciding(period: Period) {
  return Prisma.sql`
    SELECT ARRAY['all', key] || CASE WHEN at > due_at THEN ARRAY['all.late', key || '.late']
                                     ELSE ARRAY['all.in-time', key || '.in-time'] END AS marks,
      exception_id AS id, name AS what,
      'after ' || CASE WHEN at < since + interval '1 hour' THEN ceil(extract(epoch FROM at - since) / 60) || ' min'
                       ELSE round(extract(epoch FROM at - since) / 3600) || ' h' END
        || CASE WHEN at > due_at THEN ', late' ELSE ', in time' END AS detail
    FROM (${decisionsIn(period)}) made`;
}

export const outcomeKeys = ["approved", "demanded", "rejected", "withdrawn", "lapsed"] as const;

function outcomes({ from, asOf }: Period) {
  return Prisma.sql`WITH settled AS (
      SELECT x.id, x.risk, CASE WHEN
          extract(epoch FROM x.ends_at) - extract(epoch FROM x.starts_at) < r.asked_seconds OR x.ends_at < r.asked_end
          OR EXISTS (SELECT FROM condition c
                     WHERE (c.exception_id, c.revision) = (x.id, x.revision) AND c.decision_id IS NOT NULL AND c.state <> 'taken_back')
        THEN 'demanded' ELSE 'approved' END AS outcome
      FROM exception x JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      WHERE x.activated_at >= ${from} AND x.activated_at < ${asOf}
      UNION ALL
      SELECT DISTINCT x.id, x.risk, 'rejected' FROM decision d JOIN exception x ON x.id = d.exception_id
      WHERE d.verdict = 'reject' AND d.at >= ${from} AND d.at < ${asOf} AND x.status = 'rejected'
      UNION ALL
      SELECT x.id, x.risk, x.closed_reason::text FROM exception x
      WHERE x.activated_at IS NULL AND x.closed_at >= ${from} AND x.closed_at < ${asOf}
    )
    SELECT ARRAY['all.' || outcome, risk || '.' || outcome] || CASE WHEN sent_back
             THEN ARRAY['all.sent-back', risk || '.sent-back'] ELSE '{}' END AS marks,
      id, NULL AS what, CASE WHEN sent_back THEN 'sent back on the way' END AS detail
    FROM settled LEFT JOIN LATERAL (
      -- Looked up for each: EXISTS would read every decision there is.
      SELECT true AS sent_back FROM decision d
      WHERE d.exception_id = settled.id AND d.verdict = 'send_back' AND d.at < ${asOf} LIMIT 1) way ON true`;
}

function conditions({ asOf }: Period) {
  return Prisma.sql`
    SELECT ARRAY[CASE WHEN state = 'holds' AND silent THEN 'late' WHEN state <> 'unknown' THEN state::text
                      WHEN due <= ${asOf} THEN 'late' ELSE 'not due' END] AS marks,
      exception_id AS id, statement AS what, NULL AS detail
    FROM (SELECT c.exception_id, c.statement, ${stateAt(asOf)} AS state, ${silentAt(asOf)} AS silent,
            coalesce(${dueAt}, x.starts_at) AS due
          FROM condition c JOIN exception x ON (x.id, x.revision) = (c.exception_id, c.revision)
          WHERE c.state <> 'taken_back' AND ${ran(asOf)}) standing`;
}

/** The last answer of the quarter for each exception, and the days from the end to the closing. */
export function answersIn({ from, asOf }: Period) {
  return Prisma.sql`
    SELECT DISTINCT ON (c.exception_id) c.exception_id, c.outcome,
      extract(epoch FROM least(x.closed_at, ${asOf}) - x.ends_at) / 86400 AS days
    FROM recheck c JOIN exception x ON x.id = c.exception_id
    WHERE c.answered_at >= ${from} AND c.answered_at < ${asOf}
    ORDER BY c.exception_id, c.answered_at DESC, c.opened_at DESC, c.id DESC`;
}

function rechecks(period: Period) {
  return Prisma.sql`
    SELECT ARRAY['all', outcome::text] AS marks, exception_id AS id, NULL AS what,
      round(days::numeric, 1) || ' days past the end' AS detail
    FROM (${answersIn(period)}) answered`;
}

function gate({ from, asOf }: Period) {
  return Prisma.sql`
    SELECT ARRAY['all.' || f.decision, coalesce(e.context ->> 'repository', y.key) || '.' || f.decision] AS marks,
      e.id AS id, coalesce(e.context ->> 'repository', y.key) AS what,
      y.key || ', ' || e.environment || ': ' || f.decision AS detail
    FROM first_answer f JOIN evaluation e ON e.id = f.evaluation_id JOIN system y ON y.id = e.system_id
    WHERE f.at >= ${from} AND f.at < ${asOf}`;
}
