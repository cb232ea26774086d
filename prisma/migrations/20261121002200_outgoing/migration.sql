-- What happens to exceptions is told to other systems, too: an event is written in the transaction of the change, with one
-- delivery for each webhook that wants it, and the worker carries them out (Standard Webhooks, Slack, Teams).

CREATE TYPE webhook_kind AS ENUM ('standard', 'slack', 'teams');
CREATE TYPE delivery_state AS ENUM ('due', 'sent', 'moot', 'dead');

-- `address` is what people may see of where it goes: the address of a chat is a secret itself.
CREATE TABLE webhook (
  id              uuid PRIMARY KEY,
  kind            webhook_kind NOT NULL,
  address         text NOT NULL,
  events          text[] NOT NULL,
  starts_rechecks boolean NOT NULL DEFAULT false,
  made_by_id      uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  made_at         timestamptz(3) NOT NULL DEFAULT register_now(),
  failures        integer NOT NULL DEFAULT 0,
  off_at          timestamptz(3),
  off_why         text NOT NULL DEFAULT '',

  CONSTRAINT webhook_wants_something CHECK (cardinality(events) > 0),
  CONSTRAINT what_starts_rechecks_is_signed CHECK (NOT starts_rechecks OR kind = 'standard'),
  CONSTRAINT webhook_off_says_why CHECK ((off_at IS NOT NULL) = (off_why <> ''))
);

CREATE INDEX webhook_made_by_id_idx ON webhook (made_by_id);

-- What nobody reads again: where it goes, and what its messages are signed with. While a secret is changed both sign.
CREATE TABLE webhook_secret (
  webhook_id     uuid PRIMARY KEY REFERENCES webhook (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  url            text NOT NULL,
  secret         text,
  previous       text,
  previous_until timestamptz(3),

  CONSTRAINT previous_secret_has_an_end CHECK ((previous IS NULL) = (previous_until IS NULL))
);

-- Ids, status and instants: no reasons, no findings.
CREATE TABLE outgoing_event (
  id           uuid PRIMARY KEY,
  type         text NOT NULL,
  at           timestamptz(3) NOT NULL DEFAULT register_now(),
  exception_id uuid NOT NULL REFERENCES exception (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  data         json NOT NULL,

  CONSTRAINT outgoing_event_is_thin CHECK (octet_length(data::text) < 19000)
);

CREATE INDEX outgoing_event_exception_id_type_at_idx ON outgoing_event (exception_id, type, at);

-- due → sent when the other side said 2xx; moot when it has lost its sense; dead after the last attempt.
CREATE TABLE delivery (
  id          uuid PRIMARY KEY,
  event_id    uuid NOT NULL REFERENCES outgoing_event (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  webhook_id  uuid NOT NULL REFERENCES webhook (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  state       delivery_state NOT NULL DEFAULT 'due',
  written_at  timestamptz(3) NOT NULL DEFAULT register_now(),
  next_at     timestamptz(3) NOT NULL DEFAULT register_now(),
  lease_until timestamptz(3),
  attempts    integer NOT NULL DEFAULT 0,
  sent_at     timestamptz(3),

  CONSTRAINT delivery_that_went_has_a_time CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);

CREATE UNIQUE INDEX delivery_event_id_webhook_id_key ON delivery (event_id, webhook_id);
CREATE INDEX delivery_webhook_id_written_at_idx ON delivery (webhook_id, written_at DESC);
CREATE INDEX delivery_state_next_at_idx ON delivery (state, next_at);

-- The log. `failure` is empty where the other side took it; `answer` is the beginning of what it said.
CREATE TABLE delivery_attempt (
  id           uuid PRIMARY KEY,
  delivery_id  uuid NOT NULL REFERENCES delivery (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  at           timestamptz(3) NOT NULL,
  milliseconds integer NOT NULL,
  status       integer,
  failure      text NOT NULL,
  answer       text NOT NULL,

  CONSTRAINT answer_is_short CHECK (char_length(answer) <= 256)
);

CREATE INDEX delivery_attempt_delivery_id_at_idx ON delivery_attempt (delivery_id, at);

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON outgoing_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON delivery_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON webhook FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON webhook_secret FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['webhook', 'webhook_secret', 'outgoing_event', 'delivery', 'delivery_attempt'] LOOP
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- How often it failed in a row is no change of a webhook.
CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE OF events, starts_rechecks, off_at, off_why ON webhook
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

REVOKE ALL ON webhook, webhook_secret, outgoing_event, delivery, delivery_attempt FROM PUBLIC;
GRANT SELECT ON webhook, webhook_secret, outgoing_event, delivery, delivery_attempt TO register_app;
GRANT SELECT ON webhook, outgoing_event, delivery, delivery_attempt TO register_auditor;
GRANT INSERT ON webhook, webhook_secret, outgoing_event, delivery, delivery_attempt TO register_app;
GRANT UPDATE (events, starts_rechecks, failures, off_at, off_why) ON webhook TO register_app;
GRANT UPDATE (secret, previous, previous_until) ON webhook_secret TO register_app;
GRANT UPDATE (state, next_at, lease_until, attempts, sent_at) ON delivery TO register_app;
