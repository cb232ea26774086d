-- What becomes of each request, one row each, before anything is written. The newest are open: bench.pending of them
-- wait, bench.active are in force, a tenth as many are past their end; of the rest nine in ten are closed.

DROP TABLE IF EXISTS asker, decider, rule, place, dice, story;

CREATE TEMP TABLE asker AS
SELECT row_number() OVER (ORDER BY p.id) - 1 AS n, p.id, p.name, p.manager_id, a.id AS account_id
FROM person p JOIN account a ON a.person_id = p.id
WHERE p.manager_id IS NOT NULL AND NOT EXISTS (SELECT FROM membership m WHERE m.person_id = p.id)
  AND NOT EXISTS (SELECT FROM person r WHERE r.manager_id = p.id);

CREATE TEMP TABLE decider AS
SELECT m.group_id, row_number() OVER (PARTITION BY m.group_id ORDER BY m.id) - 1 AS n, m.person_id,
  a.id AS account_id, s.id AS session_id
FROM membership m JOIN account a ON a.person_id = m.person_id JOIN session s ON s.account_id = a.id;

CREATE TEMP TABLE rule AS
SELECT row_number() OVER (ORDER BY p.id) - 1 AS n, p.id, p.key, p.title, g.id AS group_id, g.name AS group_name, g.above_id
FROM policy p JOIN approver_group g ON g.id = p.control_owner_id;

CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, key, name FROM system;
ANALYZE asker, decider, rule, place;

CREATE TEMP TABLE dice AS
SELECT n, n - 1 AS newer, random() AS chance, random() AS when_asked,
  (CASE WHEN level < 0.45 THEN 'low' WHEN level < 0.80 THEN 'moderate' WHEN level < 0.96 THEN 'high' ELSE 'critical' END)::risk AS risk,
  floor(random() * (SELECT count(*) FROM asker))::int AS requester,
  floor(random() * (SELECT count(*) FROM asker))::int AS somebody,
  -- Squared: some rules are broken far more often than others.
  floor(random() ^ 2 * 50)::int AS rule, floor(random() ^ 2 * 40)::int AS place, floor(random() * 6)::int AS wording
FROM (SELECT n, random() AS level FROM generate_series(1, current_setting('bench.requests')::int) n) rows;

CREATE TEMP TABLE story AS
SELECT *,
  CASE
    WHEN fate IN ('active', 'expired') THEN started - interval '1 day'
    WHEN fate IN ('pending', 'sent back') THEN now() - when_asked * interval '20 days'
    ELSE now() - interval '40 days' - newer * interval '3 years' / current_setting('bench.requests')::int
  END AS filed_at
FROM (
  SELECT d.n, uuidv7(-make_interval(secs => d.newer)) AS id, d.newer, d.when_asked, d.risk, d.wording, d.chance, fate,
    CASE d.risk WHEN 'low' THEN 30 WHEN 'moderate' THEN 14 WHEN 'high' THEN 7 ELSE 3 END * 86400 AS limit_seconds,
    CASE d.risk WHEN 'low' THEN 1 WHEN 'moderate' THEN 1 WHEN 'high' THEN 2 ELSE 3 END AS steps,
    CASE WHEN d.chance < 0.1 THEN 2 ELSE 1 END AS revisions,
    now() - (CASE fate WHEN 'active' THEN 0.95 * when_asked WHEN 'expired' THEN 1 + when_asked END) * make_interval(days =>
      CASE d.risk WHEN 'low' THEN 30 WHEN 'moderate' THEN 14 WHEN 'high' THEN 7 ELSE 3 END) AS started,
    requester.id AS requester_id, requester.name AS requester_name, requester.account_id AS requester_account,
    owner.id AS owner_id, owner.name AS owner_name, owner.account_id AS owner_account, owner.manager_id,
    r.id AS policy_id, r.key AS policy_key, r.title AS policy_title, r.group_id, r.group_name, r.above_id,
    y.id AS system_id, y.key AS system_key, y.name AS system_name,
    left((ARRAY['Keep the old protocol on', 'Debug port open on', 'One factor at sign-in to', 'Late patch of',
          'Export for the auditors from', 'New model before its evaluation on'])[1 + d.wording] || ' ' || y.name, 120) AS title,
    (ARRAY['The supplier moves to the new protocol next month and salaries are paid in between.',
           'An incident is being traced and the trace needs the port until it is understood.',
           'The second factor fails on the tablets of the night shift; the replacement is ordered.',
           'The patch breaks the printing of labels, and the vendor mends it in the next release.',
           'The auditors ask for a sample by Friday and their own access is not set up yet.',
           'Customers wait for the summary, and the evaluation takes two weeks longer than planned.'])[1 + d.wording] AS reason
  FROM dice d
  CROSS JOIN LATERAL (SELECT
    CASE
      WHEN d.newer < current_setting('bench.pending')::int THEN CASE WHEN d.chance > 0.95 THEN 'sent back' ELSE 'pending' END
      WHEN d.newer < current_setting('bench.pending')::int + current_setting('bench.active')::int THEN 'active'
      WHEN d.newer < current_setting('bench.pending')::int + current_setting('bench.active')::int * 1.1 THEN 'expired'
      WHEN d.chance < 0.9 THEN 'closed'
      WHEN d.chance < 0.97 THEN 'rejected'
      ELSE 'withdrawn'
    END AS fate) f
  JOIN asker requester ON requester.n = d.requester
  JOIN asker owner ON owner.n = CASE WHEN d.chance < 0.7 THEN d.requester ELSE d.somebody END
  JOIN rule r ON r.n = d.rule
  JOIN place y ON y.n = d.place
) told;

-- The window of what was approved starts a day after it was asked.
ALTER TABLE story ADD COLUMN approved boolean, ADD COLUMN version int, ADD COLUMN number int;
UPDATE story SET
  approved = fate IN ('active', 'expired', 'closed'),
  started = CASE WHEN fate = 'closed' THEN filed_at + interval '1 day' ELSE started END,
  version = revisions + CASE fate WHEN 'closed' THEN steps + 2 WHEN 'expired' THEN steps + 1 WHEN 'active' THEN steps
                                  WHEN 'pending' THEN 0 ELSE 1 END,
  number = (SELECT coalesce(max(x.number), 1000) FROM exception x) + current_setting('bench.requests')::int - newer;
SELECT setval('exception_number', (SELECT max(number) FROM story));
ANALYZE story;
