-- R9: who decides follows from rules that an administrator writes. Rules stand in versions: one draft at a time, and what
-- is published never changes, because every request keeps the version that it was filed under.

CREATE TABLE rule_set (
  version integer PRIMARY KEY,
  rules json NOT NULL,
  note text NOT NULL,
  drafted_by_id uuid,
  drafted_at timestamptz(3) NOT NULL,
  published_by_id uuid,
  published_at timestamptz(3),
  CONSTRAINT rule_set_drafted_by_id_fkey FOREIGN KEY (drafted_by_id) REFERENCES person (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT rule_set_published_by_id_fkey FOREIGN KEY (published_by_id) REFERENCES person (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- The first version comes with the register; every other is somebody's.
  CONSTRAINT drafted_by_somebody CHECK (version = 1 OR drafted_by_id IS NOT NULL),
  CONSTRAINT published_by_somebody CHECK (version = 1 OR (published_at IS NULL) = (published_by_id IS NULL))
);

CREATE INDEX rule_set_drafted_by_id_idx ON rule_set (drafted_by_id);
CREATE INDEX rule_set_published_by_id_idx ON rule_set (published_by_id);
CREATE UNIQUE INDEX r9_one_draft ON rule_set ((published_at IS NULL)) WHERE published_at IS NULL;

-- Version 1, the twin of defaultRules in lib/exceptions/rules.ts. Groups are named by key, so that it fits any
-- organisation: a step whose group is not there is reported and left out.
INSERT INTO rule_set (version, note, drafted_at, published_at, rules) VALUES (
  1, 'The rules that the register comes with.', register_now(), register_now(), '{
  "fallback": {"kind": "forum"},
  "rules": [
    {"name": "Every request", "when": {},
     "steps": [{"who": {"kind": "control_owner"}, "needed": 1, "opens": "after"}]},
    {"name": "High risk", "when": {"riskAtLeast": "high"},
     "steps": [{"who": {"kind": "above"}, "needed": 1, "opens": "after"}]},
    {"name": "Cost", "when": {"domains": ["cost"]},
     "steps": [{"who": {"kind": "group", "key": "finance"}, "needed": 1, "opens": "at once"}]},
    {"name": "Regulated data", "when": {"sensitivityAtLeast": "regulated"},
     "steps": [{"who": {"kind": "group", "key": "compliance"}, "needed": 1, "opens": "at once"}]},
    {"name": "AI that customers meet", "when": {"domains": ["ai"], "exposures": ["customers"]},
     "steps": [{"who": {"kind": "group", "key": "model-risk"}, "needed": 1, "opens": "at once"}]},
    {"name": "External model", "when": {"facts": ["usesExternalModel"]},
     "steps": [{"who": {"kind": "group", "key": "model-risk"}, "needed": 1, "opens": "at once"}]},
    {"name": "Critical risk", "when": {"riskAtLeast": "critical"},
     "steps": [{"who": {"kind": "forum"}, "needed": 2, "opens": "after"}]},
    {"name": "Third renewal", "when": {"renewalAtLeast": 3},
     "steps": [{"who": {"kind": "forum"}, "needed": 1, "opens": "after"}]}
  ]
}');

-- Which rules a revision was routed by. Null: it was filed before rules had versions.
ALTER TABLE revision ADD COLUMN rule_set_version integer;
ALTER TABLE revision ADD CONSTRAINT revision_rule_set_version_fkey FOREIGN KEY (rule_set_version)
  REFERENCES rule_set (version) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX revision_rule_set_version_idx ON revision (rule_set_version);

-- Steps of one stage are open at once; a stage opens when all before it are signed. Null: one after another.
ALTER TABLE step ADD COLUMN stage integer;
ALTER TABLE step ADD CONSTRAINT stages_count_from_one CHECK (stage >= 1);

-- ------------------------------------------------------------------------------------------ guards

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON rule_set FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM must(NEW.published_at IS NULL AND NEW.version = (SELECT max(version) + 1 FROM rule_set),
      'R9 rules begin as a draft, one version after the last');
    RETURN NEW;
  END IF;
  PERFORM must(OLD.published_at IS NULL AND NEW.version = OLD.version, 'R9 published rules never change');
  PERFORM must(NEW.published_at IS NULL OR is_now(NEW.published_at), 'R9 rules are published now');
  RETURN NEW;
END $$;

CREATE TRIGGER r9_rule_set BEFORE INSERT OR UPDATE ON rule_set FOR EACH ROW EXECUTE FUNCTION guard_rule_set();

CREATE FUNCTION require_rule_set_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e
      WHERE e.stream = 'rule_set/' || NEW.version AND e.xid = this_transaction() AND e.at >= register_now()),
    'R2 a change of rule_set without its audit event');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON rule_set
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_rule_set_event();

-- A request is routed by published rules, and by the same ones for as long as it lives.
CREATE FUNCTION guard_rules_of_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before integer;
BEGIN
  PERFORM must(NEW.rule_set_version IS NULL OR EXISTS (
      SELECT FROM rule_set s WHERE s.version = NEW.rule_set_version AND s.published_at IS NOT NULL),
    'R9 a draft routes nothing');
  SELECT r.rule_set_version INTO before FROM revision r
  WHERE (r.exception_id, r.number) = (NEW.exception_id, NEW.number - 1);
  PERFORM must(before IS NULL OR NEW.rule_set_version = before, 'R9 a request keeps the rules it was filed under');
  RETURN NEW;
END $$;

CREATE TRIGGER r9_rules BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION guard_rules_of_revision();

GRANT SELECT ON rule_set TO register_app, register_auditor;
GRANT INSERT (version, rules, note, drafted_by_id, drafted_at) ON rule_set TO register_app;
GRANT UPDATE (rules, note, drafted_by_id, drafted_at, published_by_id, published_at) ON rule_set TO register_app;

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
