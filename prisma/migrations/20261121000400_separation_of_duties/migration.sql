-- R4, R5, R6, R9: who may decide, and what a decision opens. There is no switch.

ALTER TABLE step
  ADD CONSTRAINT somebody_is_needed CHECK (needed >= 1),
  ADD CONSTRAINT positions_count_from_one CHECK (position >= 1);

ALTER TABLE decision
  ADD CONSTRAINT r21_a_no_says_why CHECK (verdict = 'approve' OR comment <> ''),
  ADD CONSTRAINT grants_something CHECK (granted_seconds > 0 AND isfinite(granted_end)),
  ADD CONSTRAINT grants_when_it_approves CHECK (verdict = 'approve' OR num_nonnulls(granted_seconds, granted_end) = 0);

ALTER TABLE membership
  ADD CONSTRAINT nobody_seats_themselves CHECK (granted_by_id <> person_id),
  ADD CONSTRAINT a_seat_has_a_time CHECK (isfinite(from_at) AND isfinite(until_at) AND until_at >= from_at);

CREATE UNIQUE INDEX one_seat_at_a_time ON membership (group_id, person_id) WHERE until_at IS NULL;

ALTER TABLE person
  ADD CONSTRAINT has_a_name CHECK (name <> ''),
  ADD CONSTRAINT nobody_manages_themselves CHECK (manager_id <> id),
  ADD CONSTRAINT nobody_is_their_own_alias CHECK (same_as_id <> id);

ALTER TABLE approver_group
  ADD CONSTRAINT group_has_words CHECK (key <> '' AND name <> ''),
  ADD CONSTRAINT not_above_itself CHECK (above_id <> id);

ALTER TABLE session ADD CONSTRAINT eight_hours_at_most CHECK (
  isfinite(created_at) AND expires_at <= created_at + interval '8 hours');

-- An alias points at the person it stands for, never at another alias. The lock holds that person still meanwhile.
CREATE FUNCTION guard_alias() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM person p WHERE p.id = NEW.same_as_id FOR SHARE;
  PERFORM must(NEW.same_as_id IS NULL OR (
      (SELECT p.same_as_id IS NULL FROM person p WHERE p.id = NEW.same_as_id)
      AND NOT EXISTS (SELECT FROM person p WHERE p.same_as_id = NEW.id)),
    'R4 an alias stands for a person, not for an alias');
  RETURN NEW;
END $$;

CREATE TRIGGER r4_alias BEFORE INSERT OR UPDATE OF same_as_id ON person FOR EACH ROW EXECUTE FUNCTION guard_alias();

-- R9: steps are set for the current revision of a pending request before anybody signs one.
CREATE FUNCTION guard_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(x.status = 'pending' AND x.revision = NEW.revision, 'R9 steps belong to the current revision of a pending request');
  PERFORM must(NOT EXISTS (SELECT FROM decision d WHERE (d.exception_id, d.revision) = (x.id, x.revision)),
    'R9 steps are set before the first decision');
  RETURN NEW;
END $$;

CREATE TRIGGER r9_step BEFORE INSERT ON step FOR EACH ROW EXECUTE FUNCTION guard_step();

-- R4 the other way round: whoever has decided this revision does not become a party to it.
CREATE FUNCTION guard_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(NOT EXISTS (
      SELECT FROM decision d
      WHERE d.exception_id = NEW.exception_id AND d.revision >= NEW.from_revision
        AND root_person(d.person_id) = root_person(NEW.person_id)),
    'R4 who has decided does not become a party');
  RETURN NEW;
END $$;

CREATE TRIGGER r4_party BEFORE INSERT ON party FOR EACH ROW EXECUTE FUNCTION guard_party();

CREATE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  r revision;
  me uuid := root_person(NEW.person_id);
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  SELECT * INTO STRICT r FROM revision WHERE (exception_id, number) = (x.id, x.revision);

  PERFORM must(NEW.revision = x.revision AND NEW.content_hash = r.content_hash, 'R10 the request changed meanwhile');
  PERFORM must(
    x.status = 'pending' AND NOT x.sent_back
    OR x.status = 'active' AND x.ratified_at IS NULL AND register_now() < x.ratify_by,
    'R10 not open for a decision');

  PERFORM FROM account a JOIN session s ON s.account_id = a.id JOIN person p ON p.id = a.person_id
  WHERE (a.id, a.person_id, s.id) = (NEW.account_id, NEW.person_id, NEW.session_id)
    AND a.kind = 'human' AND p.deactivated_at IS NULL
    AND s.ended_at IS NULL AND s.expires_at > register_now()
  FOR SHARE;
  PERFORM must(FOUND, 'R6 deciding needs a person with a live account and a live session');

  PERFORM FROM step s JOIN membership m USING (group_id)
  WHERE (s.id, s.exception_id, s.revision, m.person_id) = (NEW.step_id, x.id, x.revision, NEW.person_id)
    AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())
  FOR SHARE OF m;
  PERFORM must(FOUND, 'R6 not in the group of this step');

  PERFORM must(NOT EXISTS (SELECT FROM party p WHERE p.exception_id = x.id AND root_person(p.person_id) = me),
    'R4 a party does not decide');
  PERFORM must(NOT EXISTS (
      SELECT FROM decision d
      WHERE (d.exception_id, d.revision) = (x.id, x.revision) AND root_person(d.person_id) = me),
    'R5 one person, one decision per revision');
  PERFORM must(
    coalesce(NEW.granted_seconds <= coalesce(r.asked_seconds, r.limit_seconds), true)
    AND coalesce(NEW.granted_end <= r.asked_end, true),
    'R8 an approver never widens');

  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r4_r5_r6_decision BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION guard_decision();

-- R9, R8, R17, R19 at commit: active only with every step signed on this very text, within every grant.
CREATE FUNCTION require_signed_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r revision;
  signed boolean;
  approved_once boolean;
BEGIN
  IF NEW.status <> 'active' THEN
    RETURN NULL;
  END IF;
  SELECT * INTO STRICT r FROM revision WHERE (exception_id, number) = (NEW.id, NEW.revision);

  -- bool_and over no step is null, and null is no
  SELECT bool_and(s.needed <= (
           SELECT count(*) FROM decision d
           WHERE d.step_id = s.id AND d.verdict = 'approve' AND d.content_hash = r.content_hash))
         AND count(*) >= (
           SELECT l.steps_min FROM risk_limit l
           WHERE (l.version, l.risk, l.emergency) = (r.rules_version, r.risk, r.emergency))
  INTO signed
  FROM step s WHERE (s.exception_id, s.revision) = (NEW.id, NEW.revision);

  approved_once := EXISTS (
    SELECT FROM decision d
    WHERE (d.exception_id, d.revision, d.verdict, d.content_hash) = (NEW.id, NEW.revision, 'approve', r.content_hash));

  PERFORM must(signed OR r.emergency AND NEW.ratified_at IS NULL AND approved_once,
    'R9 active without all required steps approved');
  PERFORM must(NOT EXISTS (
      SELECT FROM decision d
      WHERE (d.exception_id, d.revision) = (NEW.id, NEW.revision)
        AND (d.verdict <> 'approve'
             OR d.granted_end < NEW.ends_at
             OR d.granted_seconds < extract(epoch FROM NEW.ends_at) - extract(epoch FROM NEW.starts_at))),
    'R8 active against a decision');
  PERFORM must(NEW.renewal < 3 OR EXISTS (
      SELECT FROM step s JOIN approver_group g ON g.id = s.group_id
      WHERE (s.exception_id, s.revision) = (NEW.id, NEW.revision) AND g.is_forum),
    'R17 the third renewal needs the forum');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r9_signed_steps AFTER INSERT OR UPDATE ON exception
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_signed_steps();

-- Rejected and sent back only by somebody's decision: no other path says no in an approver's name.
CREATE FUNCTION require_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NEW.status <> 'rejected' OR EXISTS (
      SELECT FROM decision d WHERE (d.exception_id, d.revision, d.verdict) = (NEW.id, NEW.revision, 'reject')),
    'R9 rejected by nobody');
  PERFORM must(OLD.sent_back OR NOT NEW.sent_back OR EXISTS (
      SELECT FROM decision d WHERE (d.exception_id, d.revision, d.verdict) = (NEW.id, NEW.revision, 'send_back')),
    'R9 sent back by nobody');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r9_verdict AFTER UPDATE ON exception
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_verdict();

-- R3, R6: deactivating a person ends sessions and seats in the same transaction.
CREATE FUNCTION require_clean_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NEW.deactivated_at IS NULL OR (
      NOT EXISTS (SELECT FROM session s JOIN account a ON a.id = s.account_id
                  WHERE a.person_id = NEW.id AND s.ended_at IS NULL AND s.expires_at > register_now())
      AND NOT EXISTS (SELECT FROM membership m WHERE m.person_id = NEW.id AND m.until_at IS NULL)),
    'R6 deactivating ends sessions and seats');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r6_clean_leave AFTER INSERT OR UPDATE ON person
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_clean_leave();

-- R6 the other way round: who has left comes in by no session and no seat. An ended seat stays ended.
CREATE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM account a JOIN person p ON p.id = a.person_id
  WHERE a.id = NEW.account_id AND p.deactivated_at IS NULL FOR SHARE OF p;
  PERFORM must(FOUND OR NEW.ended_at IS NOT NULL, 'R6 a deactivated person has no session');
  RETURN NEW;
END $$;

CREATE TRIGGER r6_session BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION guard_session();

CREATE FUNCTION guard_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM person p WHERE p.id = NEW.person_id AND p.deactivated_at IS NULL FOR SHARE;
    PERFORM must(FOUND, 'R6 a deactivated person has no seat');
    RETURN NEW;
  END IF;
  PERFORM must(
    coalesce(OLD.until_at > register_now(), true) AND (NEW.until_at > register_now() OR is_now(NEW.until_at)),
    'R6 a seat ends once, and not in the past');
  RETURN NEW;
END $$;

CREATE TRIGGER r6_seat BEFORE INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION guard_seat();

-- R3: the owner is one active person when they become the owner.
CREATE FUNCTION guard_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.owner_id <> OLD.owner_id THEN
    PERFORM FROM person p WHERE p.id = NEW.owner_id AND p.deactivated_at IS NULL FOR SHARE;
    PERFORM must(FOUND, 'R3 the owner is an active person');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER r3_owner BEFORE INSERT OR UPDATE ON exception FOR EACH ROW EXECUTE FUNCTION guard_owner();
