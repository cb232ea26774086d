-- R14: a notice is told once. The row comes first and its unique key makes it once-only; a mail carries one notice
-- or several, is kept as it was sent, and is claimed for a minute at a time by whoever sends it.

CREATE TYPE mail_state AS ENUM ('due', 'sent', 'kept', 'moot', 'dead');

-- due → sent by SMTP, kept where no server is named, moot when nothing of it is true any more, dead when it was refused.
CREATE TABLE mail (
  id           uuid PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  message_id   text NOT NULL,
  conversation text,
  subject      text NOT NULL,
  plain        text NOT NULL,
  html         text NOT NULL,
  digest       boolean NOT NULL,
  state        mail_state NOT NULL DEFAULT 'due',
  written_at   timestamptz(3) NOT NULL,
  next_at      timestamptz(3) NOT NULL,
  lease_until  timestamptz(3),
  attempts     integer NOT NULL DEFAULT 0,
  sent_at      timestamptz(3),
  failure      text NOT NULL DEFAULT '',

  CONSTRAINT headers_are_lines CHECK (message_id !~ '[\r\n]' AND subject !~ '[\r\n]' AND conversation !~ '[\r\n]'),
  CONSTRAINT mail_that_went_has_a_time CHECK ((state IN ('sent', 'kept')) = (sent_at IS NOT NULL))
);

CREATE UNIQUE INDEX mail_message_id_key ON mail (message_id);
CREATE INDEX mail_person_id_written_at_idx ON mail (person_id, written_at);
CREATE INDEX mail_state_next_at_idx ON mail (state, next_at);
CREATE INDEX mail_conversation_written_at_idx ON mail (conversation, written_at);
CREATE INDEX mail_written_at_idx ON mail (written_at DESC);

-- The lease and the attempts are those of the mail. `mail_at`: at once, or the reader's next digest.
ALTER TABLE notice
  DROP COLUMN lease_until,
  DROP COLUMN attempts,
  ADD COLUMN facts json NOT NULL DEFAULT '{}',
  ADD COLUMN mail_at timestamptz(3) NOT NULL DEFAULT register_now(),
  ADD COLUMN mail_id uuid REFERENCES mail (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD COLUMN read_at timestamptz(3),
  ADD CONSTRAINT r14_sent_has_a_time CHECK ((state = 'sent') = (sent_at IS NOT NULL));

CREATE INDEX notice_mail_id_idx ON notice (mail_id);
CREATE INDEX notice_person_id_due_at_idx ON notice (person_id, due_at DESC);
CREATE INDEX notice_state_mail_at_idx ON notice (state, mail_at);

DROP INDEX notice_person_id_idx;
DROP INDEX notice_state_due_at_idx;

-- How one person wants to be told. Whoever has no row gets the digest at eight, in the organisation's zone.
CREATE TABLE notice_preference (
  person_id   uuid PRIMARY KEY REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  digest_hour integer NOT NULL DEFAULT 8,
  zone        text,
  muted       text[] NOT NULL DEFAULT '{}',

  CONSTRAINT digest_at_an_hour CHECK (digest_hour BETWEEN 0 AND 23)
);

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON mail FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON mail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON notice_preference FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON notice_preference FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which events nobody has been told of yet: written with the event, in its transaction, and taken out with the notices.
CREATE TABLE scratch.untold (event_id bigint PRIMARY KEY);

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

REVOKE ALL ON mail, notice_preference FROM PUBLIC;
GRANT SELECT ON mail, notice_preference TO register_app, register_auditor;
GRANT INSERT ON mail, notice_preference TO register_app;
GRANT UPDATE (subject, plain, html, state, next_at, lease_until, attempts, sent_at, failure) ON mail TO register_app;
GRANT UPDATE (digest_hour, zone, muted) ON notice_preference TO register_app;
GRANT UPDATE (mail_at, mail_id, read_at) ON notice TO register_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON scratch.untold TO register_app;
