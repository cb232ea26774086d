-- R20: near-copies are found by the trigrams of their reasons. R17: after two renewals it is a design problem.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE search_text ADD COLUMN reason TEXT NOT NULL DEFAULT '';

UPDATE search_text t
SET reason = coalesce(r.content->>'reason', '')
FROM exception x JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
WHERE x.id = t.exception_id;

CREATE INDEX search_text_reason_idx ON search_text USING GIN (reason gin_trgm_ops);

-- The words by which an exception is found: number, title, policies, systems, people, reason; and its reason as it stands.
CREATE OR REPLACE FUNCTION derive_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_text (exception_id, words, reason)
  SELECT x.id,
    setweight(to_tsvector('simple', concat_ws(' ', 'EX-' || x.number, x.number, NEW.content->>'title')), 'A') ||
    setweight(to_tsvector('simple', (
      SELECT string_agg(concat_ws(' ', p.key, p.title, y.key, y.name, s.resource), ' ')
      FROM scope s JOIN policy p ON p.id = s.policy_id JOIN system y ON y.id = s.system_id
      WHERE (s.exception_id, s.revision) = (NEW.exception_id, NEW.number))), 'B') ||
    setweight(to_tsvector('simple', (
      SELECT string_agg(q.name, ' ') FROM person q WHERE q.id IN (x.owner_id, x.requester_id))), 'C') ||
    setweight(to_tsvector('simple', concat_ws(' ', NEW.content->>'reason')), 'D'),
    coalesce(NEW.content->>'reason', '')
  FROM exception x WHERE x.id = NEW.exception_id
  ON CONFLICT (exception_id) DO UPDATE SET words = EXCLUDED.words, reason = EXCLUDED.reason;
  RETURN NULL;
END $$;

-- R17: from the third renewal on there is a plan that ends the break for good, with a day within a year.
CREATE FUNCTION guard_remediation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  plan json := NEW.content->'remediation';
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id;
  IF x.renewal < 3 OR NEW.cause = 'risk_raised' THEN
    RETURN NEW;
  END IF;
  PERFORM must(btrim(plan->>'plan') <> '' AND plan->>'by' IS NOT NULL, 'R17 the third renewal needs a remediation plan with a date');
  PERFORM must((plan->>'by')::date - (register_now() AT TIME ZONE 'UTC')::date BETWEEN 1 AND 365,
    'R17 the plan ends on a day to come, within a year');
  RETURN NEW;
END $$;

CREATE TRIGGER r17_remediation BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION guard_remediation();

-- SEAL. Every guard fires always, also in replica mode; guards run as the owner with a fixed search path,
-- pg_temp last; nothing is executable by PUBLIC. A migration that adds a guard ends with this block again.
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT p.oid::regprocedure AS name, p.prorettype = 'trigger'::regtype AS is_guard
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP
    IF found.is_guard THEN
      EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp', found.name);
    END IF;
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found.name);
  END LOOP;

  FOR found IN SELECT tgname, tgrelid::regclass AS name FROM pg_trigger WHERE NOT tgisinternal LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.name, found.tgname);
  END LOOP;
END $$;
