-- What oversight of AI and vendors asks of a system: which model, whose, on which data, where it runs, and what other
-- registers call it. And of an exception, exactly which part of it runs outside the rule: there, for whom, on what.

ALTER TABLE system
  ADD COLUMN model text NOT NULL DEFAULT '',
  ADD COLUMN vendor text NOT NULL DEFAULT '',
  ADD COLUMN data_sets text[] NOT NULL DEFAULT '{}',
  ADD COLUMN deployment text NOT NULL DEFAULT '',
  ADD COLUMN model_record text NOT NULL DEFAULT '',
  ADD COLUMN model_record_url text NOT NULL DEFAULT '',
  ADD COLUMN vendor_record text NOT NULL DEFAULT '',
  ADD COLUMN vendor_record_url text NOT NULL DEFAULT '',
  ADD CONSTRAINT records_elsewhere_are_https CHECK (model_record_url ~ '^(https://.+)?$' AND vendor_record_url ~ '^(https://.+)?$');

-- Null: not said, so it is the whole of what the system does there.
ALTER TABLE scope
  ADD COLUMN deployment text,
  ADD COLUMN faces text,
  ADD COLUMN data_sets text[];

-- What is asked in a filter: "data:bookings" finds the exceptions that say so.
CREATE INDEX scope_data_sets_idx ON scope USING gin (data_sets);

CREATE OR REPLACE FUNCTION derive_from_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO party
  SELECT x.id, listed.person_id, listed.capacity::capacity, NEW.number
  FROM exception x, LATERAL (VALUES
    (x.requester_id, 'requester'),
    (x.filed_by_id, 'filer'),
    (x.owner_id, 'owner'),
    (CASE WHEN NEW.cause <> 'risk_raised' THEN NEW.by_id END, 'editor')) AS listed(person_id, capacity)
  WHERE x.id = NEW.exception_id AND listed.person_id IS NOT NULL
  ON CONFLICT DO NOTHING;

  INSERT INTO scope (exception_id, revision, policy_id, system_id, environment, resource, deployment, faces, data_sets)
  SELECT NEW.exception_id, NEW.number, (item->>'policy')::uuid, (item->>'system')::uuid,
         (item->>'environment')::environment, coalesce(item->>'resource', ''),
         nullif(item->'footprint'->>'deployment', ''), nullif(item->'footprint'->>'faces', ''),
         (SELECT array_agg(name) FROM json_array_elements_text(item->'footprint'->'dataSets') AS name)
  FROM json_array_elements(NEW.content->'scope') AS item;
  PERFORM must(FOUND, 'R20 no policy or no scope');

  PERFORM must(NEW.limit_seconds <= ALL (
      SELECT p.longest_seconds FROM scope s JOIN policy p ON p.id = s.policy_id
      WHERE (s.exception_id, s.revision) = (NEW.exception_id, NEW.number) AND p.longest_seconds IS NOT NULL),
    'R12 a policy allows less');
  RETURN NULL;
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

GRANT UPDATE (model, vendor, data_sets, deployment, model_record, model_record_url, vendor_record, vendor_record_url)
  ON system TO register_app;
