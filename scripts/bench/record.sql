-- The stories as rows of the register: what the use cases and triggers would have written, in one go for each table.

INSERT INTO exception (id, number, title, risk, status, sent_back, closed_reason, version, revision, requester_id, filed_by_id,
  owner_id, manager_id, filed_at, activated_at, starts_at, ends_at, removed_on, verified_by_id, closed_at)
SELECT id, number, title, risk,
  (CASE fate WHEN 'sent back' THEN 'pending' WHEN 'withdrawn' THEN 'closed' ELSE fate END)::status, fate = 'sent back',
  (CASE fate WHEN 'closed' THEN 'remediated' WHEN 'withdrawn' THEN 'withdrawn' END)::closed_reason, version, revisions,
  requester_id, requester_id, owner_id, manager_id, filed_at,
  CASE WHEN approved THEN started END, CASE WHEN approved THEN started END,
  CASE WHEN approved THEN started + limit_seconds * interval '1 second' END,
  CASE WHEN fate = 'closed' THEN (filed_at + interval '32 days')::date END,
  CASE WHEN fate = 'closed' THEN manager_id END,
  CASE WHEN fate = 'closed' THEN filed_at + interval '32 days' WHEN fate = 'withdrawn' THEN filed_at + interval '1 day' END
FROM story ORDER BY number;

INSERT INTO revision
SELECT exception_id, number, cause, by_id, at, rules_version, risk, emergency, risk_limit_seconds, limit_seconds, asked_start,
  asked_seconds, asked_end, content, content_hash(ROW(plain.*)::revision)
FROM (
  SELECT (ROW(s.id, revision, CASE revision WHEN 1 THEN 'filed' ELSE 'edited' END, s.requester_id, s.filed_at, 1, s.risk, false,
      s.limit_seconds, s.limit_seconds, NULL, s.limit_seconds, NULL,
      json_build_object(
        'title', s.title, 'reason', s.reason,
        'breaksIfNo', 'Work stands still for three days, and the customers notice on the second.',
        'riskIntroduced', 'Somebody on the same network could read what is sent.',
        'dataAffected', 'Names and amounts of one month.',
        'alternatives', 'A tunnel was tried; the supplier refuses it.',
        'mitigation', 'An allow-list of two addresses, and the log is read every day.',
        'whatChanged', '',
        'classification', json_build_object(
          'dataSensitivity', CASE WHEN s.chance < 0.12 THEN 'regulated' ELSE 'internal' END,
          'exposure', CASE WHEN s.chance > 0.9 THEN 'customers' ELSE 'internal' END,
          'impact', 'minor',
          'facts', json_build_object('weakensSignIn', s.wording = 2, 'opensRemoteAccess', s.wording = 1,
            'widensDataAccess', s.wording = 4, 'givesVendorReach', false,
            'usesExternalModel', s.wording = 5 AND s.chance < 0.3, 'skipsHumanReview', false)),
        'reasonsForRisk', json_build_array('nothing said here raises it'),
        'owner', s.owner_id, 'manager', s.manager_id,
        'scope', json_build_array(json_build_object('policy', s.policy_id, 'system', s.system_id,
          'environment', 'production', 'resource', ''))),
      NULL, NULL)::revision).*
  FROM story s, generate_series(1, s.revisions) revision
  OFFSET 0 -- each row is made once, before it is hashed
) plain;

INSERT INTO scope (exception_id, revision, policy_id, system_id, environment)
SELECT id, revision, policy_id, system_id, 'production' FROM story, generate_series(1, revisions) revision;

INSERT INTO party (exception_id, person_id, capacity, from_revision)
SELECT id, CASE capacity WHEN 'owner' THEN owner_id ELSE requester_id END, capacity, 1
FROM story, unnest(enum_range(NULL::capacity)) capacity;

-- The group of the rule; for high risk the group above it too; for critical risk the forum as well.
DROP TABLE IF EXISTS sign_off;
CREATE TEMP TABLE sign_off AS
SELECT uuidv7() AS id, s.id AS exception_id, revision, position, s.filed_at, s.n, s.revisions, s.fate, s.approved,
  CASE position WHEN 1 THEN s.group_id WHEN 2 THEN s.above_id ELSE (SELECT id FROM approver_group WHERE is_forum) END AS group_id,
  'Owns ' || s.policy_key AS because
FROM story s, generate_series(1, s.revisions) revision, generate_series(1, s.steps) position;

INSERT INTO step (id, exception_id, revision, position, group_id, needed, due_at, because)
SELECT id, exception_id, revision, position, group_id, 1, filed_at + position * interval '2 days', because FROM sign_off;

INSERT INTO decision (id, exception_id, revision, step_id, person_id, account_id, session_id, verdict, comment, content_hash, at)
SELECT uuidv7(), s.exception_id, s.revision, s.id, d.person_id, d.account_id, d.session_id,
  (CASE s.fate WHEN 'rejected' THEN 'reject' WHEN 'sent back' THEN 'send_back' ELSE 'approve' END)::verdict,
  'Read and weighed.', r.content_hash, s.filed_at + s.position * interval '5 hours'
FROM sign_off s
JOIN decider d ON d.group_id = s.group_id AND d.n = s.n % 8
JOIN revision r ON (r.exception_id, r.number) = (s.exception_id, s.revision)
WHERE s.revision = s.revisions AND (s.approved OR s.fate IN ('rejected', 'sent back') AND s.position = 1);

INSERT INTO search_text
SELECT id,
  setweight(to_tsvector('simple', concat_ws(' ', 'EX-' || number, number, title)), 'A') ||
  setweight(to_tsvector('simple', concat_ws(' ', policy_key, policy_title, system_key, system_name)), 'B') ||
  setweight(to_tsvector('simple', concat_ws(' ', owner_name, requester_name)), 'C') ||
  setweight(to_tsvector('simple', reason), 'D'),
  reason
FROM story;
