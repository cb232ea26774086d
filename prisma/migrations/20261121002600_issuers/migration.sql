-- R4, R24: a pipeline proves itself with the token of an issuer (GitHub, GitLab). An administrator names the issuers and
-- binds their stable ids to systems and environments; each token is taken once; and whoever started the run is a person
-- here only after linking themselves, signed in.

CREATE TYPE issuer_kind AS ENUM ('github', 'gitlab');

CREATE TABLE pipeline_issuer (
  id         uuid PRIMARY KEY,
  url        text NOT NULL,
  kind       issuer_kind NOT NULL,
  added_at   timestamptz(3) NOT NULL DEFAULT register_now(),
  retired_at timestamptz(3),

  CONSTRAINT issuer_is_https CHECK (url ~ '^https://[^/?#@ ]+(/[^?# ]*[^/?# ])?$')
);

CREATE UNIQUE INDEX pipeline_issuer_url_key ON pipeline_issuer (url);

-- Who may ask: by a secret with an end, or by an issuer's tokens that hold these claims.
ALTER TABLE api_token
  ALTER hash DROP NOT NULL,
  ALTER expires_at DROP NOT NULL,
  ADD issuer_id uuid REFERENCES pipeline_issuer (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD claims json,
  ADD CONSTRAINT token_has_a_secret_or_an_issuer CHECK (
    CASE WHEN issuer_id IS NULL THEN num_nonnulls(hash, expires_at) = 2 AND claims IS NULL
         ELSE num_nonnulls(hash, expires_at) = 0 END),
  -- Names change hands; ids do not.
  ADD CONSTRAINT binding_names_an_id CHECK (issuer_id IS NULL OR num_nonnulls(
    claims->>'repository_id', claims->>'repository_owner_id', claims->>'project_id', claims->>'namespace_id') > 0);

CREATE INDEX api_token_issuer_id_idx ON api_token (issuer_id);

-- One token of an issuer, taken once: by what, what it said, what it may, until when. With a hash it was swapped.
CREATE TABLE pipeline_run (
  id           uuid PRIMARY KEY,
  token_id     uuid NOT NULL REFERENCES api_token (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  issuer_id    uuid NOT NULL REFERENCES pipeline_issuer (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  jti          text NOT NULL,
  first_use    text NOT NULL,
  claims       json NOT NULL,
  -- Who started it, by the issuer's id; null where the issuer does not say.
  subject      text,
  rights       token_right[] NOT NULL,
  environments environment[] NOT NULL,
  hash         bytea,
  at           timestamptz(3) NOT NULL DEFAULT register_now(),
  expires_at   timestamptz(3) NOT NULL,

  CONSTRAINT run_hash_is_sha256 CHECK (octet_length(hash) = 32),
  CONSTRAINT run_ends_within_an_hour CHECK (expires_at > at AND expires_at <= at + interval '60 minutes'),
  CONSTRAINT production_is_named CHECK (NOT 'production' = ANY (environments) OR coalesce(claims->>'environment', '') <> '')
);

CREATE UNIQUE INDEX pipeline_run_issuer_id_jti_key ON pipeline_run (issuer_id, jti);
CREATE UNIQUE INDEX pipeline_run_hash_key ON pipeline_run (hash);
CREATE INDEX pipeline_run_token_id_at_idx ON pipeline_run (token_id, at);

ALTER TABLE evaluation ADD run_id uuid REFERENCES pipeline_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX evaluation_run_id_idx ON evaluation (run_id);

-- Whom an issuer calls so is this person, who said so, signed in. One person at a time.
CREATE TABLE linked_person (
  id        uuid PRIMARY KEY,
  issuer_id uuid NOT NULL REFERENCES pipeline_issuer (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  subject   text NOT NULL,
  name      text NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  linked_at timestamptz(3) NOT NULL DEFAULT register_now(),
  ended_at  timestamptz(3)
);

CREATE UNIQUE INDEX r4_linked_once ON linked_person (issuer_id, subject) WHERE ended_at IS NULL;
CREATE INDEX linked_person_person_id_idx ON linked_person (person_id);

-- Emptied at will: what a pipeline printed for whoever started it, to link themselves with, once.
CREATE TABLE scratch.link_code (
  hash       bytea PRIMARY KEY,
  issuer_id  uuid NOT NULL,
  subject    text NOT NULL,
  name       text NOT NULL,
  place      text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- ----------------------------------------------------------------------------------------------- guards

-- R24: nothing that a token says makes it wider than its binding.
CREATE FUNCTION guard_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE binding api_token;
BEGIN
  SELECT * INTO STRICT binding FROM api_token WHERE id = NEW.token_id;
  PERFORM must(binding.ended_at IS NULL AND EXISTS (
      SELECT FROM pipeline_issuer i WHERE i.id = NEW.issuer_id AND i.id = binding.issuer_id AND i.retired_at IS NULL),
    'R24 a run belongs to a binding that stands');
  PERFORM must(NEW.claims::jsonb @> binding.claims::jsonb
      AND NEW.rights <@ binding.rights AND NEW.environments <@ binding.environments,
    'R24 a run is no wider than its binding');
  NEW.at := register_now();
  RETURN NEW;
END $$;

CREATE TRIGGER r24_run BEFORE INSERT ON pipeline_run FOR EACH ROW EXECUTE FUNCTION guard_run();

-- R4: nobody says of another who they are.
CREATE FUNCTION require_own_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e JOIN account a ON a.id = e.actor_id
      WHERE e.stream = 'linked_person/' || NEW.id AND e.xid = this_transaction() AND e.at >= register_now()
        AND e.via = 'session' AND a.person_id = NEW.person_id),
    'R4 people link themselves, signed in');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r4_own_link AFTER INSERT ON linked_person
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_own_link();

-- What a token records, as before; and a run: in the name of whoever started it, for themselves, and not sent back.
CREATE OR REPLACE FUNCTION guard_token() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  x exception;
  run uuid := NEW.body->>'run';
BEGIN
  SELECT * INTO STRICT x FROM exception WHERE id = NEW.exception_id;
  PERFORM must(NEW.version IS DISTINCT FROM 1 OR x.sent_back = (NEW.via = 'token' AND run IS NULL),
    'R4 what a token asks for is born sent back, and nothing else is');
  PERFORM must(NEW.via <> 'token' OR NEW.version = 1 OR NEW.version > 1 AND x.closed_reason = 'withdrawn',
    'R6 a token asks and withdraws, and does nothing else');
  PERFORM must(NEW.via <> 'token' OR run IS NOT NULL OR EXISTS (
      SELECT FROM api_token t JOIN account a ON a.person_id = t.by_id
      WHERE t.id = (NEW.body->>'token')::uuid AND a.id = NEW.actor_id
        AND 'request' = ANY (t.rights) AND t.ended_at IS NULL AND t.expires_at > register_now()),
    'R4 a token acts while it lives, in the name of who made it');
  PERFORM must(NEW.via <> 'token' OR run IS NULL OR EXISTS (
      SELECT FROM pipeline_run r
      JOIN api_token t ON t.id = r.token_id
      JOIN pipeline_issuer i ON i.id = r.issuer_id
      JOIN linked_person l ON (l.issuer_id, l.subject) = (r.issuer_id, r.subject)
      JOIN account a ON a.person_id = l.person_id
      WHERE (r.id, t.id, a.id) = (run, (NEW.body->>'token')::uuid, NEW.actor_id)
        AND 'request' = ANY (r.rights) AND r.expires_at > register_now()
        AND num_nonnulls(t.ended_at, i.retired_at, l.ended_at) = 0
        AND (x.requester_id, x.filed_by_id) = (l.person_id, l.person_id)),
    'R4 a run acts while it lasts, for whoever started it');
  RETURN NULL;
END $$;

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON pipeline_issuer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON pipeline_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON linked_person FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON pipeline_issuer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON pipeline_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON linked_person FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON pipeline_issuer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event();
CREATE CONSTRAINT TRIGGER r2_has_event AFTER UPDATE ON linked_person
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

REVOKE ALL ON pipeline_issuer, pipeline_run, linked_person FROM PUBLIC;
GRANT SELECT ON pipeline_issuer, pipeline_run, linked_person TO register_app, register_auditor;
GRANT INSERT (id, url, kind) ON pipeline_issuer TO register_app;
GRANT UPDATE (retired_at) ON pipeline_issuer TO register_app;
GRANT INSERT (issuer_id, claims) ON api_token TO register_app;
GRANT INSERT (id, token_id, issuer_id, jti, first_use, claims, subject, rights, environments, hash, expires_at)
  ON pipeline_run TO register_app;
GRANT INSERT (run_id) ON evaluation TO register_app;
GRANT INSERT (id, issuer_id, subject, name, person_id) ON linked_person TO register_app;
GRANT UPDATE (ended_at) ON linked_person TO register_app;
GRANT SELECT, INSERT, DELETE ON scratch.link_code TO register_app;
