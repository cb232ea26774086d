-- R26: what a policy's control owner decides about its gap: keep it, change it, or fund a fix, with who does it by when.

CREATE TYPE gap_choice AS ENUM ('keep', 'change', 'fund');

CREATE TABLE gap_decision (
  id uuid PRIMARY KEY,
  policy_id uuid NOT NULL,
  quarter text NOT NULL,
  choice gap_choice NOT NULL,
  reason text NOT NULL,
  owner_id uuid,
  due_on date,
  by_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  CONSTRAINT gap_decision_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT gap_decision_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT gap_decision_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT gap_has_a_reason CHECK (reason <> ''),
  CONSTRAINT gap_is_of_a_quarter CHECK (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  CONSTRAINT gap_is_followed_up CHECK ((choice = 'keep' AND owner_id IS NULL AND due_on IS NULL)
    OR (choice <> 'keep' AND owner_id IS NOT NULL AND due_on IS NOT NULL AND isfinite(due_on)))
);

CREATE INDEX gap_decision_policy_id_at_idx ON gap_decision (policy_id, at);
CREATE INDEX gap_decision_owner_id_idx ON gap_decision (owner_id);
CREATE INDEX gap_decision_by_id_idx ON gap_decision (by_id);

-- ---------------------------------------------------------------------------------------------- guards

CREATE FUNCTION guard_gap_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever retires the policy or gives it to another group waits until this is done.
  PERFORM FROM policy p WHERE p.id = NEW.policy_id FOR SHARE;
  PERFORM must(EXISTS (
      SELECT FROM policy p JOIN membership m ON m.group_id = p.control_owner_id
      JOIN person q ON q.id = m.person_id
      WHERE p.id = NEW.policy_id AND root_person(m.person_id) = root_person(NEW.by_id) AND q.deactivated_at IS NULL
        AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())),
    'R26 the control owner decides about a gap');
  PERFORM must(NEW.owner_id IS NULL OR EXISTS (
      SELECT FROM person q WHERE q.id = NEW.owner_id AND q.deactivated_at IS NULL),
    'R26 whoever changes the policy or funds the fix is active');
  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r26_decide BEFORE INSERT ON gap_decision FOR EACH ROW EXECUTE FUNCTION guard_gap_decision();

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT ON gap_decision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_review_event();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON gap_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON gap_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

REVOKE ALL ON gap_decision FROM PUBLIC;
GRANT SELECT ON gap_decision TO register_app, register_auditor;
GRANT INSERT (id, policy_id, quarter, choice, reason, owner_id, due_on, by_id) ON gap_decision TO register_app;
