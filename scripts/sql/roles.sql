-- The three roles of the register. Run once per PostgreSQL server, as a superuser; running it again does no harm.
-- It sets no passwords: give each role its own afterwards (\password register_app).
--
--   register_owner    owns the tables. Only migrations use it
--   register_app      the web server and the worker: reads, adds, moves on. Never alters, never deletes
--   register_auditor  reads. Used by `npm run verify`

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['register_owner', 'register_app', 'register_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I', wanted);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
    EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', wanted);
  END LOOP;
END
$$;

-- Nothing that a visitor starts may hold the register up.
ALTER ROLE register_app SET statement_timeout = '10s';
ALTER ROLE register_app SET lock_timeout = '5s';
ALTER ROLE register_app SET idle_in_transaction_session_timeout = '15s';
