-- Whom and what the requests refer to: 200 people, 8 groups, 50 policies, 40 systems. Everybody has a session.
-- Person 1 manages 2–20, who manage the others. 21–84 sit in the groups, eight in each; 85–200 ask and own.

CREATE TEMP TABLE people AS
SELECT n, uuidv7() AS id,
  (ARRAY['Ada', 'Ben', 'Cora', 'Dan', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jonas', 'Kim', 'Lena', 'Mara', 'Nils'])[1 + n % 14]
  || ' ' ||
  (ARRAY['Abel', 'Berg', 'Castro', 'Dietz', 'Engel', 'Fuchs', 'Gomez', 'Haas', 'Iyer', 'Jansen', 'Kaya', 'Lind', 'Moreau'])[1 + n % 13]
  || ' ' || n AS name
FROM generate_series(1, 200) n;

INSERT INTO person (id, name, email, team, manager_id)
SELECT p.id, p.name, 'person-' || p.n || '@corp.example', 'Team ' || (1 + p.n % 12), m.id
FROM people p LEFT JOIN people m ON m.n = CASE WHEN p.n <= 20 THEN 1 ELSE 2 + p.n % 19 END AND m.n <> p.n
ORDER BY p.n;

INSERT INTO account (id, person_id, issuer, subject) SELECT uuidv7(), id, 'bench', id FROM people;

INSERT INTO session (id, account_id, created_at, expires_at, device)
SELECT gen_random_uuid(), id, now(), now() + interval '8 hours', 'Bench' FROM account;

CREATE TEMP TABLE pools AS
SELECT n, uuidv7() AS id,
  (ARRAY['security', 'infrastructure', 'finance', 'data-protection', 'model-risk', 'access', 'risk-committee', 'executive-forum'])[n] AS key
FROM generate_series(1, 8) n;

INSERT INTO approver_group (id, key, name, is_forum, above_id)
SELECT p.id, p.key, initcap(replace(p.key, '-', ' ')), p.n = 8,
  (SELECT above.id FROM pools above WHERE above.n = CASE WHEN p.n < 7 THEN 7 ELSE p.n + 1 END)
FROM pools p;

INSERT INTO membership (id, group_id, person_id, from_at)
SELECT uuidv7(), g.id, p.id, now() - interval '5 years'
FROM people p JOIN pools g ON g.n = 1 + (p.n - 21) / 8 WHERE p.n BETWEEN 21 AND 84;

-- One group for each domain, in the order of both.
INSERT INTO policy (id, key, title, statement, domain, control_owner_id)
SELECT uuidv7(), upper(left(d.name::text, 3)) || '-' || lpad(place::text, 3, '0'),
  (ARRAY['TLS 1.2 or newer', 'No open debug ports', 'Two factors at every sign-in', 'No export of personal data',
         'Patches within 30 days', 'Models are evaluated first', 'Spend stays within budget'])[1 + place % 7] || ' (' || place || ')',
  'What the rule says, in a sentence.', d.name, (SELECT g.id FROM pools g WHERE g.n = 1 + place % 6)
FROM generate_series(1, 50) AS rule(place) CROSS JOIN LATERAL (SELECT (enum_range(NULL::domain))[1 + place % 6] AS name) d;

INSERT INTO system (id, key, name, kind, environments, sensitivity, exposure)
SELECT uuidv7(), name || '-' || n, initcap(name) || ' ' || n, (enum_range(NULL::system_kind))[1 + n % 6],
  '{production,test}', (enum_range(NULL::sensitivity))[1 + n % 4], (enum_range(NULL::exposure))[1 + n % 3]
FROM generate_series(1, 40) n
CROSS JOIN LATERAL (SELECT (ARRAY['payroll', 'portal', 'ledger', 'warehouse', 'gateway', 'scoring'])[1 + n % 6] AS name) s;
