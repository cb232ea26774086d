-- R24, R13: a monitored condition is measured. Its readings, and nobody's word, say whether it holds; the clock says when the
-- last of them is too old to say so.

CREATE TYPE comparator AS ENUM ('below', 'at_most', 'above', 'at_least', 'equal');

-- Nullable without default, so that what was recorded before stays equal to its snapshots.
ALTER TABLE condition
  ADD COLUMN metric text,
  ADD COLUMN comparator comparator,
  ADD COLUMN threshold double precision,
  ADD COLUMN unit text,
  ADD COLUMN fresh_seconds integer,
  ADD COLUMN suspends_stale boolean,
  ADD CONSTRAINT a_measure_is_whole CHECK (
    num_nonnulls(metric, comparator, threshold, unit, fresh_seconds, suspends_stale) = CASE kind WHEN 'monitored' THEN 6 ELSE 0 END),
  ADD CONSTRAINT a_measure_has_a_name CHECK (metric <> ''),
  ADD CONSTRAINT a_measure_is_a_number CHECK (threshold > '-Infinity' AND threshold < 'Infinity'),
  ADD CONSTRAINT fresh_for_a_minute_to_a_week CHECK (fresh_seconds BETWEEN 60 AND 604800);

-- What was read, for good. Without a value an alert said it. The same source reads once at one instant.
CREATE TABLE reading (
  condition_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  source text NOT NULL,
  value double precision,
  holds boolean NOT NULL,
  token_id uuid NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT register_now(),
  CONSTRAINT reading_pkey PRIMARY KEY (condition_id, at, source),
  CONSTRAINT reading_condition_id_fkey FOREIGN KEY (condition_id) REFERENCES condition (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT reading_token_id_fkey FOREIGN KEY (token_id) REFERENCES api_token (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT reading_has_a_source CHECK (source <> ''),
  CONSTRAINT reading_is_a_number CHECK (value > '-Infinity' AND value < 'Infinity')
);

CREATE INDEX reading_token_id_idx ON reading (token_id);

-- The latest of each condition, so that the gate looks at one row. Written by the database alone.
CREATE TABLE last_reading (
  condition_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  source text NOT NULL,
  value double precision,
  holds boolean NOT NULL,
  CONSTRAINT last_reading_pkey PRIMARY KEY (condition_id),
  CONSTRAINT last_reading_condition_id_fkey FOREIGN KEY (condition_id) REFERENCES condition (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- ------------------------------------------------------------------------------------ what is measured

-- As before, and what to measure where that is asked for.
CREATE OR REPLACE FUNCTION derive_conditions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO condition (id, exception_id, revision, position, statement, kind, timing, owner_id, suspends,
                         due_at, due_seconds, mitigation,
                         metric, comparator, threshold, unit, fresh_seconds, suspends_stale)
  SELECT gen_random_uuid(), NEW.exception_id, NEW.number, listed.position, item->>'statement',
         (CASE WHEN item->'measure' IS NULL THEN 'attested' ELSE 'monitored' END)::condition_kind,
         (item->>'timing')::condition_timing, (item->>'owner')::uuid, (item->>'suspends')::boolean,
         (item->>'dueAt')::timestamptz, (item->>'dueSeconds')::integer, item->>'mitigation',
         item->'measure'->>'metric', (item->'measure'->>'comparator')::comparator,
         (item->'measure'->>'threshold')::double precision, item->'measure'->>'unit',
         (item->'measure'->>'freshSeconds')::integer, (item->'measure'->>'suspendsStale')::boolean
  FROM json_array_elements(NEW.content->'conditions') WITH ORDINALITY AS listed(item, position);
  RETURN NULL;
END $$;

-- The SQL twin of `satisfies` in lib/exceptions/readings.ts.
CREATE FUNCTION satisfies(value double precision, c condition) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE c.comparator
    WHEN 'below' THEN value < c.threshold
    WHEN 'at_most' THEN value <= c.threshold
    WHEN 'above' THEN value > c.threshold
    WHEN 'at_least' THEN value >= c.threshold
    WHEN 'equal' THEN value = c.threshold
  END
$$;

-- R24: readings are of what is measured, of now, and from a token that may measure there.
CREATE FUNCTION guard_reading() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c condition;
  x exception;
BEGIN
  SELECT * INTO STRICT c FROM condition WHERE id = NEW.condition_id;
  PERFORM FROM exception WHERE id = c.exception_id FOR UPDATE;
  SELECT * INTO STRICT x FROM exception WHERE id = c.exception_id;

  PERFORM must(c.kind = 'monitored', 'R24 what is proven by people takes no readings');
  PERFORM must(
    c.revision = x.revision AND (x.status = 'pending' OR x.status = 'active' AND register_now() < x.ends_at),
    'R24 a condition of what is over takes no readings');
  PERFORM must(
    NEW.at > register_now() - interval '1 day' AND NEW.at <= register_now() + interval '5 seconds',
    'R24 a reading is of the last day');
  PERFORM must(EXISTS (
      SELECT FROM api_token t JOIN scope s ON s.system_id = ANY (t.system_ids) AND s.environment = ANY (t.environments)
      WHERE t.id = NEW.token_id AND 'measure' = ANY (t.rights)
        AND t.ended_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > register_now())
        AND (s.exception_id, s.revision) = (x.id, x.revision)),
    'R24 readings come from a token that may measure there');

  IF NEW.value IS NOT NULL THEN
    NEW.holds := satisfies(NEW.value, c);
  END IF;
  NEW.received_at := register_now();
  RETURN NEW;
END $$;

CREATE TRIGGER r24_reading BEFORE INSERT ON reading FOR EACH ROW EXECUTE FUNCTION guard_reading();

-- Of two readings of one instant the one that says no is the last.
CREATE FUNCTION keep_last_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO last_reading AS known (condition_id, at, source, value, holds)
  VALUES (NEW.condition_id, NEW.at, NEW.source, NEW.value, NEW.holds)
  ON CONFLICT (condition_id) DO UPDATE
  SET (at, source, value, holds) = (NEW.at, NEW.source, NEW.value, NEW.holds)
  WHERE (NEW.at, known.holds) > (known.at, NEW.holds);
  RETURN NULL;
END $$;

CREATE TRIGGER r24_keep_last AFTER INSERT ON reading FOR EACH ROW EXECUTE FUNCTION keep_last_reading();

-- No reading is taken that leaves a condition standing as it did although it says otherwise.
CREATE FUNCTION require_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM condition c JOIN last_reading l ON l.condition_id = c.id
      WHERE c.id = NEW.condition_id
        AND c.state = (CASE WHEN l.holds THEN 'holds' ELSE 'broken' END)::condition_state),
    'R24 a condition stands as its last reading says');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r24_standing AFTER INSERT ON reading
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_standing();

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON last_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON last_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- R24: as before; and what is measured holds or is broken by its last reading, whoever says otherwise.
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
    (OLD.state, NEW.state) IN (('unknown', 'holds'), ('unknown', 'broken'), ('holds', 'broken'), ('broken', 'holds')),
    'R24 a condition comes to hold or is broken, and is never unknown again');
  PERFORM must(
    NEW.kind = 'monitored' OR NEW.state <> 'holds' OR EXISTS (
      SELECT FROM evidence v WHERE v.condition_id = NEW.id AND v.at >= register_now()),
    'R24 a condition holds only with new evidence of it');
  PERFORM must(
    NEW.kind = 'attested' OR EXISTS (
      SELECT FROM last_reading l WHERE l.condition_id = NEW.id AND l.holds = (NEW.state = 'holds')),
    'R24 what is measured stands as its last reading says');

  NEW.changed_at := register_clock();
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------------------------------------- in force

-- The SQL twin of `isStale` in lib/exceptions/readings.ts.
CREATE FUNCTION is_stale(c condition, instant timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT c.state = 'holds' AND EXISTS (
    SELECT FROM last_reading l
    WHERE l.condition_id = c.id AND l.at + make_interval(secs => c.fresh_seconds) <= instant)
$$;

-- As before; and what held while readings came, once they have stopped, where that is what was asked.
CREATE OR REPLACE FUNCTION stands_in_the_way(c condition, x exception, instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT c.state <> 'holds' AND (
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

REVOKE ALL ON reading, last_reading FROM PUBLIC;
GRANT SELECT ON reading, last_reading TO register_app, register_auditor;
GRANT INSERT (condition_id, at, source, value, holds, token_id) ON reading TO register_app;
GRANT EXECUTE ON FUNCTION satisfies(double precision, condition), is_stale(condition, timestamptz)
  TO register_app, register_auditor;
