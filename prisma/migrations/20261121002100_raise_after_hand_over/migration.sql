-- R8: an approver may raise the risk of what changed hands while it waited. Raising changes nothing that was asked, so the
-- new revision names the owner of then, as the one before it does; who owns it now stands on the exception (R3).
CREATE OR REPLACE FUNCTION require_revision() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x exception;
  r revision;
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.id;
  SELECT * INTO r FROM revision WHERE exception_id = x.id ORDER BY number DESC LIMIT 1;
  PERFORM must(r.number = x.revision, 'R10 an exception stands at its last revision');
  PERFORM must((x.title, x.risk, x.emergency) = (r.content->>'title', r.risk, r.emergency),
    'R10 title, risk and emergency are those of the revision');
  PERFORM must(
    x.status <> 'pending' OR x.owner_id = (r.content->>'owner')::uuid OR x.revision = OLD.revision
    OR r.cause = 'risk_raised' AND x.owner_id = OLD.owner_id,
    'R10 the owner is the one the revision names');
  RETURN NULL;
END $$;
