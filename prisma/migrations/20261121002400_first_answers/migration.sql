-- R23, R24: what a pipeline was told first is kept as it was told, also when it was a no, so that people read the answer
-- of then beside the answer of now.

CREATE TYPE gate_decision AS ENUM ('compliant', 'exception', 'indeterminate', 'violation');

CREATE TABLE first_answer (
  evaluation_id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT register_now(),
  decision gate_decision NOT NULL,
  findings integer NOT NULL,
  violations integer NOT NULL,
  exceptions integer NOT NULL,
  -- Each finding's answer with its reason, each policy's, and the doubts.
  answers json NOT NULL,
  -- The rules that no policy was named for; null when there was none.
  unmapped_rules json,
  CONSTRAINT first_answer_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluation (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Which exception an evaluation met, and on which resource.
CREATE TABLE sighting (
  evaluation_id uuid NOT NULL,
  exception_id uuid NOT NULL,
  fingerprint text NOT NULL,
  resource_key text NOT NULL,
  CONSTRAINT sighting_pkey PRIMARY KEY (evaluation_id, exception_id, fingerprint),
  CONSTRAINT sighting_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluation (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT sighting_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES exception (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX first_answer_at_idx ON first_answer (at);
CREATE INDEX sighting_exception_id_idx ON sighting (exception_id);
CREATE INDEX evaluation_received_at_idx ON evaluation (received_at);
CREATE INDEX evaluation_system_id_received_at_idx ON evaluation (system_id, received_at);

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON first_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON sighting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON first_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON sighting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

REVOKE ALL ON first_answer, sighting FROM PUBLIC;
GRANT SELECT ON first_answer, sighting TO register_app;
GRANT SELECT ON first_answer, sighting TO register_auditor;
GRANT INSERT (evaluation_id, decision, findings, violations, exceptions, answers, unmapped_rules)
  ON first_answer TO register_app;
GRANT INSERT (evaluation_id, exception_id, fingerprint, resource_key) ON sighting TO register_app;
