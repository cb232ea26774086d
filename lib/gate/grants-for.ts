// The exceptions that may say something about the findings of a question: those that name one of them or its resource,
// in whatever state and place, and those in force here for a policy, which cover something else. They are only looked up
// here: what they mean is for the judge.

import type { Grant } from "@/lib/gate/judge";
import { unmapped } from "@/lib/unmapped";
import { Prisma } from "@/prisma/generated/client";

type Instant = "activatedAt" | "startsAt" | "endsAt" | "ratifyBy" | "ratifiedAt";
type Condition = NonNullable<Grant["conditions"]>[number];
type Cover = Grant["covers"][number];

/** What the judge comes to ask for and is not named here does not compile: left out, it would be no doubt. */
const condition: Record<Exclude<keyof Condition, "lastReading">, Prisma.Sql> = {
  state: Prisma.sql`'state', c.state`,
  suspends: Prisma.sql`'suspends', c.suspends`,
  timing: Prisma.sql`'timing', c.timing`,
  dueAt: Prisma.sql`'dueAt', c.due_at`,
  dueSeconds: Prisma.sql`'dueSeconds', c.due_seconds`,
  freshSeconds: Prisma.sql`'freshSeconds', c.fresh_seconds`,
  suspendsStale: Prisma.sql`'suspendsStale', c.suspends_stale`,
};
const cover: Record<keyof Cover, Prisma.Sql> = {
  fingerprint: Prisma.sql`'fingerprint', h.fingerprint`,
  aliasFingerprints: Prisma.sql`'aliasFingerprints', h.alias_fingerprints`,
  resourceKey: Prisma.sql`'resourceKey', h.resource_key`,
  wholeResource: Prisma.sql`'wholeResource', h.whole_resource`,
  severity: Prisma.sql`'severity', h.severity`,
  occurrences: Prisma.sql`'occurrences', h.occurrences`,
};
const told = (columns: Record<string, Prisma.Sql>) => Prisma.join(Object.values(columns));

/**
 * Follows on `asked`, the evaluation, and `rule`, the rule map, in one statement, and gives `granted`. Of an exception's
 * covers it has those that a finding may be held against.
 */
export const granted = Prisma.sql`
  finding AS MATERIALIZED (
    SELECT finding.*
    FROM asked, json_array_elements(asked.reports) report, json_to_recordset(report -> 'findings') finding (
      fingerprint text, "aliasFingerprints" json, "togetherFingerprints" json, "resourceKey" text)
  ),
  print AS MATERIALIZED (
    SELECT fingerprint AS hash FROM finding
    UNION ALL SELECT json_array_elements_text("aliasFingerprints") FROM finding
    UNION ALL SELECT json_array_elements_text("togetherFingerprints") FROM finding
  ),
  held AS MATERIALIZED (
    SELECT c.* FROM cover c WHERE c.fingerprint = ANY (ARRAY(SELECT hash FROM print))
    UNION
    -- One by one: an index of lists takes seconds to be asked for fifty thousand at once.
    SELECT c.* FROM print JOIN cover c ON c.alias_fingerprints @> ARRAY[print.hash]
    UNION
    SELECT c.* FROM cover c WHERE c.whole_resource AND c.resource_key = ANY (ARRAY(SELECT "resourceKey" FROM finding))
  ),
  -- OFFSET has each exception looked up by itself. PostgreSQL takes a list out of JSON for a hundred times as long as it is,
  -- and would read every exception that there is.
  near AS (
    SELECT x.id
    FROM (SELECT DISTINCT exception_id, revision FROM held) c,
      LATERAL (SELECT e.id FROM exception e WHERE (e.id, e.revision) = (c.exception_id, c.revision) OFFSET 0) x
    UNION
    SELECT x.id
    FROM scope s,
      LATERAL (
        SELECT e.id FROM exception e
        WHERE (e.id, e.revision) = (s.exception_id, s.revision) AND e.status = 'active' AND e.ends_at > register_now()
        OFFSET 0) x
    WHERE s.policy_id = ANY (ARRAY(
            SELECT policy_id FROM rule UNION ALL SELECT id FROM policy WHERE key = ${unmapped}))
      AND s.system_id = (SELECT system_id FROM asked) AND s.environment = (SELECT environment FROM asked)
      AND EXISTS (SELECT FROM finding)
  ),
  -- An exception of several resources in one place stands there once.
  place AS (
    SELECT DISTINCT s.*
    FROM near,
      LATERAL (
        SELECT s.exception_id, s.policy_id, s.system_id, s.environment
        FROM exception e JOIN scope s ON (s.exception_id, s.revision) = (e.id, e.revision)
        WHERE e.id = near.id
        OFFSET 0) s
  ),
  granted AS (
    SELECT x.number, x.status, x.sent_back AS "sentBack", x.closed_reason AS "closedReason",
           x.activated_at AS "activatedAt", x.starts_at AS "startsAt", x.ends_at AS "endsAt",
           x.ratify_by AS "ratifyBy", x.ratified_at AS "ratifiedAt",
           p.key AS policy, y.key AS system, place.environment,
           (SELECT coalesce(json_agg(json_build_object(${told(condition)}, 'readAt', l.at)), '[]')
            FROM condition c LEFT JOIN last_reading l ON l.condition_id = c.id
            WHERE (c.exception_id, c.revision) = (x.id, x.revision)) AS conditions,
           (SELECT coalesce(json_agg(json_build_object(${told(cover)})), '[]')
            FROM held h
            WHERE (h.exception_id, h.revision, h.policy_id) = (x.id, x.revision, place.policy_id)) AS covers
    FROM place
    CROSS JOIN LATERAL (SELECT * FROM exception e WHERE e.id = place.exception_id OFFSET 0) x
    JOIN policy p ON p.id = place.policy_id
    JOIN system y ON y.id = place.system_id
  )`;

/** As JSON tells it: instants are text. */
export type GrantRow = Omit<Grant, Instant | "conditions"> &
  Record<Instant, string | null> & {
    conditions: (Omit<Condition, "dueAt" | "lastReading"> & {
      dueAt: string | null;
      readAt: string | null;
    })[];
  };

export function grantOf({ conditions, ...row }: GrantRow): Grant {
  return {
    ...row,
    activatedAt: instant(row.activatedAt),
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    ratifyBy: instant(row.ratifyBy),
    ratifiedAt: instant(row.ratifiedAt),
    conditions: conditions.map(({ readAt, ...condition }) => ({
      ...condition,
      dueAt: instant(condition.dueAt),
      lastReading: readAt === null ? null : { at: new Date(readAt) },
    })),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
