-- Three roles (made before the migrations): register_owner migrates, register_app is web and worker,
-- register_auditor reads. The app adds and moves on; it never alters, deletes or empties.

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

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO register_app, register_auditor;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO register_app, register_auditor;
REVOKE SELECT ON local_password FROM register_auditor;

-- Not granted to the app: INSERT on party, scope, search_text, audit_head, move, risk_limit, moving_clock.
GRANT INSERT ON
  person, account, local_password, session, approver_group, membership, policy, system, setting,
  revision, step, decision, condition, evidence, review_note, notice
  TO register_app;
GRANT INSERT (id, title, risk, emergency, status, sent_back, version, revision, requester_id, filed_by_id, owner_id,
              manager_id, continues_id, renewal, filed_at) ON exception TO register_app;
GRANT INSERT (stream, actor_id, via, action, exception_id, version, body) ON audit_event TO register_app;
GRANT USAGE ON SEQUENCE exception_number TO register_app;

GRANT UPDATE (title, risk, emergency, status, sent_back, closed_reason, version, revision, owner_id, manager_id,
              activated_at, starts_at, ends_at, ratify_by, ratified_at, recheck, removed_on, verified_by_id, closed_at)
  ON exception TO register_app;
GRANT UPDATE (state) ON condition TO register_app;
GRANT UPDATE (state, sent_at, lease_until, attempts) ON notice TO register_app;
GRANT UPDATE (name, email, title, team, role, manager_id, same_as_id, deactivated_at) ON person TO register_app;
GRANT UPDATE (hash, set_at) ON local_password TO register_app;
GRANT UPDATE (expires_at, ended_at) ON session TO register_app;
GRANT UPDATE (name, purpose, above_id, lead_id, is_forum, retired_at) ON approver_group TO register_app;
GRANT UPDATE (until_at) ON membership TO register_app;
GRANT UPDATE (title, statement, domain, control_owner_id, longest_seconds, retired_at) ON policy TO register_app;
GRANT UPDATE (name, description, kind, environments, sensitivity, data_held, exposure, team, retired_at) ON system TO register_app;
GRANT UPDATE (value) ON setting TO register_app;

-- A row can be locked only by a role that may update some column of it; the version of an exception is that column.
GRANT EXECUTE ON FUNCTION
  register_now(), register_clock(), this_transaction(), root_person(uuid), frame(bytea), in_force(exception, timestamptz),
  snapshot(exception), content_hash(revision), audit_hash(audit_event), audit_genesis(text)
  TO register_app, register_auditor;

GRANT USAGE ON SCHEMA scratch TO register_app;
GRANT SELECT, INSERT, DELETE ON scratch.attempt TO register_app;
