// What always holds in a register, whoever wrote to it and by whatever way. Each query looks for what breaks the
// promise and gives it a name, `found`: an exception's number, a person, an event. No row, no breach.

export type Invariant = {
  id: string;
  /** What is promised, for whoever reads the list. */
  promise: string;
  /** The sentence when it is broken; % is what was found. */
  breach: string;
  sql: string;
};

// What snapshot(x) answers, written out: called a million times, the function takes twice as long.
const snapshot = `json_build_object(
        'exception', to_json(x),
        'revisions', (SELECT json_agg(json_build_object('number', r.number, 'cause', r.cause, 'by', r.by_id, 'risk', r.risk,
                                                        'hash', encode(r.content_hash, 'hex')) ORDER BY r.number)
                      FROM revision r WHERE r.exception_id = x.id),
        'parties', (SELECT json_agg(to_json(p) ORDER BY p.person_id, p.capacity) FROM party p WHERE p.exception_id = x.id),
        'steps', (SELECT json_agg(to_json(s) ORDER BY s.revision, s.position) FROM step s WHERE s.exception_id = x.id),
        'decisions', (SELECT json_agg(to_json(d) ORDER BY d.id) FROM decision d WHERE d.exception_id = x.id),
        'retractions', (SELECT json_agg(to_json(t) ORDER BY t.decision_id) FROM retraction t WHERE t.exception_id = x.id),
        'conditions', (SELECT json_agg(to_json(c) ORDER BY c.id) FROM condition c WHERE c.exception_id = x.id),
        'evidence', (SELECT json_agg(to_json(v) ORDER BY v.id) FROM evidence v WHERE v.exception_id = x.id),
        'rechecks', (SELECT json_agg(to_json(c) ORDER BY c.id) FROM recheck c WHERE c.exception_id = x.id))`;

export const invariants: Invariant[] = [
  {
    id: "I1",
    promise:
      "Every window has a beginning and an end, and is no longer than was asked, granted and allowed (R7, R8, R12).",
    breach: "The window of % has no end, or is longer than was asked, granted or allowed (R7, R8, R12).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x LEFT JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      LEFT JOIN (
        SELECT exception_id, revision, min(granted_seconds) AS seconds, min(granted_end) AS latest
        FROM decision d
        WHERE (granted_seconds IS NOT NULL OR granted_end IS NOT NULL)
          AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)
        GROUP BY 1, 2
      ) granted ON (granted.exception_id, granted.revision) = (x.id, x.revision)
      WHERE (x.status IN ('active', 'expired') OR x.ends_at IS NOT NULL)
        AND (isfinite(x.starts_at) AND isfinite(x.ends_at) AND x.starts_at < x.ends_at
             AND extract(epoch FROM x.ends_at) - extract(epoch FROM x.starts_at)
                 <= least(r.asked_seconds, r.limit_seconds, granted.seconds)
             AND x.ends_at <= least(x.ends_at, r.asked_end, granted.latest)) IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I2",
    promise: "Only known moves happened, one version after the other (R2).",
    breach: "% made a move that does not exist, or skipped a version (R2).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM audit_event e JOIN exception x ON x.id = e.exception_id
      LEFT JOIN audit_event before ON (before.exception_id, before.version) = (e.exception_id, e.version - 1)
      LEFT JOIN move m ON (m.from_status, m.to_status) = (before.status, e.status)
        AND m.closed_reason IS NOT DISTINCT FROM CASE WHEN e.status = 'closed' THEN x.closed_reason END
      WHERE e.version IS NOT NULL
        AND CASE WHEN e.version = 1 THEN e.status = 'pending' ELSE m.id IS NOT NULL END IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I3",
    promise: "Nobody decided what they are a party to, and nobody is missing from the parties (R4).",
    breach: "% was decided by one of its parties, or one of its parties is not written down (R4).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM (
        SELECT d.exception_id
        FROM decision d JOIN party p ON p.exception_id = d.exception_id AND p.from_revision <= d.revision
        JOIN person decider ON decider.id = d.person_id JOIN person party ON party.id = p.person_id
        WHERE coalesce(decider.same_as_id, decider.id) = coalesce(party.same_as_id, party.id)
        UNION ALL
        SELECT named.exception_id
        FROM (
          SELECT id AS exception_id, requester_id AS person_id, 'requester'::capacity AS capacity FROM exception
          UNION ALL SELECT id, filed_by_id, 'filer' FROM exception
          UNION ALL SELECT id, owner_id, 'owner' FROM exception
          UNION ALL SELECT exception_id, by_id, 'editor' FROM revision WHERE cause <> 'risk_raised'
        ) named
        WHERE NOT EXISTS (SELECT FROM party p
                          WHERE (p.exception_id, p.person_id, p.capacity) = (named.exception_id, named.person_id, named.capacity))
      ) broken JOIN exception x ON x.id = broken.exception_id
      ORDER BY x.number`,
  },
  {
    id: "I4",
    promise: "Nobody decided twice on one revision, not under a second name either (R5).",
    breach: "One person decided twice on the same revision of % (R5).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM decision d JOIN person p ON p.id = d.person_id JOIN exception x ON x.id = d.exception_id
      GROUP BY x.number, d.revision, coalesce(p.same_as_id, p.id)
      HAVING count(*) > 1
      ORDER BY x.number`,
  },
  {
    id: "I5",
    promise: "What became active had every step approved on that very text before (R9, R10, R19).",
    breach: "% became active without every step approved on that very text (R9, R10, R19).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x
      JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      JOIN risk_limit l ON (l.version, l.risk, l.emergency) = (r.rules_version, r.risk, r.emergency)
      LEFT JOIN LATERAL (
        SELECT count(*) AS steps, bool_and(s.needed <= (
                 SELECT count(*) FROM decision d
                 WHERE d.step_id = s.id AND d.verdict = 'approve' AND d.content_hash = r.content_hash
                   AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)
                   AND d.at < coalesce(x.ratified_at, x.activated_at) + interval '10 seconds')) AS signed
        FROM step s WHERE (s.exception_id, s.revision) = (x.id, x.revision)
      ) asked ON true
      WHERE x.activated_at IS NOT NULL
        AND (asked.steps >= l.steps_min AND asked.signed OR r.emergency AND x.ratified_at IS NULL AND EXISTS (
               SELECT FROM decision d
               WHERE (d.exception_id, d.revision, d.verdict, d.content_hash) = (x.id, x.revision, 'approve', r.content_hash)
                 AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id))) IS NOT TRUE
         OR x.status = 'active' AND EXISTS (
              SELECT FROM decision d WHERE (d.exception_id, d.revision) = (x.id, x.revision) AND d.verdict <> 'approve')
      ORDER BY x.number`,
  },
  {
    id: "I6",
    promise:
      "What was asked matches its hash, each decision matches what was asked, and the scope is the one that was asked (R10, R25).",
    breach: "What % asks, its decisions and its scope do not fit together (R10, R25).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM (
        SELECT r.exception_id FROM revision r WHERE r.content_hash <> content_hash(r)
        UNION ALL
        SELECT d.exception_id
        FROM decision d LEFT JOIN revision r ON (r.exception_id, r.number) = (d.exception_id, d.revision)
        WHERE r.content_hash IS DISTINCT FROM d.content_hash
        UNION ALL
        SELECT coalesce(kept.exception_id, said.exception_id)
        FROM scope kept FULL JOIN (
          SELECT r.exception_id, r.number AS revision, (item->>'policy')::uuid AS policy_id, (item->>'system')::uuid AS system_id,
                 (item->>'environment')::environment AS environment, coalesce(item->>'resource', '') AS resource
          FROM revision r, json_array_elements(r.content->'scope') AS item
        ) said USING (exception_id, revision, policy_id, system_id, environment, resource)
        WHERE kept.exception_id IS NULL OR said.exception_id IS NULL
      ) broken JOIN exception x ON x.id = broken.exception_id
      ORDER BY x.number`,
  },
  {
    id: "I7",
    promise: "Each change of an exception has exactly one event (R2).",
    breach: "% has a change without an event, or an event without a change (R2).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x LEFT JOIN (
        SELECT exception_id, count(*) AS events, max(version) AS last FROM audit_event WHERE version IS NOT NULL GROUP BY 1
      ) told ON told.exception_id = x.id
      WHERE (told.events = x.version AND told.last = x.version) IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I8",
    promise: "The last event of each exception tells exactly what the tables say (R2).",
    breach: "The tables tell something else about % than its last event (R2).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x
      CROSS JOIN LATERAL (
        -- Looked up for each, in the order of the exceptions: what is read for one lies beside what is read for the next.
        SELECT (SELECT e.row_after FROM audit_event e WHERE (e.exception_id, e.version) = (x.id, x.version)) AS said, ${snapshot} AS now
      ) shown
      WHERE said::text IS DISTINCT FROM now::text
        AND jsonb_strip_nulls(said::jsonb) IS DISTINCT FROM jsonb_strip_nulls(now::jsonb)
      ORDER BY x.number`,
  },
  {
    id: "I9a",
    promise: "No event was changed after it was written (R2).",
    breach: "% was changed after it was written (R2).",
    sql: `
      SELECT 'Event ' || e.seq || ' of ' || coalesce('EX-' || x.number, e.stream) AS found
      FROM audit_event e LEFT JOIN exception x ON x.id = e.exception_id
      WHERE e.hash IS DISTINCT FROM audit_hash(e)
      ORDER BY e.id`,
  },
  {
    id: "I9b",
    promise: "Each event follows the one before it: none was taken out or moved (R2).",
    breach: "% does not follow the event before it: one was taken out, added or moved (R2).",
    sql: `
      SELECT 'Event ' || e.seq || ' of ' || coalesce('EX-' || x.number, e.stream) AS found
      FROM audit_event e
      LEFT JOIN audit_event before ON (before.stream, before.seq) = (e.stream, e.seq - 1)
      LEFT JOIN exception x ON x.id = e.exception_id
      WHERE e.prev_hash IS DISTINCT FROM CASE WHEN e.seq = 1 THEN audit_genesis(e.stream) ELSE before.hash END
      ORDER BY e.id`,
  },
  {
    id: "I9c",
    promise: "The last event of each stream is still there (R2).",
    breach: "The last event of % is missing or is not the one that was written last (R2).",
    sql: `
      SELECT coalesce('EX-' || x.number, stream) AS found
      FROM (
        SELECT head.stream FROM audit_head head LEFT JOIN audit_event e ON (e.stream, e.seq) = (head.stream, head.seq)
        WHERE e.hash IS DISTINCT FROM head.hash
        UNION ALL
        SELECT e.stream FROM audit_event e
        WHERE NOT EXISTS (SELECT FROM audit_head head WHERE head.stream = e.stream AND head.seq >= e.seq)
      ) broken LEFT JOIN exception x ON stream = 'exception/' || x.id
      ORDER BY x.number, stream`,
  },
  {
    id: "I9d",
    promise: "Each leaf of the tree is that of its event, and none is missing between them (R2).",
    breach: "% is not that of its event, or one before it is missing (R2).",
    sql: `
      SELECT 'Leaf ' || l.idx AS found
      FROM (SELECT idx, event_id, hash, row_number() OVER (ORDER BY idx) - 1 AS place FROM audit_leaf) l
      LEFT JOIN audit_event e ON e.id = l.event_id
      WHERE l.idx <> l.place OR l.hash IS DISTINCT FROM sha256('\\x00'::bytea || e.hash)
      ORDER BY l.idx`,
  },
  {
    id: "I11",
    promise: "Whoever decided was a person with a seat in the step's group at that moment (R6).",
    breach: "% was decided by somebody who had no seat in the step's group at that moment (R6).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM decision d
      JOIN exception x ON x.id = d.exception_id JOIN account a ON a.id = d.account_id JOIN step s ON s.id = d.step_id
      WHERE (a.kind = 'human' AND a.person_id = d.person_id AND (s.exception_id, s.revision) = (d.exception_id, d.revision)
             AND EXISTS (SELECT FROM membership m
                         WHERE (m.group_id, m.person_id) = (s.group_id, d.person_id) AND m.from_at <= d.at
                           AND (m.until_at IS NULL OR m.until_at > d.at - interval '10 seconds'))) IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I12",
    promise: "Whoever has left has no live session and no seat (R6).",
    breach: "% has left and still has a live session or a seat (R6).",
    sql: `
      SELECT p.name AS found
      FROM person p
      WHERE p.deactivated_at IS NOT NULL
        AND (EXISTS (SELECT FROM session s JOIN account a ON a.id = s.account_id
                     WHERE a.person_id = p.id AND s.ended_at IS NULL AND s.expires_at > register_now())
             OR EXISTS (SELECT FROM membership m
                        WHERE m.person_id = p.id AND (m.until_at IS NULL OR m.until_at > register_now())))
      ORDER BY p.name`,
  },
  {
    id: "I13",
    promise:
      "An extension counts one renewal, starts where the earlier one ends, and the third went through the forum (R16, R17).",
    breach: "% does not continue the exception before it as an extension must (R16, R17).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x JOIN exception p ON p.id = x.continues_id
      WHERE x.renewal <> p.renewal + 1
         OR x.starts_at < p.ends_at
         OR x.activated_at < p.ends_at AND x.starts_at > p.ends_at + interval '5 seconds'
         OR x.activated_at IS NOT NULL AND x.renewal >= 3 AND NOT EXISTS (
              SELECT FROM step s JOIN approver_group g ON g.id = s.group_id
              WHERE (s.exception_id, s.revision) = (x.id, x.revision) AND g.is_forum)
      ORDER BY x.number`,
  },
  {
    id: "I14",
    promise:
      "What is closed has a reason, what is expired has ended, what is remediated is verified (R13, R18).",
    breach:
      "% is closed without a reason, expired before its end, or remediated without somebody who verified it (R13, R18).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x LEFT JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      LEFT JOIN person owner ON owner.id = x.owner_id LEFT JOIN person verifier ON verifier.id = x.verified_by_id
      WHERE (x.status = 'closed') <> (x.closed_reason IS NOT NULL)
         OR x.status = 'expired' AND x.ends_at > register_now()
         OR x.closed_reason = 'remediated' AND (
              x.removed_on IS NOT NULL
              AND (x.recheck = 'compliant' OR x.verified_by_id IS NOT NULL
                   AND (r.risk < 'high'
                        OR coalesce(verifier.same_as_id, verifier.id) <> coalesce(owner.same_as_id, owner.id)))) IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I21",
    promise:
      "An emergency is ratified within 24 hours of its approval or revoked, ends within 72, and nothing else waits to be ratified (R19).",
    breach: "% was ratified too late, waits too long to be ratified, or was never an emergency (R19).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x
      WHERE x.emergency <> (x.ratify_by IS NOT NULL) AND x.activated_at IS NOT NULL
         OR x.ratify_by > x.activated_at + interval '86410 seconds'
         OR x.ratified_at >= x.ratify_by
         OR x.emergency AND x.ends_at > x.starts_at + interval '259200 seconds'
      ORDER BY x.number`,
  },
  {
    id: "I22",
    promise: "An approval was taken back by who gave it, before the request was settled (R5).",
    breach: "An approval of % was taken back by somebody else, or after it was settled (R5).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM retraction t
      JOIN exception x ON x.id = t.exception_id
      LEFT JOIN decision d ON (d.id, d.exception_id) = (t.decision_id, t.exception_id)
      LEFT JOIN account a ON a.id = t.account_id
      LEFT JOIN person given ON given.id = d.person_id LEFT JOIN person taker ON taker.id = a.person_id
      WHERE (d.verdict = 'approve' AND t.at >= d.at - interval '10 seconds' AND NOT (d.revision = x.revision AND t.at > x.activated_at + interval '10 seconds')
             AND coalesce(given.same_as_id, given.id) = coalesce(taker.same_as_id, taker.id)) IS FALSE
         OR d.id IS NULL
      ORDER BY x.number`,
  },
  {
    id: "I23",
    promise:
      "Raising the risk raised it, changed no word, and was done by somebody who was no party (R4, R8).",
    breach:
      "The risk of % was raised with other words, to no higher level, or by one of its parties (R4, R8).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM revision r
      JOIN exception x ON x.id = r.exception_id
      LEFT JOIN revision was ON (was.exception_id, was.number) = (r.exception_id, r.number - 1)
      WHERE r.cause = 'risk_raised' AND (
        (r.risk > was.risk AND r.content::text = was.content::text AND r.emergency = was.emergency) IS NOT TRUE
        OR EXISTS (
          SELECT FROM party p JOIN person party ON party.id = p.person_id JOIN person raiser ON raiser.id = r.by_id
          WHERE p.exception_id = r.exception_id AND p.from_revision <= r.number
            AND coalesce(party.same_as_id, party.id) = coalesce(raiser.same_as_id, raiser.id)))
      ORDER BY x.number`,
  },
  {
    id: "I31",
    promise: "Each file of evidence is still the one that was handed in (R2).",
    breach: "Evidence of % is not what its hash says (R2).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM evidence v JOIN exception x ON x.id = v.exception_id LEFT JOIN evidence_file f ON f.sha256 = v.sha256
      WHERE (CASE WHEN v.link IS NULL THEN sha256(f.bytes) = v.sha256 AND octet_length(f.bytes) = v.bytes
                  ELSE sha256(convert_to(v.link, 'UTF8')) = v.sha256 END) IS NOT TRUE
      ORDER BY x.number`,
  },
  {
    id: "I32",
    promise: "The conditions are those that were asked for, and those that an approver demanded (R8).",
    breach: "The conditions of % are not those that were asked for and demanded (R8).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM (
        SELECT coalesce(kept.exception_id, said.exception_id) AS exception_id
        FROM (SELECT * FROM condition WHERE decision_id IS NULL) kept
        FULL JOIN (
          SELECT r.exception_id, r.number AS revision, listed.position::int AS position, item->>'statement' AS statement,
                 (item->>'timing')::condition_timing AS timing, (item->>'owner')::uuid AS owner_id,
                 (item->>'suspends')::boolean AS suspends, (item->>'dueAt')::timestamptz AS due_at,
                 (item->>'dueSeconds')::int AS due_seconds, item->'measure'->>'metric' AS metric,
                 item->'measure'->>'comparator' AS comparator,
                 (item->'measure'->>'threshold')::double precision AS threshold, item->'measure'->>'unit' AS unit,
                 (item->'measure'->>'freshSeconds')::int AS fresh_seconds,
                 (item->'measure'->>'suspendsStale')::boolean AS suspends_stale
          FROM revision r, json_array_elements(r.content->'conditions') WITH ORDINALITY AS listed(item, position)
        ) said USING (exception_id, revision, position)
        WHERE (kept.statement, kept.timing, kept.owner_id, kept.suspends, kept.due_at, kept.due_seconds,
               kept.metric, kept.comparator::text, kept.threshold, kept.unit, kept.fresh_seconds, kept.suspends_stale)
              IS DISTINCT FROM (said.statement, said.timing, said.owner_id, said.suspends, said.due_at, said.due_seconds,
               said.metric, said.comparator, said.threshold, said.unit, said.fresh_seconds, said.suspends_stale)
        UNION ALL
        SELECT c.exception_id
        FROM condition c LEFT JOIN decision d ON d.id = c.decision_id
        WHERE c.decision_id IS NOT NULL
          AND ((d.exception_id, d.revision, d.verdict) = (c.exception_id, c.revision, 'approve')) IS NOT TRUE
      ) broken JOIN exception x ON x.id = broken.exception_id
      ORDER BY x.number`,
  },
  {
    id: "I33",
    promise:
      "What holds is proven or measured, and nothing is in force without what has to hold before it (R24).",
    breach:
      "% has a condition that holds without evidence, stands otherwise than its last reading says, or is in force without what has to hold before (R24).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM condition c JOIN exception x ON x.id = c.exception_id
      LEFT JOIN last_reading l ON l.condition_id = c.id
      WHERE c.kind = 'attested' AND c.state = 'holds' AND NOT EXISTS (SELECT FROM evidence v WHERE v.condition_id = c.id)
         OR c.kind = 'monitored' AND c.state <> 'taken_back' AND (
           c.state <> (CASE l.holds WHEN true THEN 'holds' WHEN false THEN 'broken' ELSE 'unknown' END)::condition_state
           OR l.at IS DISTINCT FROM (SELECT max(r.at) FROM reading r WHERE r.condition_id = c.id))
         OR c.revision = x.revision AND c.timing = 'before' AND c.state NOT IN ('holds', 'taken_back')
           AND in_force(x, register_now())
      ORDER BY x.number`,
  },
  {
    id: "I24",
    promise:
      "The answer of a re-check stands on the record, came in time or was put down as none, and closes it where it is compliant (R15).",
    breach:
      "% bears an answer that no re-check gave, bears another one than it gave, or is open although it is compliant (R15).",
    sql: `
      SELECT 'EX-' || x.number AS found
      FROM exception x
      LEFT JOIN (
        -- Two answers of one instant came in the order of the trail.
        SELECT DISTINCT ON (c.exception_id) c.exception_id, c.outcome FROM recheck c
        LEFT JOIN audit_event e ON e.exception_id = c.exception_id AND e.action IN ('recheck.answered', 'recheck.no_answer')
          AND e.body ->> 'recheck' = c.id::text
        WHERE c.outcome IS NOT NULL AND c.how <> 'attestation'
        ORDER BY c.exception_id, c.answered_at DESC, e.version DESC NULLS LAST
      ) told ON told.exception_id = x.id
      WHERE x.recheck IS DISTINCT FROM told.outcome
         OR x.recheck = 'compliant' AND x.closed_reason IS DISTINCT FROM 'remediated'
         OR x.id IN (SELECT c.exception_id FROM recheck c WHERE c.how = 'clock' AND c.answered_at < c.deadline)
      ORDER BY x.number`,
  },
];
