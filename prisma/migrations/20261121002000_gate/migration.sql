-- R23–R25: pipelines ask the register by what their scanners found. The gate says yes only to what an exception in force
-- covers, and a yes is written down before it is given.

-- ------------------------------------------------------------------------------------------ the rule map

-- Which policy a scanner's rule checks. Without a policy: it is none, and a named person says why.
CREATE TABLE policy_rule (
  id uuid PRIMARY KEY,
  tool text NOT NULL,
  pattern text NOT NULL,
  kind text,
  severity_from text,
  severity_to text,
  policy_id uuid,
  reason text NOT NULL DEFAULT '',
  by_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  ended_at timestamptz(3),
  CONSTRAINT policy_rule_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT policy_rule_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT no_policy_has_a_reason CHECK (policy_id IS NOT NULL OR reason <> '')
);

CREATE INDEX policy_rule_policy_id_idx ON policy_rule (policy_id);
CREATE INDEX policy_rule_by_id_idx ON policy_rule (by_id);
-- One answer for one rule at a time.
CREATE UNIQUE INDEX r23_one_row_for_a_rule ON policy_rule (tool, pattern, kind, severity_from, severity_to)
  NULLS NOT DISTINCT WHERE ended_at IS NULL;

-- -------------------------------------------------------------------------------------------- API tokens

-- There is no right to decide.
CREATE TYPE token_right AS ENUM ('evaluate', 'request', 'recheck', 'export');

CREATE TABLE api_token (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  hash bytea NOT NULL,
  rights token_right[] NOT NULL,
  system_ids uuid[] NOT NULL,
  environments environment[] NOT NULL,
  by_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT register_now(),
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  last_used_at timestamptz(3),
  CONSTRAINT api_token_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT token_hash_is_sha256 CHECK (octet_length(hash) = 32),
  CONSTRAINT token_ends_within_90_days CHECK (expires_at > created_at AND expires_at <= created_at + interval '90 days'),
  CONSTRAINT token_is_bound CHECK (cardinality(rights) > 0 AND cardinality(system_ids) > 0 AND cardinality(environments) > 0)
);

CREATE UNIQUE INDEX api_token_hash_key ON api_token (hash);
CREATE INDEX api_token_by_id_idx ON api_token (by_id);

-- ------------------------------------------------------------------------------------------- evaluations

-- One question of a pipeline, with the reports and the findings in them. Kept for ever, never changed.
CREATE TABLE evaluation (
  id uuid PRIMARY KEY,
  token_id uuid NOT NULL,
  system_id uuid NOT NULL,
  environment environment NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT register_now(),
  context json NOT NULL,
  reports json NOT NULL,
  idempotency_key text NOT NULL,
  content_hash bytea NOT NULL,
  CONSTRAINT evaluation_token_id_fkey FOREIGN KEY (token_id) REFERENCES api_token (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT evaluation_system_id_fkey FOREIGN KEY (system_id) REFERENCES system (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT evaluation_hash_is_sha256 CHECK (octet_length(content_hash) = 32)
);

CREATE INDEX evaluation_token_id_idempotency_key_idx ON evaluation (token_id, idempotency_key, received_at);
CREATE INDEX evaluation_system_id_idx ON evaluation (system_id);

-- ---------------------------------------------------------------------------------------------- answers

CREATE TYPE gate_yes AS ENUM ('compliant', 'exception');

-- A yes, before it is given: what was covered, by which exception, at which instant.
CREATE TABLE gate_answer (
  id uuid PRIMARY KEY,
  evaluation_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_now(),
  answer gate_yes NOT NULL,
  exception_id uuid,
  fingerprint text,
  CONSTRAINT gate_answer_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluation (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT gate_answer_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES exception (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT names_its_exception CHECK ((answer = 'exception') = (exception_id IS NOT NULL AND fingerprint IS NOT NULL))
);

CREATE INDEX gate_answer_evaluation_id_idx ON gate_answer (evaluation_id);
CREATE INDEX gate_answer_exception_id_idx ON gate_answer (exception_id, at);

-- ----------------------------------------------------------------------------------------------- covers

-- The findings that a revision asks for, as they were seen. Written by the database from the revision's content, so that
-- whoever approved the revision approved them.
CREATE TABLE cover (
  exception_id uuid NOT NULL,
  revision integer NOT NULL,
  policy_id uuid NOT NULL,
  fingerprint text NOT NULL,
  alias_fingerprints text[] NOT NULL,
  resource_key text NOT NULL,
  whole_resource boolean NOT NULL,
  severity text NOT NULL,
  occurrences integer NOT NULL,
  CONSTRAINT cover_pkey PRIMARY KEY (exception_id, revision, policy_id, fingerprint),
  CONSTRAINT cover_revision_fkey FOREIGN KEY (exception_id, revision) REFERENCES revision (exception_id, number)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT cover_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT seen_at_least_once CHECK (occurrences > 0)
);

CREATE INDEX cover_fingerprint_idx ON cover (fingerprint);
CREATE INDEX cover_policy_id_idx ON cover (policy_id);

CREATE FUNCTION derive_covers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cover
  SELECT NEW.exception_id, NEW.number, (f->>'policy')::uuid, f->>'fingerprint',
         ARRAY(SELECT json_array_elements_text(f->'aliasFingerprints')), f->>'resourceKey',
         (f->>'wholeResource')::boolean, f->>'severity', (f->>'occurrences')::integer
  FROM json_array_elements(coalesce(NEW.content->'findings', '[]')) AS f;
  RETURN NULL;
END $$;

CREATE TRIGGER r25_derive_covers AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION derive_covers();

-- ----------------------------------------------------------------------------------------------- guards

CREATE FUNCTION guard_gate_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := register_now();
  PERFORM must(NEW.exception_id IS NULL OR (SELECT in_force(x, NEW.at) FROM exception x WHERE x.id = NEW.exception_id),
    'R24 the gate says yes to nothing that is not in force');
  RETURN NEW;
END $$;

CREATE TRIGGER r24_in_force BEFORE INSERT ON gate_answer FOR EACH ROW EXECUTE FUNCTION guard_gate_answer();

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON evaluation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON gate_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON cover FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON policy_rule FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON api_token FOR EACH ROW EXECUTE FUNCTION refuse_change();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['policy_rule', 'api_token', 'evaluation', 'gate_answer', 'cover'] LOOP
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON policy_rule
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event();
-- Being used is no change of a token.
CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE OF ended_at ON api_token
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event();

-- ------------------------------------------------------------------------------------------------- seal

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

REVOKE ALL ON policy_rule, api_token, evaluation, gate_answer, cover FROM PUBLIC;
GRANT SELECT ON policy_rule, api_token, evaluation, gate_answer, cover TO register_app;
GRANT SELECT ON policy_rule, api_token, evaluation, gate_answer, cover TO register_auditor;
GRANT INSERT (id, tool, pattern, kind, severity_from, severity_to, policy_id, reason, by_id) ON policy_rule TO register_app;
GRANT UPDATE (ended_at) ON policy_rule TO register_app;
GRANT INSERT (id, name, hash, rights, system_ids, environments, by_id, expires_at) ON api_token TO register_app;
GRANT UPDATE (ended_at, last_used_at) ON api_token TO register_app;
GRANT INSERT (id, token_id, system_id, environment, context, reports, idempotency_key, content_hash)
  ON evaluation TO register_app;
GRANT INSERT (id, evaluation_id, answer, exception_id, fingerprint) ON gate_answer TO register_app;
