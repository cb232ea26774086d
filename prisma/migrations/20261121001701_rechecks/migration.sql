-- R15: what has ended is checked again, without the exception. R18: a compliant re-check stands for who verified it.

-- The table gets the word; the answer is called what it is.
ALTER TYPE "recheck" RENAME TO "recheck_outcome";

CREATE TYPE recheck_how AS ENUM ('attestation', 'pipeline', 'clock');

-- A policy may only ask to be answered sooner.
ALTER TABLE policy
  ADD COLUMN recheck_seconds integer,
  ADD CONSTRAINT r15_answered_within_a_day CHECK (recheck_seconds BETWEEN 60 AND 86400);

-- One is opened by each end; another by whoever wants it checked once more. Each is answered once: by the owner's
-- attestation, by a pipeline (over the one-time address whose token is kept as a hash, or at the gate), or by silence.
CREATE TABLE recheck (
  id                uuid PRIMARY KEY,
  exception_id      uuid NOT NULL REFERENCES exception (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  opened_at         timestamptz(3) NOT NULL,
  deadline          timestamptz(3) NOT NULL,
  answer_token_hash bytea,
  outcome           recheck_outcome,
  how               recheck_how,
  answered_at       timestamptz(3),
  answered_by_id    uuid REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  evidence_id       uuid REFERENCES evidence (id) ON DELETE RESTRICT ON UPDATE RESTRICT,

  CONSTRAINT r15_deadline_is_within_a_day CHECK (
    extract(epoch FROM deadline) - extract(epoch FROM opened_at) BETWEEN 60 AND 86400),
  CONSTRAINT r15_token_is_kept_as_a_hash CHECK (octet_length(answer_token_hash) = 32),
  CONSTRAINT r15_answer_is_whole CHECK (num_nonnulls(outcome, how, answered_at) IN (0, 3)),
  CONSTRAINT r15_silence_is_no_answer CHECK ((how = 'clock') = (outcome = 'no_answer')),
  CONSTRAINT r15_a_person_attests CHECK (
    (how IS NOT DISTINCT FROM 'attestation') = (answered_by_id IS NOT NULL)
    AND (how IS DISTINCT FROM 'attestation' OR outcome = 'compliant')),
  CONSTRAINT r15_a_pipeline_reports CHECK (evidence_id IS NULL OR how IS NOT DISTINCT FROM 'pipeline')
);

CREATE UNIQUE INDEX r15_one_is_open ON recheck (exception_id) WHERE outcome IS NULL;
CREATE INDEX recheck_exception_id_opened_at_idx ON recheck (exception_id, opened_at);
CREATE INDEX recheck_answered_by_id_idx ON recheck (answered_by_id);
CREATE INDEX recheck_evidence_id_idx ON recheck (evidence_id);
CREATE INDEX recheck_outcome_deadline_idx ON recheck (outcome, deadline);
CREATE INDEX exception_recheck_number_idx ON exception (recheck, number);

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON recheck FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON recheck FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_before_event BEFORE INSERT OR UPDATE ON recheck FOR EACH ROW EXECUTE FUNCTION refuse_after_event();
CREATE CONSTRAINT TRIGGER r2_has_version AFTER INSERT OR UPDATE ON recheck
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_new_version();

-- --------------------------------------------------------------------------------------- how it is opened

-- Written here and nowhere else: nothing expires without being checked again.
CREATE FUNCTION open_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO recheck (id, exception_id, opened_at, deadline)
  SELECT gen_random_uuid(), NEW.id, register_now(),
         register_now() + make_interval(secs => least(86400, min(p.recheck_seconds)))
  FROM scope s JOIN policy p ON p.id = s.policy_id
  WHERE (s.exception_id, s.revision) = (NEW.id, NEW.revision);
  RETURN NULL;
END $$;

CREATE TRIGGER r15_open_recheck AFTER UPDATE ON exception FOR EACH ROW
  WHEN (OLD.status <> 'expired' AND NEW.status = 'expired') EXECUTE FUNCTION open_recheck();

CREATE FUNCTION guard_new_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(x.status = 'expired', 'R15 only what has ended and is not closed is checked again');
  PERFORM must(is_now(NEW.opened_at) AND NEW.outcome IS NULL, 'R15 a re-check begins now, and without an answer');
  RETURN NEW;
END $$;

CREATE TRIGGER r15_new_recheck BEFORE INSERT ON recheck FOR EACH ROW EXECUTE FUNCTION guard_new_recheck();

-- ------------------------------------------------------------------------------------- how it is answered

CREATE FUNCTION guard_recheck_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(
    (NEW.id, NEW.exception_id, NEW.opened_at, NEW.deadline) = (OLD.id, OLD.exception_id, OLD.opened_at, OLD.deadline),
    'R2 what a re-check asks never changes');
  PERFORM must(OLD.outcome IS NULL, 'R15 a re-check is answered once');
  PERFORM must(x.status = 'expired', 'R15 what is closed is not checked again');
  PERFORM must(NEW.answered_at IS NULL OR is_now(NEW.answered_at), 'R15 a re-check is answered now');
  PERFORM must(NEW.how IS DISTINCT FROM 'clock' OR register_now() >= OLD.deadline, 'R15 there is still time to answer');
  RETURN NEW;
END $$;

CREATE TRIGGER r15_answer BEFORE UPDATE ON recheck FOR EACH ROW EXECUTE FUNCTION guard_recheck_answer();

-- At commit: an answer stands on the record, and a compliant one closes it. What the owner attests is a closing like any other.
CREATE FUNCTION require_answer_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO x FROM exception WHERE id = NEW.exception_id;
  PERFORM must(
    CASE WHEN NEW.outcome IS NULL THEN true
         WHEN NEW.how = 'attestation' THEN x.closed_reason = 'remediated'
         WHEN NEW.outcome = 'compliant' THEN x.recheck = NEW.outcome AND x.closed_reason = 'remediated'
         ELSE x.recheck = NEW.outcome END,
    'R15 an answer stands on the record, and a compliant one closes it');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r15_answer_on_record AFTER INSERT OR UPDATE ON recheck
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_answer_on_record();

-- The other way round: nobody writes an answer on the record that a re-check has not given at that moment.
CREATE FUNCTION guard_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(
    EXISTS (
      SELECT FROM recheck c
      WHERE (c.exception_id, c.outcome) = (NEW.id, NEW.recheck) AND c.how <> 'attestation' AND is_now(c.answered_at)),
    'R15 an answer is that of a re-check');
  RETURN NEW;
END $$;

CREATE TRIGGER r15_recheck BEFORE UPDATE ON exception FOR EACH ROW
  WHEN (NEW.recheck IS DISTINCT FROM OLD.recheck) EXECUTE FUNCTION guard_recheck();

-- ---------------------------------------------------------------------------------- who verified, who acted

ALTER TABLE exception
  DROP CONSTRAINT r18_remediated_is_verified,
  ADD CONSTRAINT r18_remediated_is_verified CHECK (
    (closed_reason IS NOT DISTINCT FROM 'remediated') = (removed_on IS NOT NULL)
    AND (removed_on IS NULL OR verified_by_id IS NOT NULL OR recheck IS NOT DISTINCT FROM 'compliant')
    AND (verified_by_id IS NULL OR removed_on IS NOT NULL)
    AND isfinite(removed_on) IS NOT FALSE);

-- The clock, the operator and a pipeline are nobody.
ALTER TABLE audit_event
  DROP CONSTRAINT nobody_acts_for_the_clock,
  ADD CONSTRAINT nobody_acts_for_the_clock CHECK ((actor_id IS NULL) = (via IN ('clock', 'operator', 'pipeline')));

-- What a pipeline reports is evidence that no person brought.
ALTER TABLE evidence ALTER COLUMN by_id DROP NOT NULL;

CREATE OR REPLACE FUNCTION require_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e audit_event;
  changed jsonb := to_jsonb(NEW);
BEGIN
  SELECT * INTO e FROM audit_event a
  WHERE a.exception_id = NEW.exception_id AND a.version IS NOT NULL
    AND a.xid = this_transaction() AND a.at >= register_now()
  ORDER BY a.version DESC LIMIT 1;
  PERFORM must(FOUND, 'R2 a change of ' || TG_TABLE_NAME || ' without a new version of its exception');

  PERFORM must(
    CASE TG_TABLE_NAME
      WHEN 'decision' THEN e.via = 'session' AND e.actor_id = (changed->>'account_id')::uuid
      WHEN 'revision' THEN (changed->>'by_id')::uuid = (SELECT a.person_id FROM account a WHERE a.id = e.actor_id)
      WHEN 'evidence' THEN (changed->>'by_id')::uuid IS NOT DISTINCT FROM (SELECT a.person_id FROM account a WHERE a.id = e.actor_id)
                           AND (e.via = 'pipeline') = (changed->>'by_id' IS NULL)
      ELSE true
    END, 'R2 the event names another actor');
  RETURN NULL;
END $$;

-- All that is governed about one exception, as before, and how it was checked again.
CREATE OR REPLACE FUNCTION snapshot(x exception) RETURNS json LANGUAGE sql STABLE SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT json_build_object(
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
    'rechecks', (SELECT json_agg(to_json(c) ORDER BY c.id) FROM recheck c WHERE c.exception_id = x.id))
$$;

-- SEAL. As in 000600.
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

REVOKE ALL ON recheck FROM PUBLIC;
GRANT SELECT ON recheck TO register_app, register_auditor;
GRANT INSERT (id, exception_id, opened_at, deadline, answer_token_hash) ON recheck TO register_app;
GRANT UPDATE (answer_token_hash, outcome, how, answered_at, answered_by_id, evidence_id) ON recheck TO register_app;
GRANT UPDATE (recheck_seconds) ON policy TO register_app;
GRANT EXECUTE ON FUNCTION snapshot(exception) TO register_app, register_auditor;
