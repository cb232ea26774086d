-- Conditions and evidence: what must hold while the rule is broken, and what proves it. R8 (an approver adds conditions),
-- R13 and R24 (what is not proven is not in force), R2 (evidence never changes).

CREATE TYPE "condition_timing" AS ENUM ('before', 'while');

-- Nullable without default, so that what was recorded before stays equal to its snapshots.
ALTER TABLE condition
  ADD COLUMN position integer,
  ADD COLUMN timing condition_timing,
  ADD COLUMN owner_id uuid,
  ADD COLUMN due_at timestamptz(3),
  ADD COLUMN due_seconds integer,
  ADD COLUMN mitigation text,
  ADD COLUMN decision_id uuid,
  ADD COLUMN changed_at timestamptz(3),
  ADD COLUMN reason text,
  ADD CONSTRAINT condition_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT condition_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT condition_has_words CHECK (statement <> ''),
  ADD CONSTRAINT condition_is_due_once CHECK (
    CASE timing WHEN 'before' THEN num_nonnulls(due_at, due_seconds) = 0
                WHEN 'while' THEN num_nonnulls(due_at, due_seconds) = 1
                ELSE true END),
  ADD CONSTRAINT condition_due_is_finite CHECK (isfinite(due_at) AND due_seconds > 0),
  ADD CONSTRAINT broken_says_why CHECK (state <> 'broken' OR reason IS NOT NULL AND reason <> '');

CREATE UNIQUE INDEX condition_exception_id_revision_position_key ON condition (exception_id, revision, position);
CREATE INDEX condition_owner_id_idx ON condition (owner_id);
CREATE INDEX condition_decision_id_idx ON condition (decision_id);

-- Files by what is in them: the same file is kept once, and none ever changes.
CREATE TABLE evidence_file (
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT evidence_file_pkey PRIMARY KEY (sha256),
  CONSTRAINT file_is_what_its_hash_says CHECK (sha256 = sha256(bytes)),
  CONSTRAINT ten_megabytes_at_most CHECK (octet_length(bytes) BETWEEN 1 AND 10485760)
);

ALTER TABLE evidence
  ADD CONSTRAINT evidence_has_a_name CHECK (name <> ''),
  ADD CONSTRAINT a_link_is_https CHECK (link LIKE 'https://%');

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON evidence_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON evidence_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------------------- where they come from

-- What the requester picked stands in the revision, which is hashed; the rows are written here and nowhere else.
CREATE FUNCTION derive_conditions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO condition (id, exception_id, revision, position, statement, kind, timing, owner_id, suspends,
                         due_at, due_seconds, mitigation)
  SELECT gen_random_uuid(), NEW.exception_id, NEW.number, listed.position, item->>'statement', 'attested',
         (item->>'timing')::condition_timing, (item->>'owner')::uuid, (item->>'suspends')::boolean,
         (item->>'dueAt')::timestamptz, (item->>'dueSeconds')::integer, item->>'mitigation'
  FROM json_array_elements(NEW.content->'conditions') WITH ORDINALITY AS listed(item, position);
  RETURN NULL;
END $$;

CREATE TRIGGER r8_derive_conditions AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION derive_conditions();

-- R8, R3: a condition belongs to what was asked, or to the approval that demands it, and to one active person.
CREATE FUNCTION guard_new_condition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r revision;
BEGIN
  PERFORM FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  SELECT * INTO STRICT r FROM revision WHERE exception_id = NEW.exception_id ORDER BY number DESC LIMIT 1;

  PERFORM must(NEW.revision = r.number, 'R8 a condition belongs to the current revision');
  PERFORM must(num_nonnulls(NEW.position, NEW.timing, NEW.owner_id) = 3, 'R8 a condition says who proves it, and when');
  PERFORM must(NEW.state = 'unknown' AND num_nonnulls(NEW.changed_at, NEW.reason) = 0, 'R24 a condition is born unproven');
  PERFORM must(
    CASE WHEN NEW.decision_id IS NULL THEN NEW.position BETWEEN 1 AND json_array_length(r.content->'conditions')
         ELSE EXISTS (
           SELECT FROM decision d
           WHERE d.id = NEW.decision_id AND d.at >= register_now()
             AND (d.exception_id, d.revision, d.verdict) = (NEW.exception_id, NEW.revision, 'approve')) END,
    'R8 a condition is asked for with the revision or demanded with an approval');

  -- Whoever raises the risk repeats what was asked, also where an owner has left since.
  PERFORM FROM person p
  WHERE p.id = NEW.owner_id
    AND (p.deactivated_at IS NULL OR r.cause = 'risk_raised' AND NEW.decision_id IS NULL)
  FOR SHARE;
  PERFORM must(FOUND, 'R3 a condition is owned by an active person');
  RETURN NEW;
END $$;

CREATE TRIGGER r3_r8_condition BEFORE INSERT ON condition FOR EACH ROW EXECUTE FUNCTION guard_new_condition();

-- ------------------------------------------------------------------------------------ what becomes of them

-- R24: unknown, then holds or broken, and from one to the other; nothing holds without evidence that is new.
CREATE FUNCTION guard_condition_state() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;

  PERFORM must(
    to_jsonb(NEW) - '{state,reason,changed_at}'::text[] = to_jsonb(OLD) - '{state,reason,changed_at}'::text[],
    'R2 what a condition says never changes');
  PERFORM must(
    NEW.revision = x.revision AND (x.status = 'pending' OR x.status = 'active' AND register_now() < x.ends_at),
    'R24 a condition of what is over is neither proven nor broken');
  PERFORM must(
    (OLD.state, NEW.state) IN (('unknown', 'holds'), ('unknown', 'broken'), ('holds', 'broken'), ('broken', 'holds')),
    'R24 a condition comes to hold or is broken, and is never unknown again');
  PERFORM must(
    NEW.state <> 'holds' OR EXISTS (
      SELECT FROM evidence v WHERE v.condition_id = NEW.id AND v.at >= register_now()),
    'R24 a condition holds only with new evidence of it');

  NEW.changed_at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r24_condition BEFORE UPDATE ON condition FOR EACH ROW EXECUTE FUNCTION guard_condition_state();

-- R2: evidence is what its hash says, of a condition that the exception has, and of now.
CREATE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NEW.condition_id IS NULL OR EXISTS (
      SELECT FROM condition c JOIN exception x ON (x.id, x.revision) = (c.exception_id, c.revision)
      WHERE c.id = NEW.condition_id AND x.id = NEW.exception_id),
    'R24 evidence is of a condition that the exception has');
  PERFORM must(
    CASE WHEN NEW.link IS NULL THEN EXISTS (
           SELECT FROM evidence_file f WHERE f.sha256 = NEW.sha256 AND octet_length(f.bytes) = NEW.bytes)
         ELSE NEW.sha256 = sha256(convert_to(NEW.link, 'UTF8')) AND NEW.bytes = octet_length(NEW.link) END,
    'R2 evidence is what its hash says');

  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r2_r24_evidence BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION guard_evidence();

-- ---------------------------------------------------------------------------------------------- in force

-- The SQL twin of `standsInTheWay` in lib/exceptions/conditions.ts: what has to hold before the start, what is broken
-- and suspends, and what suspends and is not proven by its time. Without a time, that is at once.
CREATE FUNCTION stands_in_the_way(c condition, x exception, instant timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT c.state <> 'holds' AND (
    c.timing IS NOT DISTINCT FROM 'before'
    OR c.suspends AND (
      c.state = 'broken'
      OR coalesce(instant >= coalesce(c.due_at, x.starts_at + make_interval(secs => c.due_seconds)), true)))
$$;

CREATE OR REPLACE FUNCTION in_force(x exception, instant timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT x.status = 'active'
     AND x.starts_at <= instant
     AND instant < x.ends_at
     AND (x.ratify_by IS NULL OR x.ratified_at IS NOT NULL OR instant < x.ratify_by)
     AND NOT EXISTS (
       SELECT FROM condition c
       WHERE (c.exception_id, c.revision) = (x.id, x.revision) AND stands_in_the_way(c, x, instant))
$$;

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

REVOKE ALL ON evidence_file FROM PUBLIC;
GRANT SELECT ON evidence_file TO register_app, register_auditor;
GRANT INSERT ON evidence_file TO register_app;
GRANT UPDATE (reason) ON condition TO register_app;
GRANT EXECUTE ON FUNCTION stands_in_the_way(condition, exception, timestamptz) TO register_app, register_auditor;
