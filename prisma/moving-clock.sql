-- Makes this database a demo or a test: its clock follows the session setting `register.now`, so that a year
-- of history can be told through the use cases and a test can stand a millisecond before an end.
-- Only the owner can run this. The mark stays for ever; `npm run verify` names it.

CREATE OR REPLACE FUNCTION register_now() RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT coalesce(nullif(current_setting('register.now', true), '')::timestamptz, now()) $$;

INSERT INTO moving_clock (id, marked_at) VALUES (1, now()) ON CONFLICT DO NOTHING;
