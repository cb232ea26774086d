-- What is asked: revisions and what follows from them. R7 and R12 (windows), R8 (nobody lowers the risk),
-- R10 (decisions bind to a revision), R20 (no policy or no scope: no request).

ALTER TABLE risk_limit
  ADD CONSTRAINT some_step CHECK (steps_min >= 1),
  ADD CONSTRAINT r19_emergency_ends_within_72_hours CHECK (limit_seconds > 0 AND (NOT emergency OR limit_seconds <= 259200));

-- R12: low 30 days, moderate 14, high 7, critical 3; an emergency 72 hours.
INSERT INTO risk_limit (version, risk, emergency, limit_seconds, steps_min) VALUES
  (1, 'low', false, 30 * 86400, 1),
  (1, 'moderate', false, 14 * 86400, 1),
  (1, 'high', false, 7 * 86400, 2),
  (1, 'critical', false, 3 * 86400, 2),
  (1, 'low', true, 3 * 86400, 1),
  (1, 'moderate', true, 3 * 86400, 1),
  (1, 'high', true, 3 * 86400, 2),
  (1, 'critical', true, 3 * 86400, 2);

ALTER TABLE policy
  ADD CONSTRAINT longest_is_positive CHECK (longest_seconds > 0),
  ADD CONSTRAINT policy_has_words CHECK (key <> '' AND title <> '' AND statement <> '');

ALTER TABLE system
  ADD CONSTRAINT system_has_words CHECK (key <> '' AND name <> ''),
  ADD CONSTRAINT system_stands_somewhere CHECK (cardinality(environments) > 0);

ALTER TABLE revision
  ADD CONSTRAINT r7_a_length_or_an_end CHECK (num_nonnulls(asked_seconds, asked_end) = 1),
  ADD CONSTRAINT r12_length_within_limit CHECK (asked_seconds > 0 AND asked_seconds <= limit_seconds),
  ADD CONSTRAINT r12_limit_within_risk CHECK (limit_seconds > 0 AND limit_seconds <= risk_limit_seconds),
  ADD CONSTRAINT finite_instants CHECK (isfinite(asked_start) AND isfinite(asked_end)),
  ADD CONSTRAINT content_hash_is_sha256 CHECK (octet_length(content_hash) = 32);

CREATE FUNCTION content_hash(r revision) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(
    frame('exception-content-v1') ||
    frame(uuid_send(r.exception_id)) ||
    frame(int4send(r.number)) ||
    frame(convert_to(r.risk::text, 'UTF8')) ||
    frame(int4send(r.rules_version)) ||
    frame(int4send(r.limit_seconds)) ||
    frame(boolsend(r.emergency)) ||
    frame(int8send((extract(epoch FROM r.asked_start) * 1000)::bigint)) ||
    frame(int4send(r.asked_seconds)) ||
    frame(int8send((extract(epoch FROM r.asked_end) * 1000)::bigint)) ||
    frame(convert_to(r.content::text, 'UTF8')))
$$;

CREATE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  was revision;
  before exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  SELECT * INTO was FROM revision WHERE exception_id = x.id ORDER BY number DESC LIMIT 1;
  SELECT * INTO before FROM exception WHERE id = x.continues_id;

  PERFORM must(x.status = 'pending' AND NEW.number = coalesce(was.number, 0) + 1 AND (NEW.number = 1) = (NEW.cause = 'filed'),
    'R10 only a pending request gets its next revision');
  PERFORM must(NEW.number > 1 OR NEW.by_id = x.filed_by_id, 'R4 the first revision is by who filed it');
  PERFORM must(NEW.number = 1 OR NEW.risk >= was.risk, 'R8 nobody lowers the risk');
  PERFORM must(NEW.cause <> 'risk_raised' OR (
      NEW.risk > was.risk
      AND coalesce(NEW.asked_seconds <= was.asked_seconds, NEW.asked_end <= was.asked_end)
      AND (NEW.content::text, NEW.asked_start, NEW.emergency) IS NOT DISTINCT FROM (was.content::text, was.asked_start, was.emergency)),
    'R8 raising the risk changes nothing else');
  PERFORM must(x.continues_id IS NULL OR NEW.asked_start IS NULL, 'R16 an extension starts where the earlier one ends');
  PERFORM must(NEW.asked_end IS NULL OR
      extract(epoch FROM NEW.asked_end) - extract(epoch FROM greatest(register_now(), NEW.asked_start, before.ends_at))
      BETWEEN 1 AND NEW.limit_seconds,
    'R12 the fixed end is past or beyond the limit');

  NEW.at := register_clock();
  NEW.content_hash := content_hash(NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER r8_r10_r12_revision BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION guard_revision();

-- PARTIES AND SCOPE are written here and nowhere else: nobody can forget a party, and the gate reads what was approved.
CREATE FUNCTION derive_from_revision() RETURNS trigger LANGUAGE plpgsql AS $$
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

  INSERT INTO scope
  SELECT NEW.exception_id, NEW.number, (item->>'policy')::uuid, (item->>'system')::uuid,
         (item->>'environment')::environment, coalesce(item->>'resource', '')
  FROM json_array_elements(NEW.content->'scope') AS item;
  PERFORM must(FOUND, 'R20 no policy or no scope');

  PERFORM must(NEW.limit_seconds <= ALL (
      SELECT p.longest_seconds FROM scope s JOIN policy p ON p.id = s.policy_id
      WHERE (s.exception_id, s.revision) = (NEW.exception_id, NEW.number) AND p.longest_seconds IS NOT NULL),
    'R12 a policy allows less');
  RETURN NULL;
END $$;

CREATE TRIGGER r4_r20_derive AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION derive_from_revision();

CREATE FUNCTION derive_new_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO party VALUES (NEW.id, NEW.owner_id, 'owner', NEW.revision) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER r4_derive AFTER UPDATE OF owner_id ON exception FOR EACH ROW EXECUTE FUNCTION derive_new_owner();

-- The words by which an exception is found: number, title, policies, systems, people, reason.
CREATE FUNCTION derive_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_text
  SELECT x.id,
    setweight(to_tsvector('simple', concat_ws(' ', 'EX-' || x.number, x.number, NEW.content->>'title')), 'A') ||
    setweight(to_tsvector('simple', (
      SELECT string_agg(concat_ws(' ', p.key, p.title, y.key, y.name, s.resource), ' ')
      FROM scope s JOIN policy p ON p.id = s.policy_id JOIN system y ON y.id = s.system_id
      WHERE (s.exception_id, s.revision) = (NEW.exception_id, NEW.number))), 'B') ||
    setweight(to_tsvector('simple', (
      SELECT string_agg(q.name, ' ') FROM person q WHERE q.id IN (x.owner_id, x.requester_id))), 'C') ||
    setweight(to_tsvector('simple', concat_ws(' ', NEW.content->>'reason')), 'D')
  FROM exception x WHERE x.id = NEW.exception_id
  ON CONFLICT (exception_id) DO UPDATE SET words = EXCLUDED.words;
  RETURN NULL;
END $$;

-- Runs after r4_r20_derive (triggers fire in the order of their names), because it reads the scope.
CREATE TRIGGER search_text_derive AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION derive_search_text();
