-- R5, R8, R19: an approval may be taken back while other steps are open, an approver may raise the risk, and the clock
-- revokes an emergency that nobody ratified in time.

-- CreateTable
CREATE TABLE "retraction" (
    "decision_id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_clock(),

    CONSTRAINT "retraction_pkey" PRIMARY KEY ("decision_id")
);

-- CreateIndex
CREATE INDEX "retraction_exception_id_idx" ON "retraction"("exception_id");

-- CreateIndex
CREATE INDEX "retraction_account_id_idx" ON "retraction"("account_id");

-- CreateIndex
CREATE INDEX "retraction_session_id_idx" ON "retraction"("session_id");

-- AddForeignKey
ALTER TABLE "retraction" ADD CONSTRAINT "retraction_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "retraction" ADD CONSTRAINT "retraction_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "retraction" ADD CONSTRAINT "retraction_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "retraction" ADD CONSTRAINT "retraction_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Urgent requests, for the register's filter and for counting how often somebody asks urgently. Read word for word by
-- lib/exceptions/register-conditions.ts and lib/exceptions/urgency.ts.
CREATE INDEX revision_urgent ON revision (exception_id, number) WHERE content -> 'urgent' ->> 'what' <> '';

-- What an emergency still has to be asked of: the few that are active and not ratified, by their time.
CREATE INDEX exception_to_ratify ON exception (ratify_by) WHERE status = 'active' AND ratified_at IS NULL;

-- --------------------------------------------------------------------------------------- taking back

ALTER TABLE retraction ADD CONSTRAINT r5_a_retraction_says_why CHECK (reason <> '');

-- The decision stays, so whoever took it back has decided this revision and does not sign it again (R5).
CREATE FUNCTION guard_retraction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  d decision;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  SELECT * INTO d FROM decision WHERE (id, exception_id) = (NEW.decision_id, x.id);

  PERFORM must(x.status = 'pending' AND NOT x.sent_back, 'R5 an approval is taken back while other steps are open');
  PERFORM must(d.verdict = 'approve' AND d.revision = x.revision, 'R5 only an approval of the current revision is taken back');

  PERFORM FROM account a JOIN session s ON s.account_id = a.id JOIN person p ON p.id = a.person_id
  WHERE (a.id, s.id) = (NEW.account_id, NEW.session_id)
    AND a.kind = 'human' AND root_person(p.id) = root_person(d.person_id) AND p.deactivated_at IS NULL
    AND s.ended_at IS NULL AND s.expires_at > register_now()
  FOR SHARE;
  PERFORM must(FOUND, 'R6 an approval is taken back by who gave it, with a live session');

  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r5_r6_retraction BEFORE INSERT ON retraction FOR EACH ROW EXECUTE FUNCTION guard_retraction();

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON retraction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON retraction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_before_event BEFORE INSERT OR UPDATE ON retraction FOR EACH ROW EXECUTE FUNCTION refuse_after_event();

CREATE CONSTRAINT TRIGGER r2_has_version AFTER INSERT OR UPDATE ON retraction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_new_version();

-- R2: the event of that version is by who took it back.
CREATE FUNCTION require_retractor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e
      WHERE e.exception_id = NEW.exception_id AND e.version IS NOT NULL AND e.via = 'session' AND e.actor_id = NEW.account_id
        AND e.xid = this_transaction() AND e.at >= register_now()),
    'R2 what was taken back is recorded in the name of who did it');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_names_retractor AFTER INSERT ON retraction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_retractor();

-- All that is governed about one exception, as before, and what was taken back. Null where nothing was: what is null is
-- not compared, so that a record of before says the same as now.
CREATE OR REPLACE FUNCTION snapshot(x exception) RETURNS json LANGUAGE sql STABLE SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT json_build_object(
    'exception', to_json(x),
    'revisions', (SELECT json_agg(json_build_object('number', r.number, 'cause', r.cause, 'by', r.by_id, 'risk', r.risk,
                                                    'hash', encode(r.content_hash, 'hex')) ORDER BY r.number)
                  FROM revision r WHERE r.exception_id = x.id),
    'parties', (SELECT json_agg(to_json(p) ORDER BY p.person_id, p.capacity) FROM party p WHERE p.exception_id = x.id),
    'steps', (SELECT json_agg(to_json(s) ORDER BY s.revision, s.position) FROM step s WHERE s.exception_id = x.id),
    'decisions', (SELECT json_agg(to_json(d) ORDER BY d.id) FROM decision d WHERE d.exception_id = x.id),
    'retractions', (SELECT json_agg(to_json(t) ORDER BY t.decision_id) FROM retraction t WHERE t.exception_id = x.id),
    'conditions', (SELECT json_agg(to_json(c) ORDER BY c.id) FROM condition c WHERE c.exception_id = x.id),
    'evidence', (SELECT json_agg(to_json(v) ORDER BY v.id) FROM evidence v WHERE v.exception_id = x.id))
$$;

-- R9, R8, R17, R19 at commit: active only with every step signed on this very text, within every grant.
-- An approval that was taken back signs nothing and grants nothing.
CREATE OR REPLACE FUNCTION require_signed_steps() RETURNS trigger LANGUAGE plpgsql AS $$
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
           WHERE d.step_id = s.id AND d.verdict = 'approve' AND d.content_hash = r.content_hash
             AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)))
         AND count(*) >= (
           SELECT l.steps_min FROM risk_limit l
           WHERE (l.version, l.risk, l.emergency) = (r.rules_version, r.risk, r.emergency))
  INTO signed
  FROM step s WHERE (s.exception_id, s.revision) = (NEW.id, NEW.revision);

  approved_once := EXISTS (
    SELECT FROM decision d
    WHERE (d.exception_id, d.revision, d.verdict, d.content_hash) = (NEW.id, NEW.revision, 'approve', r.content_hash)
      AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id));

  PERFORM must(signed OR r.emergency AND NEW.ratified_at IS NULL AND approved_once,
    'R9 active without all required steps approved');
  PERFORM must(NOT EXISTS (
      SELECT FROM decision d
      WHERE (d.exception_id, d.revision) = (NEW.id, NEW.revision)
        AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)
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

-- ------------------------------------------------------------------------------------ raising the risk

-- R8: it is an approver who raises the risk, of what lies with them and not with its requester.
CREATE FUNCTION guard_raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE x exception;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id FOR UPDATE;
  PERFORM must(NOT x.sent_back, 'R8 the risk of what was sent back is not raised');

  PERFORM FROM step s JOIN membership m USING (group_id) JOIN person p ON p.id = m.person_id
  WHERE (s.exception_id, s.revision, m.person_id) = (x.id, x.revision, NEW.by_id)
    AND p.deactivated_at IS NULL
    AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())
  FOR SHARE OF m;
  PERFORM must(FOUND, 'R8 an approver raises the risk');

  PERFORM must(NOT EXISTS (
      SELECT FROM party p WHERE p.exception_id = x.id AND root_person(p.person_id) = root_person(NEW.by_id)),
    'R4 a party does not raise the risk');
  RETURN NEW;
END $$;

-- Runs after r8_r10_r12_revision (triggers fire in the order of their names).
CREATE TRIGGER r8_raise BEFORE INSERT ON revision
  FOR EACH ROW WHEN (NEW.cause = 'risk_raised') EXECUTE FUNCTION guard_raise();

-- ------------------------------------------------------------------------------------------ emergency

-- R19: people revoke with a reason; the clock revokes only what was not ratified in time.
CREATE FUNCTION guard_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NOT EXISTS (
      SELECT FROM exception x
      WHERE x.id = NEW.exception_id AND x.closed_reason = 'revoked'
        AND (x.ratified_at IS NULL AND x.ratify_by <= register_now()) IS NOT TRUE),
    'R19 the clock revokes only what was not ratified in time');
  RETURN NULL;
END $$;

CREATE TRIGGER r19_clock AFTER INSERT ON audit_event
  FOR EACH ROW WHEN (NEW.via = 'clock' AND NEW.version IS NOT NULL) EXECUTE FUNCTION guard_clock();

-- SEAL. Every guard fires always, also in replica mode; guards run as the owner with a fixed search path,
-- pg_temp last; nothing is executable by PUBLIC. A migration that adds a guard ends with this block again.
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

GRANT SELECT ON retraction TO register_app, register_auditor;
GRANT INSERT ON retraction TO register_app;
GRANT EXECUTE ON FUNCTION snapshot(exception) TO register_app, register_auditor;
