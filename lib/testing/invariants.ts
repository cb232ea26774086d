// What must be true of an exception whatever has happened to it, asked of the tables and not of our rules.
// Each query names the promises that are broken; a test expects none.

import { db } from "@/lib/db";

type Broken = { promise: string };

/** The promises that this one exception breaks. */
export async function brokenPromises(exceptionId: string): Promise<string[]> {
  const broken = await db.$queryRaw<Broken[]>`
    WITH x AS (SELECT * FROM exception WHERE id = ${exceptionId}::uuid),
    r AS (SELECT r.* FROM revision r JOIN x ON (r.exception_id, r.number) = (x.id, x.revision)),
    d AS (SELECT d.*, EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id) AS retracted
      FROM decision d JOIN x ON d.exception_id = x.id),
    e AS (SELECT e.* FROM audit_event e JOIN x ON e.exception_id = x.id)

    SELECT 'R3: its owner is a person' AS promise FROM x
    WHERE NOT EXISTS (SELECT FROM person p WHERE p.id = x.owner_id)

    UNION ALL
    SELECT 'R4: a party has decided' FROM d JOIN party p ON p.exception_id = d.exception_id
    WHERE p.from_revision <= d.revision AND root_person(p.person_id) = root_person(d.person_id)

    UNION ALL
    SELECT 'R4: ' || v.capacity || ' is missing from the parties' FROM x, LATERAL (
      SELECT x.requester_id, 'requester' UNION SELECT x.filed_by_id, 'filer' UNION SELECT x.owner_id, 'owner'
      UNION SELECT q.by_id, 'editor' FROM revision q
      WHERE q.exception_id = x.id AND q.cause <> 'risk_raised') v(person_id, capacity)
    WHERE NOT EXISTS (SELECT FROM party p
      WHERE (p.exception_id, p.person_id, p.capacity::text) = (x.id, v.person_id, v.capacity))

    UNION ALL
    SELECT 'R5: somebody has decided a revision twice' FROM d
    GROUP BY d.revision, root_person(d.person_id) HAVING count(*) > 1

    UNION ALL
    SELECT 'R6: somebody without a seat has decided' FROM d JOIN step s ON s.id = d.step_id
    WHERE NOT EXISTS (SELECT FROM membership m WHERE (m.group_id, m.person_id) = (s.group_id, d.person_id)
      AND m.from_at <= d.at AND (m.until_at IS NULL OR m.until_at > d.at - interval '10 seconds'))

    UNION ALL
    SELECT 'R8: the window is longer than asked, granted or allowed' FROM x CROSS JOIN r
    WHERE x.ends_at IS NOT NULL AND (x.starts_at < x.ends_at
      AND extract(epoch FROM x.ends_at - x.starts_at) <= least(r.asked_seconds, r.limit_seconds,
        (SELECT min(d.granted_seconds) FROM d WHERE d.revision = r.number AND NOT d.retracted))
      AND x.ends_at <= least(x.ends_at, r.asked_end, (SELECT min(d.granted_end) FROM d WHERE d.revision = r.number AND NOT d.retracted))) IS NOT TRUE

    UNION ALL
    SELECT 'R9: approved without every signature on this very text' FROM x CROSS JOIN r
    WHERE x.activated_at IS NOT NULL AND (SELECT bool_and(signed.steps)
        OR x.emergency AND x.ratified_at IS NULL AND bool_or(signed.once)
      FROM (SELECT s.needed <= count(d.id) AS steps, count(d.id) > 0 AS once
        FROM step s LEFT JOIN d ON d.step_id = s.id AND d.verdict = 'approve' AND NOT d.retracted AND d.content_hash = r.content_hash
        WHERE (s.exception_id, s.revision) = (x.id, x.revision) GROUP BY s.id, s.needed) signed) IS NOT TRUE

    UNION ALL
    SELECT 'R19: an emergency without 24 hours to be ratified, or something else with them' FROM x
    WHERE x.activated_at IS NOT NULL AND (CASE WHEN x.emergency
      THEN x.ratify_by = x.activated_at + interval '24 hours' AND x.ends_at <= x.starts_at + interval '72 hours'
        AND coalesce(x.ratified_at < x.ratify_by, true)
      ELSE num_nonnulls(x.ratify_by, x.ratified_at) = 0 END) IS NOT TRUE

    UNION ALL
    SELECT 'R19: revoked for its ratification before the time was over' FROM x JOIN e ON e.action = 'emergency.lapsed'
    WHERE (x.closed_at >= x.ratify_by AND x.ratified_at IS NULL AND x.closed_reason = 'revoked') IS NOT TRUE

    UNION ALL
    SELECT 'R5: an approval was taken back by somebody else or too late' FROM x JOIN retraction t ON t.exception_id = x.id
    JOIN d ON d.id = t.decision_id JOIN account a ON a.id = t.account_id
    WHERE (root_person(a.person_id) = root_person(d.person_id) AND d.verdict = 'approve'
      AND (d.revision < x.revision OR x.activated_at IS NULL OR t.at <= x.activated_at + interval '10 seconds')) IS NOT TRUE

    UNION ALL
    SELECT 'R8: raising the risk did something else' FROM x JOIN revision q ON q.exception_id = x.id AND q.cause = 'risk_raised'
    JOIN revision was ON (was.exception_id, was.number) = (q.exception_id, q.number - 1)
    WHERE (q.risk > was.risk AND q.content::text = was.content::text AND q.emergency = was.emergency
      AND q.asked_start IS NOT DISTINCT FROM was.asked_start
      AND coalesce(q.asked_seconds <= was.asked_seconds, q.asked_end <= was.asked_end)) IS NOT TRUE

    UNION ALL
    SELECT 'R10: a text and its hash differ' FROM revision q JOIN x ON x.id = q.exception_id WHERE q.content_hash <> content_hash(q)

    UNION ALL
    SELECT 'R2: version ' || x.version || ' with ' || count(e.id) || ' events' FROM x LEFT JOIN e ON e.version IS NOT NULL
    GROUP BY x.version HAVING count(e.id) <> x.version OR max(e.version) IS DISTINCT FROM x.version

    UNION ALL
    SELECT 'R2: the last event tells something else than the tables' FROM x
    LEFT JOIN e ON e.version = x.version WHERE e.row_after::text IS DISTINCT FROM snapshot(x)::text

    UNION ALL
    SELECT 'R2: the chain is broken at ' || e.seq FROM e LEFT JOIN e p ON p.seq = e.seq - 1
    WHERE e.hash <> audit_hash(e) OR e.prev_hash IS DISTINCT FROM coalesce(p.hash, audit_genesis(e.stream))

    UNION ALL
    SELECT 'R2: a move that does not exist' FROM (
      SELECT e.status, e.row_after->'exception'->>'closed_reason' AS why, lag(e.status) OVER (ORDER BY e.version) AS was, e.version
      FROM e WHERE e.version IS NOT NULL) z
    WHERE NOT CASE WHEN z.version = 1 THEN z.status = 'pending' ELSE EXISTS (SELECT FROM move m
      WHERE (m.from_status, m.to_status) = (z.was, z.status) AND m.closed_reason::text IS NOT DISTINCT FROM z.why) END

    UNION ALL
    SELECT 'R16: two living extensions, or one that overlaps' FROM x JOIN exception next ON next.continues_id = x.id
    GROUP BY x.ends_at HAVING count(*) FILTER (WHERE next.status IN ('pending', 'active', 'expired')) > 1
      OR bool_or(next.starts_at < x.ends_at)

    UNION ALL
    SELECT 'R17: a third renewal without the forum' FROM x WHERE x.renewal >= 3 AND x.activated_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM step s JOIN approver_group g ON g.id = s.group_id
      WHERE (s.exception_id, s.revision) = (x.id, x.revision) AND g.is_forum)

    UNION ALL
    SELECT 'R17: a third renewal without a plan' FROM x CROSS JOIN r
    WHERE x.renewal >= 3 AND num_nulls(r.content->'remediation'->>'plan', r.content->'remediation'->>'by') > 0

    UNION ALL
    SELECT 'R24: a condition holds without evidence' FROM x JOIN condition c ON c.exception_id = x.id
    WHERE c.kind = 'attested' AND c.state = 'holds' AND NOT EXISTS (SELECT FROM evidence v WHERE v.condition_id = c.id)

    UNION ALL
    SELECT 'R24: a condition stands otherwise than it was read last' FROM x JOIN condition c ON c.exception_id = x.id
    WHERE c.kind = 'monitored' AND c.state <> 'taken_back' AND c.state <> coalesce((SELECT CASE WHEN r.holds THEN 'holds' ELSE 'broken' END FROM reading r
      WHERE r.condition_id = c.id ORDER BY r.at DESC, r.holds LIMIT 1), 'unknown')::condition_state

    UNION ALL
    SELECT 'R24: in force without what has to hold before' FROM x JOIN condition c ON (c.exception_id, c.revision) = (x.id, x.revision)
    WHERE c.timing = 'before' AND c.state NOT IN ('holds', 'taken_back') AND (SELECT in_force(y, y.starts_at) FROM exception y WHERE y.id = x.id)

    UNION ALL
    SELECT 'R8: a demand outlived its approval' FROM x JOIN condition c ON c.exception_id = x.id
    WHERE (c.state = 'taken_back') <> EXISTS (SELECT FROM retraction t WHERE t.decision_id = c.decision_id)

    UNION ALL
    SELECT 'R18: the owner has verified their own removal' FROM x CROSS JOIN r
    WHERE x.closed_reason = 'remediated' AND r.risk >= 'high' AND x.recheck IS DISTINCT FROM 'compliant'
      AND root_person(x.verified_by_id) = root_person(x.owner_id)

    UNION ALL
    SELECT 'R15: it has ended and was never checked again' FROM x
    WHERE x.status = 'expired' AND NOT EXISTS (SELECT FROM recheck c WHERE c.exception_id = x.id)

    UNION ALL
    SELECT 'R15: compliant, and not closed' FROM x WHERE x.recheck = 'compliant' AND x.closed_reason IS DISTINCT FROM 'remediated'`;
  return broken.map(({ promise }) => promise);
}
