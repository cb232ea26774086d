-- Waivers that a code base holds and nobody approved here, and what the register wrote for tools itself, so that it knows
-- its own entries again. Neither is read when the gate answers (R24).

CREATE TABLE found_entry (
  id uuid PRIMARY KEY,
  system_id uuid NOT NULL,
  environment environment,
  repository text NOT NULL,
  path text NOT NULL,
  -- What it says, without its line: the same words in the same file are the same entry.
  identity bytea NOT NULL,
  source text NOT NULL,
  tool text NOT NULL,
  rule text NOT NULL,
  resource text NOT NULL,
  -- What the file claims: its reason, its end and a person, as text and never more than that.
  claims json NOT NULL,
  line integer,
  commit text NOT NULL,
  file_hash bytea NOT NULL,
  first_seen_at timestamptz(3) NOT NULL DEFAULT register_now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT register_now(),
  gone_at timestamptz(3),
  CONSTRAINT found_entry_system_id_fkey FOREIGN KEY (system_id) REFERENCES system (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT found_identity_is_sha256 CHECK (octet_length(identity) = 32),
  CONSTRAINT found_file_hash_is_sha256 CHECK (octet_length(file_hash) = 32),
  CONSTRAINT found_lines_count_from_one CHECK (line > 0),
  CONSTRAINT found_once UNIQUE NULLS NOT DISTINCT (system_id, environment, repository, path, identity)
);

CREATE INDEX found_entry_system_id_gone_at_idx ON found_entry (system_id, gone_at);
CREATE INDEX found_entry_gone_at_last_seen_at_idx ON found_entry (gone_at, last_seen_at);

-- Each entry that an export held once, by what it says.
CREATE TABLE exported_entry (
  system_id uuid NOT NULL,
  environment environment NOT NULL,
  identity bytea NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_now(),
  CONSTRAINT exported_entry_pkey PRIMARY KEY (system_id, environment, identity),
  CONSTRAINT exported_entry_system_id_fkey FOREIGN KEY (system_id) REFERENCES system (id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT exported_identity_is_sha256 CHECK (octet_length(identity) = 32)
);

-- ---------------------------------------------------------------------------------------------- guards

-- One event for one import: what was found new, what is gone, what came back. Being seen again is no change.
CREATE FUNCTION require_import_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e
      WHERE e.stream = 'system/' || NEW.system_id AND e.action = 'found.imported'
        AND e.xid = this_transaction() AND e.at >= register_now()),
    'R2 what was found in code without the event of its import');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE OF gone_at ON found_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_import_event();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON found_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON found_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON exported_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON exported_entry
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

REVOKE ALL ON found_entry, exported_entry FROM PUBLIC;
GRANT SELECT ON found_entry, exported_entry TO register_app, register_auditor;
GRANT INSERT (id, system_id, environment, repository, path, identity, source, tool, rule, resource, claims, line, commit,
  file_hash) ON found_entry TO register_app;
GRANT UPDATE (line, commit, file_hash, last_seen_at, gone_at) ON found_entry TO register_app;
GRANT INSERT (system_id, environment, identity) ON exported_entry TO register_app;
