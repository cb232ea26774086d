-- R2: nothing is ever deleted; every change of state writes exactly one audit event in the same transaction;
-- the trail only grows, and tampering can be shown.

-- ---------------------------------------------------------------------------- the words of all guards

-- Refuses unless `ok` is true. Null is no.
CREATE FUNCTION must(ok boolean, why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF ok IS NOT TRUE THEN
    RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- Within five seconds: what the clocks of two servers may differ by.
CREATE FUNCTION is_now(instant timestamptz) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT abs(extract(epoch FROM instant) - extract(epoch FROM register_now())) < 5 $$;

CREATE FUNCTION this_transaction() RETURNS bigint LANGUAGE sql STABLE
AS $$ SELECT pg_current_xact_id()::text::bigint $$;

-- The human behind a person row: linked rows of one human count as one.
CREATE FUNCTION root_person(person_id uuid) RETURNS uuid LANGUAGE sql STABLE
AS $$ SELECT coalesce(p.same_as_id, p.id) FROM person p WHERE p.id = person_id $$;

-- ------------------------------------------------------------------------------------- only grows

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'R2 % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE
  name text;
  only_grows text[] := ARRAY['revision', 'scope', 'party', 'step', 'decision', 'evidence', 'review_note',
                             'risk_limit', 'move', 'audit_event', 'moving_clock'];
  never_deleted text[] := ARRAY['exception', 'condition', 'notice', 'person', 'account', 'session',
                                'approver_group', 'membership', 'policy', 'system', 'setting', 'search_text',
                                'audit_head', 'local_password'];
BEGIN
  FOREACH name IN ARRAY only_grows LOOP
    EXECUTE format('CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;

  FOREACH name IN ARRAY never_deleted LOOP
    EXECUTE format('CREATE TRIGGER r2_never_deleted BEFORE DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;

  FOREACH name IN ARRAY only_grows || never_deleted LOOP
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- --------------------------------------------------------------------------------------- the chain

ALTER TABLE audit_event
  ADD CONSTRAINT stream_of_its_exception CHECK (
    CASE WHEN exception_id IS NULL THEN stream NOT LIKE 'exception/%' ELSE stream = 'exception/' || exception_id END),
  ADD CONSTRAINT nobody_acts_for_the_clock CHECK ((actor_id IS NULL) = (via IN ('clock', 'operator'))),
  ADD CONSTRAINT version_of_an_exception CHECK (version IS NULL OR exception_id IS NOT NULL),
  ADD CONSTRAINT hash_is_sha256 CHECK (octet_length(hash) = 32);

-- A field after its length; null has the length -1. No two lists of framed fields are the same bytes.
-- Plain expressions and parallel safe, so that verifying half a million events takes seconds.
CREATE FUNCTION frame(field bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4send(coalesce(octet_length(field), -1)) || coalesce(field, '') $$;

CREATE FUNCTION audit_genesis(stream text) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to('exception-audit-genesis-v1/' || stream, 'UTF8')) $$;

-- The snapshot goes in by its own hash and the body last, so that neither is read twice.
CREATE FUNCTION audit_hash(e audit_event) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(
    frame('exception-audit-v1') ||
    frame(convert_to(e.stream, 'UTF8')) ||
    frame(int4send(e.seq)) ||
    frame(e.prev_hash) ||
    frame(int8send((extract(epoch FROM e.at) * 1000000)::bigint)) ||
    frame(convert_to(e.db_user, 'UTF8')) ||
    frame(uuid_send(e.actor_id)) ||
    frame(convert_to(e.via::text, 'UTF8')) ||
    frame(convert_to(e.action, 'UTF8')) ||
    frame(uuid_send(e.exception_id)) ||
    frame(int4send(e.version)) ||
    frame(convert_to(e.status::text, 'UTF8')) ||
    coalesce(sha256(convert_to(e.row_after::text, 'UTF8')), sha256('')) ||
    convert_to(e.body::text, 'UTF8'))
$$;

-- All that is governed about one exception, as text that can be compared byte for byte.
-- json, not jsonb: jsonb rewrites numbers and order, and the text is what was hashed.
CREATE FUNCTION snapshot(x exception) RETURNS json LANGUAGE sql STABLE SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT json_build_object(
    'exception', to_json(x),
    'revisions', (SELECT json_agg(json_build_object('number', r.number, 'cause', r.cause, 'by', r.by_id, 'risk', r.risk,
                                                    'hash', encode(r.content_hash, 'hex')) ORDER BY r.number)
                  FROM revision r WHERE r.exception_id = x.id),
    'parties', (SELECT json_agg(to_json(p) ORDER BY p.person_id, p.capacity) FROM party p WHERE p.exception_id = x.id),
    'steps', (SELECT json_agg(to_json(s) ORDER BY s.revision, s.position) FROM step s WHERE s.exception_id = x.id),
    'decisions', (SELECT json_agg(to_json(d) ORDER BY d.id) FROM decision d WHERE d.exception_id = x.id),
    'conditions', (SELECT json_agg(to_json(c) ORDER BY c.id) FROM condition c WHERE c.exception_id = x.id),
    'evidence', (SELECT json_agg(to_json(v) ORDER BY v.id) FROM evidence v WHERE v.exception_id = x.id))
$$;

-- Whatever was sent, the database sets seq, hashes, time, user, status and snapshot.
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
  x exception;
BEGIN
  -- Whatever a transaction changed, it ends here: one check for every rule that reads after it has waited for a lock.
  PERFORM must(current_setting('transaction_isolation') = 'read committed',
    'R2 READ COMMITTED only: the checks must see what the lock waited for');

  INSERT INTO audit_head VALUES (NEW.stream, 0, audit_genesis(NEW.stream)) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT head FROM audit_head WHERE stream = NEW.stream FOR UPDATE;

  PERFORM must(NEW.actor_id IS NULL OR EXISTS (
      SELECT FROM account a JOIN person p ON p.id = a.person_id
      WHERE a.id = NEW.actor_id AND p.deactivated_at IS NULL),
    'R6 a deactivated person does nothing');

  NEW.status := NULL;
  NEW.row_after := NULL;
  IF NEW.version IS NOT NULL THEN
    SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id;
    PERFORM must(x.version = NEW.version, 'R2 an audit event without its change');
    NEW.status := x.status;
    NEW.row_after := snapshot(x);
  END IF;

  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.at := register_clock();
  NEW.db_user := session_user;
  NEW.xid := this_transaction();
  NEW.hash := audit_hash(NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE stream = NEW.stream;
  RETURN NEW;
END $$;

CREATE TRIGGER r2_chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_event();

-- ------------------------------------------------------------------ no change without its event

-- Each version of an exception has its event, from the transaction that made the version.
CREATE FUNCTION require_exception_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e
      WHERE e.exception_id = NEW.id AND e.version = NEW.version AND e.xid = this_transaction()),
    'R2 a change without its audit event');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON exception
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_exception_event();

-- The event is written last: its snapshot holds whatever the version changed. At once and not at commit, because
-- SET CONSTRAINTS can bring a deferred check forward and write behind its back.
CREATE FUNCTION refuse_after_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NOT EXISTS (
      SELECT FROM audit_event e JOIN exception x ON x.id = e.exception_id AND x.version = e.version
      WHERE x.id = NEW.exception_id AND e.xid = this_transaction() AND e.at >= register_now()),
    'R2 a change of ' || TG_TABLE_NAME || ' after its audit event');
  RETURN NEW;
END $$;

-- Whatever belongs to an exception changes with a new version of it, in the name of who did it.
-- `at` besides `xid`: a restored database counts its transactions anew, and old events carry old numbers.
CREATE FUNCTION require_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e audit_event;
  changed jsonb := to_jsonb(NEW);
BEGIN
  SELECT * INTO e FROM audit_event a
  WHERE a.exception_id = NEW.exception_id AND a.version IS NOT NULL
    AND a.xid = this_transaction() AND a.at >= register_now()
  ORDER BY a.version DESC LIMIT 1;
  PERFORM must(FOUND, 'R2 a change of ' || TG_TABLE_NAME || ' without a new version of its exception');

  PERFORM must(
    CASE TG_TABLE_NAME
      WHEN 'decision' THEN e.via = 'session' AND e.actor_id = (changed->>'account_id')::uuid
      WHEN 'revision' THEN (changed->>'by_id')::uuid = (SELECT a.person_id FROM account a WHERE a.id = e.actor_id)
      WHEN 'evidence' THEN (changed->>'by_id')::uuid = (SELECT a.person_id FROM account a WHERE a.id = e.actor_id)
      ELSE true
    END, 'R2 the event names another actor');
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['revision', 'party', 'step', 'decision', 'condition', 'evidence'] LOOP
    EXECUTE format('CREATE TRIGGER r2_before_event BEFORE INSERT OR UPDATE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_after_event()', name);
    EXECUTE format('CREATE CONSTRAINT TRIGGER r2_has_version AFTER INSERT OR UPDATE ON %I
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_new_version()', name);
  END LOOP;
END $$;

-- A review note changes no state, so it makes no version; its event names its author.
CREATE FUNCTION require_note_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e JOIN account a ON a.id = e.actor_id
      WHERE e.exception_id = NEW.exception_id AND e.xid = this_transaction() AND e.at >= register_now()
        AND a.person_id = NEW.by_id),
    'R2 a review note without its audit event');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT ON review_note
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_note_event();

-- People, groups, policies, systems and settings keep their own streams: person/<id>, membership/<id> …
CREATE FUNCTION require_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e
      WHERE e.stream = TG_TABLE_NAME || '/' || NEW.id AND e.xid = this_transaction() AND e.at >= register_now()),
    'R2 a change of ' || TG_TABLE_NAME || ' without its audit event');
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['person', 'account', 'approver_group', 'membership', 'policy', 'system', 'setting'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON %I
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event()', name);
  END LOOP;
END $$;
