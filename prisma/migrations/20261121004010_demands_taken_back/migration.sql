-- R8, R2: with an approval its demands are taken back, in the same transaction; they stay on the record and bind nobody.

-- R24: as before; and what was demanded with an approval that was taken back is taken back, for good.
CREATE OR REPLACE FUNCTION guard_condition_state() RETURNS trigger LANGUAGE plpgsql AS $$
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
    (OLD.state, NEW.state) IN (('unknown', 'holds'), ('unknown', 'broken'), ('holds', 'broken'), ('broken', 'holds'))
      OR NEW.state = 'taken_back' AND OLD.state <> 'taken_back',
    'R24 a condition comes to hold or is broken, and is never unknown again');
  PERFORM must(
    NEW.state <> 'taken_back' OR EXISTS (SELECT FROM retraction t WHERE t.decision_id = NEW.decision_id),
    'R8 a condition is taken back with the approval that demanded it');
  PERFORM must(
    NEW.kind = 'monitored' OR NEW.state <> 'holds' OR EXISTS (
      SELECT FROM evidence v WHERE v.condition_id = NEW.id AND v.at >= register_now()),
    'R24 a condition holds only with new evidence of it');
  PERFORM must(
    NEW.kind = 'attested' OR NEW.state = 'taken_back' OR EXISTS (
      SELECT FROM last_reading l WHERE l.condition_id = NEW.id AND l.holds = (NEW.state = 'holds')),
    'R24 what is measured stands as its last reading says');

  NEW.changed_at := register_clock();
  RETURN NEW;
END $$;

CREATE FUNCTION require_demands_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NOT EXISTS (
      SELECT FROM condition c WHERE c.decision_id = NEW.decision_id AND c.state <> 'taken_back'),
    'R8 an approval is taken back with all that it demanded');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r8_takes_demands_back AFTER INSERT ON retraction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_demands_taken_back();

-- As before; and what was taken back stands in nobody's way.
CREATE OR REPLACE FUNCTION stands_in_the_way(c condition, x exception, instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT c.state <> 'holds' AND c.state <> 'taken_back' AND (
    c.timing IS NOT DISTINCT FROM 'before'
    OR c.suspends AND (
      c.state = 'broken'
      OR coalesce(instant >= coalesce(c.due_at, x.starts_at + make_interval(secs => c.due_seconds)), true)))
    OR c.suspends_stale IS TRUE AND is_stale(c, instant)
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

GRANT EXECUTE ON FUNCTION stands_in_the_way(condition, exception, timestamptz) TO register_app, register_auditor;
