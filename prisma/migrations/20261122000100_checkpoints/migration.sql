-- R2: what a chain alone does not show. Whoever owns the database can rewrite a whole chain so that it fits again. Each
-- event therefore becomes a leaf of one Merkle tree (RFC 6962), and somebody who holds a key that is not in this database
-- signs its root from time to time (lib/audit/signer.ts).

CREATE TABLE audit_leaf (
  idx bigint PRIMARY KEY,
  event_id bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_leaf_event_id_fkey FOREIGN KEY (event_id) REFERENCES audit_event (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT leaf_is_sha256 CHECK (octet_length(hash) = 32)
);

CREATE UNIQUE INDEX audit_leaf_event_id_key ON audit_leaf (event_id);

CREATE TABLE audit_checkpoint (
  size bigint PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  key text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  CONSTRAINT root_is_sha256 CHECK (octet_length(root) = 32),
  CONSTRAINT checkpoint_has_its_words CHECK (note <> '' AND key <> '')
);

-- ---------------------------------------------------------------------------------------------- guards

-- A leaf gets its place when it is numbered, not when its event was written: an event that commits late is not skipped.
CREATE FUNCTION guard_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e audit_event;
BEGIN
  SELECT * INTO STRICT e FROM audit_event WHERE id = NEW.event_id;
  PERFORM must(NEW.idx = coalesce((SELECT max(l.idx) + 1 FROM audit_leaf l), 0), 'R2 a leaf follows the leaf before it');
  NEW.hash := sha256('\x00'::bytea || e.hash);
  RETURN NEW;
END $$;

CREATE TRIGGER r2_leaf BEFORE INSERT ON audit_leaf FOR EACH ROW EXECUTE FUNCTION guard_leaf();

CREATE FUNCTION guard_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NEW.size > coalesce((SELECT max(c.size) FROM audit_checkpoint c), 0), 'R2 a checkpoint is larger than the one before it');
  PERFORM must(EXISTS (SELECT FROM audit_leaf l WHERE l.idx = NEW.size - 1), 'R2 a checkpoint is of leaves that are there');
  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r2_checkpoint BEFORE INSERT ON audit_checkpoint FOR EACH ROW EXECUTE FUNCTION guard_checkpoint();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_leaf', 'audit_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

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

REVOKE ALL ON audit_leaf, audit_checkpoint FROM PUBLIC;
GRANT SELECT ON audit_leaf, audit_checkpoint TO register_app, register_auditor;
GRANT INSERT (idx, event_id) ON audit_leaf TO register_app;
GRANT INSERT (size, root, note, key) ON audit_checkpoint TO register_app;
