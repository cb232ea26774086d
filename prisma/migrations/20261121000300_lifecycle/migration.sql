-- The life of an exception: which moves exist, when its window begins and ends, and what an end needs.

-- The four persons are NOT NULL by the schema (R3). These say what each status holds.
ALTER TABLE exception
  ADD CONSTRAINT has_a_title CHECK (title <> ''),
  ADD CONSTRAINT r7_window_is_whole CHECK (num_nonnulls(activated_at, starts_at, ends_at) IN (0, 3)),
  ADD CONSTRAINT r7_window_is_finite CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at),
  ADD CONSTRAINT r7_in_force_has_a_window CHECK (status NOT IN ('active', 'expired') OR ends_at IS NOT NULL),
  ADD CONSTRAINT closed_has_a_reason CHECK ((status = 'closed') = (closed_reason IS NOT NULL)),
  ADD CONSTRAINT closed_has_a_time CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT sent_back_is_pending CHECK (NOT sent_back OR status = 'pending'),
  ADD CONSTRAINT r18_remediated_is_verified CHECK (
    (closed_reason IS NOT DISTINCT FROM 'remediated') = (num_nonnulls(removed_on, verified_by_id) = 2)
    AND num_nonnulls(removed_on, verified_by_id) <> 1
    AND isfinite(removed_on) IS NOT FALSE),
  ADD CONSTRAINT r19_ratified_was_due CHECK (ratified_at IS NULL OR ratify_by IS NOT NULL),
  ADD CONSTRAINT extends_another CHECK (continues_id <> id);

-- R16: one living extension at a time.
CREATE UNIQUE INDEX r16_one_extension ON exception (continues_id) WHERE status IN ('pending', 'active', 'expired');

ALTER TABLE move ADD CONSTRAINT each_move_once UNIQUE NULLS NOT DISTINCT (from_status, to_status, closed_reason);

INSERT INTO move (id, from_status, to_status, closed_reason) VALUES
  (1, 'pending', 'pending', NULL),
  (2, 'pending', 'active', NULL),
  (3, 'pending', 'rejected', NULL),
  (4, 'pending', 'closed', 'withdrawn'),
  (5, 'pending', 'closed', 'lapsed'),
  (6, 'active', 'active', NULL),
  (7, 'active', 'expired', NULL),
  (8, 'active', 'closed', 'remediated'),
  (9, 'active', 'closed', 'revoked'),
  (10, 'active', 'closed', 'superseded'),
  (11, 'expired', 'expired', NULL),
  (12, 'expired', 'closed', 'remediated'),
  (13, 'expired', 'closed', 'superseded');

-- R2, R10, R16: born pending, identity fixed, one version at a time, known moves only.
CREATE FUNCTION guard_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before exception;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO before FROM exception WHERE id = NEW.continues_id;
    PERFORM must(
      (NEW.status, NEW.version, NEW.revision, NEW.sent_back) = ('pending', 1, 1, false)
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

CREATE TRIGGER r2_moves BEFORE INSERT OR UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION guard_moves();

-- R7, R8, R19: the window is set once, at approval, and is no longer than was asked.
CREATE FUNCTION guard_window() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r revision;
  before exception;
  earliest timestamptz;
BEGIN
  PERFORM must(
    NEW.ratified_at IS NOT DISTINCT FROM OLD.ratified_at
    OR OLD.ratified_at IS NULL AND NEW.status = 'active' AND register_now() < NEW.ratify_by AND is_now(NEW.ratified_at),
    'R19 ratified now, in time, while active');

  IF NOT (OLD.status = 'pending' AND NEW.status = 'active') THEN
    PERFORM must(
      (NEW.activated_at, NEW.starts_at, NEW.ends_at, NEW.ratify_by) IS NOT DISTINCT FROM
      (OLD.activated_at, OLD.starts_at, OLD.ends_at, OLD.ratify_by),
      'R8 a window is set once');
    RETURN NEW;
  END IF;

  SELECT * INTO STRICT r FROM revision WHERE (exception_id, number) = (NEW.id, NEW.revision);
  SELECT * INTO before FROM exception WHERE id = NEW.continues_id;
  earliest := greatest(register_now(), r.asked_start, before.ends_at); -- greatest() skips nulls

  PERFORM must(is_now(NEW.activated_at), 'R7 active from now');
  PERFORM must(
    abs(extract(epoch FROM NEW.starts_at) - extract(epoch FROM earliest)) < 5
    AND NEW.starts_at = greatest(NEW.starts_at, r.asked_start, before.ends_at),
    'R7 the window starts at approval, at the asked start or at the end of what it extends');
  PERFORM must(
    extract(epoch FROM NEW.ends_at) - extract(epoch FROM NEW.starts_at) <= least(r.asked_seconds, r.limit_seconds)
    AND NEW.ends_at <= coalesce(r.asked_end, NEW.ends_at),
    'R8 longer than was asked');
  PERFORM must(
    CASE WHEN r.emergency THEN extract(epoch FROM NEW.ratify_by) - extract(epoch FROM register_now()) BETWEEN 0 AND 86405
         ELSE NEW.ratify_by IS NULL END,
    'R19 an emergency is ratified within 24 hours');
  RETURN NEW;
END $$;

CREATE TRIGGER r7_r8_window BEFORE UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION guard_window();

-- R11, R13, R16, R18: how it may end.
CREATE FUNCTION guard_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r revision;
BEGIN
  SELECT * INTO r FROM revision WHERE (exception_id, number) = (NEW.id, NEW.revision);

  PERFORM must(NEW.status <> 'expired' OR NEW.ends_at <= register_now(), 'R13 not ended yet');
  PERFORM must(NEW.closed_at IS NULL OR is_now(NEW.closed_at), 'R18 closed now');
  PERFORM must(
    NEW.closed_reason IS DISTINCT FROM 'lapsed' OR register_now() - r.at >= make_interval(secs => 2592000),
    'R11 not 30 days yet');
  PERFORM must(
    NEW.closed_reason IS DISTINCT FROM 'superseded'
    OR NEW.ends_at <= register_now()
       AND EXISTS (
         SELECT FROM exception e
         WHERE e.continues_id = NEW.id AND e.activated_at IS NOT NULL AND e.closed_reason IS DISTINCT FROM 'revoked'),
    'R16 nothing in force continues it');
  PERFORM must(
    NEW.closed_reason IS DISTINCT FROM 'remediated' OR r.risk < 'high' OR NEW.recheck = 'compliant'
    OR root_person(NEW.verified_by_id) NOT IN (root_person(OLD.owner_id), root_person(NEW.owner_id)),
    'R18 somebody else than the owner verifies');
  PERFORM must(
    NEW.removed_on IS NULL OR NEW.removed_on <= (register_now() + interval '14 hours')::date,
    'R18 removed on a day to come');
  RETURN NEW;
END $$;

CREATE TRIGGER r13_r18_end BEFORE UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION guard_end();

-- Title, risk and emergency are repeated for lists and never differ from what was decided on.
CREATE FUNCTION require_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  r revision;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.id;
  SELECT * INTO r FROM revision WHERE exception_id = x.id ORDER BY number DESC LIMIT 1;
  PERFORM must(r.number = x.revision, 'R10 an exception stands at its last revision');
  PERFORM must((x.title, x.risk, x.emergency) = (r.content->>'title', r.risk, r.emergency),
    'R10 title, risk and emergency are those of the revision');
  PERFORM must(x.status <> 'pending' OR x.owner_id = (r.content->>'owner')::uuid OR x.revision = OLD.revision,
    'R10 the owner is the one the revision names');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r10_has_revision AFTER INSERT OR UPDATE ON exception
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_revision();
