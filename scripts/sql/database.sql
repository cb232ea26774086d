-- Who may enter the database. Run once in a database that register_owner owns
-- (CREATE DATABASE exceptions OWNER register_owner), as a superuser and before the first start;
-- running it again does no harm. PostgreSQL does not copy these rights with a template.

DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO register_app, register_auditor', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO register_app, register_auditor;
