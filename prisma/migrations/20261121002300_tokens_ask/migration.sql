-- R4, R6: a token asks in the name of whoever made it, and for a person. What it asks for is born sent back: that person
-- submits it, and until then nobody can decide it. A token withdraws what it asked for, and does nothing else.

-- R2, R10, R16: born pending, identity fixed, one version at a time, known moves only. As before, but for being sent back
-- at birth, which r4_r6_token looks at.
CREATE OR REPLACE FUNCTION guard_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before exception;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO before FROM exception WHERE id = NEW.continues_id;
    PERFORM must(
      (NEW.status, NEW.version, NEW.revision) = ('pending', 1, 1)
      AND num_nonnulls(NEW.starts_at, NEW.ratify_by, NEW.recheck) = 0
      AND is_now(NEW.filed_at),
      'R2 an exception is born pending, now, without a window');
    PERFORM must(
      CASE WHEN NEW.continues_id IS NULL THEN NEW.renewal = 0
           ELSE NEW.renewal = before.renewal + 1 AND before.status IN ('active', 'expired') END,
      'R16 an extension continues an active or expired exception');
    RETURN NEW;
  END IF;

  PERFORM must(
    (NEW.id, NEW.number, NEW.requester_id, NEW.filed_by_id, NEW.filed_at, NEW.renewal, NEW.continues_id)
    IS NOT DISTINCT FROM
    (OLD.id, OLD.number, OLD.requester_id, OLD.filed_by_id, OLD.filed_at, OLD.renewal, OLD.continues_id),
    'R2 identity never changes');
  PERFORM must(NEW.version = OLD.version + 1, 'R2 the version grows by one');
  PERFORM must(EXISTS (
      SELECT FROM move m
      WHERE m.from_status = OLD.status AND m.to_status = NEW.status
        AND m.closed_reason IS NOT DISTINCT FROM NEW.closed_reason),
    'R2 no such move');
  PERFORM must(
    NEW.revision = OLD.revision OR NEW.revision = OLD.revision + 1 AND NEW.status = 'pending' AND NOT NEW.sent_back,
    'R10 only a pending request gets a new revision');
  PERFORM must(NOT OLD.sent_back OR NEW.sent_back OR NEW.revision > OLD.revision OR NEW.status = 'closed',
    'R10 what was sent back returns as a new revision');
  RETURN NEW;
END $$;

-- What a token records: with a right to ask, while it lives, in the name of who made it; a birth or a withdrawal.
CREATE FUNCTION guard_token() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id;
  PERFORM must(NEW.version IS DISTINCT FROM 1 OR x.sent_back = (NEW.via = 'token'),
    'R4 what a token asks for is born sent back, and nothing else is');
  PERFORM must(NEW.via <> 'token' OR NEW.version = 1 OR NEW.version > 1 AND x.closed_reason = 'withdrawn',
    'R6 a token asks and withdraws, and does nothing else');
  PERFORM must(NEW.via <> 'token' OR EXISTS (
      SELECT FROM api_token t JOIN account a ON a.person_id = t.by_id
      WHERE t.id = (NEW.body->>'token')::uuid AND a.id = NEW.actor_id
        AND 'request' = ANY (t.rights) AND t.ended_at IS NULL AND t.expires_at > register_now()),
    'R4 a token acts while it lives, in the name of who made it');
  RETURN NULL;
END $$;

CREATE TRIGGER r4_r6_token AFTER INSERT ON audit_event
  FOR EACH ROW WHEN (NEW.exception_id IS NOT NULL AND (NEW.via = 'token' OR NEW.version = 1)) EXECUTE FUNCTION guard_token();

-- Sent back by no decision: by its birth. Only the person whom the token named makes it a request.
CREATE FUNCTION guard_submission() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(
    NOT x.sent_back
    OR EXISTS (SELECT FROM decision d WHERE (d.exception_id, d.revision, d.verdict) = (x.id, x.revision, 'send_back'))
    OR root_person(NEW.by_id) = root_person(x.requester_id),
    'R4 what a token asked for is submitted by whom it named');
  RETURN NEW;
END $$;

-- Runs before r8_raise, which says of anything else that was sent back that its risk is not raised.
CREATE TRIGGER r4_submission BEFORE INSERT ON revision
  FOR EACH ROW WHEN (NEW.number > 1) EXECUTE FUNCTION guard_submission();

-- Emptied at will: which request a key of a sender led to, and how often each token has asked in its last minute.
CREATE TABLE scratch.idempotency (
  token_id uuid NOT NULL,
  path text NOT NULL,
  key text NOT NULL,
  content_hash bytea NOT NULL,
  number integer NOT NULL,
  at timestamptz NOT NULL DEFAULT register_now(),
  PRIMARY KEY (token_id, path, key)
);

CREATE INDEX idempotency_at_idx ON scratch.idempotency (at);

CREATE UNLOGGED TABLE scratch.token_pace (
  token_id uuid PRIMARY KEY,
  minute timestamptz NOT NULL,
  asked integer NOT NULL
);

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

GRANT SELECT, INSERT, UPDATE, DELETE ON scratch.idempotency, scratch.token_pace TO register_app;
