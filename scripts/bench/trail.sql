-- The events of the stories, each stream a valid chain: first all first events, then all second ones, which carry the
-- hashes of the first, and so on. The last version of each exception holds its real snapshot, as verify compares it; the
-- others a short one, because millions of full ones would only fill the disk.

DROP TABLE IF EXISTS happened;
CREATE TEMP TABLE happened AS
SELECT s.n, s.id AS exception_id, e.seq, s.filed_at + e.later AS at, e.account_id, e.action, e.status, e.body
FROM story s CROSS JOIN LATERAL (
  SELECT 1 AS seq, interval '0' AS later, s.requester_account AS account_id, 'request.filed' AS action, 'pending' AS status,
    json_build_object('revision', 1) AS body
  UNION ALL
  SELECT 2, interval '1 hour', s.requester_account, 'request.edited', 'pending',
    json_build_object('revision', 2, 'wasSentBack', false)
  WHERE s.revisions = 2
  UNION ALL
  SELECT s.revisions + 1, interval '1 day', s.requester_account, 'request.withdrawn', 'closed',
    json_build_object('reason', 'No longer needed.')
  WHERE s.fate = 'withdrawn'
  UNION ALL
  SELECT s.revisions + s.steps + 1, interval '1 day' + s.limit_seconds * interval '1 second', NULL, 'exception.expired', 'expired',
    json_build_object('endedAt', s.started + s.limit_seconds * interval '1 second')
  WHERE s.fate IN ('expired', 'closed')
  UNION ALL
  SELECT s.revisions + s.steps + 2, interval '32 days', s.owner_account, 'exception.closed', 'closed',
    json_build_object('removedOn', (s.filed_at + interval '32 days')::date, 'verifiedBy', s.manager_id, 'note', '')
  WHERE s.fate = 'closed'
  UNION ALL
  SELECT s.version + 1, interval '33 days', s.owner_account, 'note.added', NULL,
    json_build_object('note', 'Looked at in the weekly meeting.')
  WHERE s.fate = 'closed'
) e
UNION ALL
SELECT s.n, s.id, s.revisions + o.position, d.at, d.account_id,
  CASE d.verdict WHEN 'approve' THEN 'request.approved' WHEN 'reject' THEN 'request.rejected' ELSE 'request.sent_back' END,
  CASE WHEN d.verdict = 'reject' THEN 'rejected' WHEN s.approved AND o.position = s.steps THEN 'active' ELSE 'pending' END,
  json_build_object('step', o.position, 'group', o.group_id, 'comment', d.comment, 'settled', s.approved AND o.position = s.steps)
FROM story s JOIN decision d ON d.exception_id = s.id JOIN step o ON o.id = d.step_id;
ANALYZE happened;

DO $$
BEGIN
  FOR place IN 1 .. (SELECT max(seq) FROM happened) LOOP
    DROP TABLE IF EXISTS linked;
    CREATE TEMP TABLE linked AS SELECT e.exception_id, e.hash FROM audit_event e JOIN story s ON s.id = e.exception_id WHERE e.seq = place - 1;
    ANALYZE linked;

    INSERT INTO audit_event OVERRIDING SYSTEM VALUE
    SELECT plain.id, plain.stream, plain.seq, plain.prev_hash, audit_hash(ROW(plain.*)::audit_event), plain.at, plain.xid,
      plain.db_user, plain.actor_id, plain.via, plain.action, plain.exception_id, plain.version, plain.status, plain.row_after,
      plain.body
    FROM (
      SELECT (ROW(
          nextval('audit_event_id_seq'), 'exception/' || h.exception_id, h.seq,
          coalesce(l.hash, audit_genesis('exception/' || h.exception_id)), NULL, h.at,
          -(h.n * 10 + h.seq), -- no transaction of ours will ever have this number
          'register_app', h.account_id, CASE WHEN h.account_id IS NULL THEN 'clock' ELSE 'session' END, h.action,
          h.exception_id, CASE WHEN h.status IS NOT NULL THEN h.seq END, h.status,
          CASE
            WHEN h.status IS NOT NULL AND x.version = h.seq THEN snapshot(x)
            WHEN h.status IS NOT NULL THEN json_build_object(
              'exception', json_build_object('id', x.id, 'status', h.status, 'version', h.seq, 'revision', x.revision,
                'closed_reason', CASE h.status WHEN 'closed' THEN x.closed_reason END))
          END,
          h.body)::audit_event).*
      FROM happened h JOIN exception x ON x.id = h.exception_id LEFT JOIN linked l ON l.exception_id = x.id
      WHERE h.seq = place
      OFFSET 0 -- each row is made once, before it is hashed
    ) plain;
  END LOOP;
END $$;

INSERT INTO audit_head
SELECT DISTINCT ON (e.stream) e.stream, e.seq, e.hash
FROM audit_event e JOIN story s ON s.id = e.exception_id
ORDER BY e.stream, e.seq DESC;
