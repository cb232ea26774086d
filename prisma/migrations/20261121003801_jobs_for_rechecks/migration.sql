-- A re-check starts a job of GitHub or GitLab itself (R15), and a webhook may be told of some systems alone.

-- `branch` is where the job of a pipeline lives; `system_ids` is empty for all systems.
ALTER TABLE webhook
  ADD COLUMN branch text,
  ADD COLUMN system_ids uuid[] NOT NULL DEFAULT '{}',
  DROP CONSTRAINT what_starts_rechecks_is_signed,
  ADD CONSTRAINT chats_start_no_rechecks CHECK (NOT starts_rechecks OR kind NOT IN ('slack', 'teams')),
  ADD CONSTRAINT jobs_have_a_branch CHECK ((kind IN ('github', 'gitlab')) = (branch IS NOT NULL)),
  ADD CONSTRAINT jobs_answer_rechecks_alone CHECK (branch IS NULL OR (starts_rechecks AND events = '{recheck.requested}'));

DROP TRIGGER r2_has_event ON webhook;
CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE OF events, starts_rechecks, system_ids, off_at, off_why ON webhook
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event();
ALTER TABLE webhook ENABLE ALWAYS TRIGGER r2_has_event;

GRANT UPDATE (system_ids) ON webhook TO register_app;
