-- R27: the quarterly review. Whoever answers for security comments on each chart and signs: once, when the quarter has
-- ended, and what was signed never changes.

CREATE TABLE quarter_comment (
  id uuid PRIMARY KEY,
  quarter text NOT NULL,
  chart text NOT NULL,
  body text NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  CONSTRAINT quarter_comment_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT comment_has_words CHECK (chart <> '' AND body <> ''),
  CONSTRAINT comment_is_on_a_quarter CHECK (quarter ~ '^[0-9]{4}-Q[1-4]$')
);

CREATE INDEX quarter_comment_quarter_at_idx ON quarter_comment (quarter, at);
CREATE INDEX quarter_comment_by_id_idx ON quarter_comment (by_id);

-- json, not jsonb: the text is what is hashed, and what is printed a year later.
CREATE TABLE quarter_snapshot (
  id uuid PRIMARY KEY,
  quarter text NOT NULL,
  until_at timestamptz(3) NOT NULL,
  figures json NOT NULL,
  hash bytea NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  CONSTRAINT quarter_snapshot_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT r27_hash_is_that_of_the_figures CHECK (hash = sha256(convert_to(figures::text, 'UTF8')))
);

CREATE UNIQUE INDEX r27_signed_once ON quarter_snapshot (quarter);
CREATE INDEX quarter_snapshot_by_id_idx ON quarter_snapshot (by_id);

-- ---------------------------------------------------------------------------------------------- guards

-- The instant at which a quarter ends where the organisation is. Null for what is no quarter.
CREATE FUNCTION quarter_end(quarter text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN quarter ~ '^[0-9]{4}-Q[1-4]$' THEN
    (make_date(left(quarter, 4)::integer, right(quarter, 1)::integer * 3 - 2, 1) + interval '3 months')
    AT TIME ZONE coalesce((SELECT s.value #>> '{}' FROM setting s WHERE s.key = 'organisation.zone'), 'UTC') END
$$;

-- The SQL twin of whyCannotReview in lib/reviews/reviewers.ts.
CREATE FUNCTION reviews_quarters(person_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM person p
    WHERE p.id = person_id AND (p.role = 'administrator' OR EXISTS (
      SELECT FROM approver_group g JOIN policy c ON c.control_owner_id = g.id
      WHERE g.lead_id = p.id AND g.retired_at IS NULL AND c.domain = 'security' AND c.retired_at IS NULL)))
$$;

CREATE FUNCTION guard_quarter_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('quarter ' || NEW.quarter, 0));
  PERFORM must(reviews_quarters(NEW.by_id), 'R27 security leads and administrators review a quarter');
  PERFORM must(NOT EXISTS (SELECT FROM quarter_snapshot s WHERE s.quarter = NEW.quarter),
    'R27 what is signed takes no more comments');
  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r27_comment BEFORE INSERT ON quarter_comment FOR EACH ROW EXECUTE FUNCTION guard_quarter_comment();

CREATE FUNCTION guard_quarter_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('quarter ' || NEW.quarter, 0));
  PERFORM must(reviews_quarters(NEW.by_id), 'R27 security leads and administrators review a quarter');
  PERFORM must(NEW.until_at = quarter_end(NEW.quarter), 'R27 a quarter ends where the organisation is');
  PERFORM must(register_now() >= NEW.until_at, 'R27 a quarter is signed when it has ended');
  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r27_sign BEFORE INSERT ON quarter_snapshot FOR EACH ROW EXECUTE FUNCTION guard_quarter_snapshot();

-- At commit: one event tells it, by the person who is named.
CREATE FUNCTION require_review_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e JOIN account a ON a.id = e.actor_id
      WHERE e.stream = TG_TABLE_NAME || '/' || NEW.id AND e.xid = this_transaction() AND e.at >= register_now()
        AND e.via = 'session' AND a.person_id = NEW.by_id),
    'R27 a review without the event of its author');
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quarter_comment', 'quarter_snapshot'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT ON %I
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_review_event()', name);
    EXECUTE format('CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- ------------------------------------------------------------------------- what a quarter is counted from

CREATE INDEX exception_activated_at_idx ON exception (activated_at);
CREATE INDEX exception_closed_at_idx ON exception (closed_at);
CREATE INDEX decision_at_idx ON decision (at);
CREATE INDEX recheck_answered_at_idx ON recheck (answered_at);

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

REVOKE ALL ON quarter_comment, quarter_snapshot FROM PUBLIC;
GRANT SELECT ON quarter_comment, quarter_snapshot TO register_app, register_auditor;
GRANT INSERT (id, quarter, chart, body, by_id) ON quarter_comment TO register_app;
GRANT INSERT (id, quarter, until_at, figures, hash, by_id) ON quarter_snapshot TO register_app;
