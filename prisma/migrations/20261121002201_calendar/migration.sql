-- A person's own calendar feed. Whoever knows its address reads it, so the address is kept as a hash, shown once, and ended
-- when another is made.

CREATE TABLE calendar_feed (
  id         uuid PRIMARY KEY,
  person_id  uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  token_hash bytea NOT NULL,
  made_at    timestamptz(3) NOT NULL DEFAULT register_now(),
  ended_at   timestamptz(3),

  CONSTRAINT feed_hash_is_sha256 CHECK (octet_length(token_hash) = 32)
);

CREATE UNIQUE INDEX calendar_feed_token_hash_key ON calendar_feed (token_hash);
CREATE UNIQUE INDEX one_feed_at_a_time ON calendar_feed (person_id) WHERE ended_at IS NULL;
CREATE INDEX calendar_feed_person_id_idx ON calendar_feed (person_id);

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON calendar_feed FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON calendar_feed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON calendar_feed
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event();

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

REVOKE ALL ON calendar_feed FROM PUBLIC;
GRANT SELECT ON calendar_feed TO register_app, register_auditor;
GRANT INSERT ON calendar_feed TO register_app;
GRANT UPDATE (ended_at) ON calendar_feed TO register_app;
