-- R28: a question that is asked again and again is kept as a view: a name and a query string of the register, somebody's
-- own or a group's. One's own is seen by nobody else, so the trail does not tell it. What a group looks at every week is
-- everybody's in it: each change of it is an event.

CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  query text NOT NULL,
  maker_id uuid NOT NULL,
  group_id uuid,
  -- What people of the group see who have chosen nothing else.
  is_default boolean NOT NULL DEFAULT false,
  removed_at timestamptz(3),
  CONSTRAINT saved_view_maker_id_fkey FOREIGN KEY (maker_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT saved_view_group_id_fkey FOREIGN KEY (group_id) REFERENCES approver_group (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT view_has_a_name CHECK (name <> '' AND char_length(name) <= 60),
  CONSTRAINT view_is_a_query CHECK (query LIKE '?_%' AND char_length(query) <= 2000),
  CONSTRAINT view_removed_at_an_instant CHECK (isfinite(removed_at)),
  CONSTRAINT only_groups_share_a_default CHECK (NOT is_default OR group_id IS NOT NULL AND removed_at IS NULL)
);

CREATE INDEX saved_view_maker_id_idx ON saved_view (maker_id);
CREATE INDEX saved_view_group_id_idx ON saved_view (group_id);
CREATE UNIQUE INDEX own_view_names_once ON saved_view (maker_id, name) WHERE group_id IS NULL AND removed_at IS NULL;
CREATE UNIQUE INDEX group_view_names_once ON saved_view (group_id, name) WHERE group_id IS NOT NULL AND removed_at IS NULL;
CREATE UNIQUE INDEX one_default_of_a_group ON saved_view (group_id) WHERE is_default;

-- What one person made of a view: a tab over the list, and the list they start with. Private.
CREATE TABLE view_choice (
  person_id uuid NOT NULL,
  view_id uuid NOT NULL,
  is_pinned boolean NOT NULL DEFAULT false,
  is_default boolean NOT NULL DEFAULT false,
  CONSTRAINT view_choice_pkey PRIMARY KEY (person_id, view_id),
  CONSTRAINT view_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT view_choice_view_id_fkey FOREIGN KEY (view_id) REFERENCES saved_view (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX view_choice_view_id_idx ON view_choice (view_id);
CREATE UNIQUE INDEX one_default_of_a_person ON view_choice (person_id) WHERE is_default;

-- ---------------------------------------------------------------------------------------------- guards

CREATE FUNCTION guard_saved_view() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM must(NEW.group_id IS NULL AND NEW.removed_at IS NULL, 'R28 a view begins as the own of who made it');
    RETURN NEW;
  END IF;

  PERFORM must(NEW.maker_id = OLD.maker_id, 'R28 a view keeps its maker');
  PERFORM must(OLD.group_id IS NULL OR NEW.group_id = OLD.group_id, 'R28 what a group was given stays with it');
  PERFORM must(NEW.group_id IS NOT DISTINCT FROM OLD.group_id OR EXISTS (
      SELECT FROM membership m
      WHERE m.group_id = NEW.group_id AND m.person_id = NEW.maker_id
        AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())),
    'R28 a view is shared by somebody of the group');
  RETURN NEW;
END $$;

CREATE TRIGGER r28_saved_view BEFORE INSERT OR UPDATE ON saved_view FOR EACH ROW EXECUTE FUNCTION guard_saved_view();

-- Whoever shares it made it; from then on the lead of the group or an administrator changes it.
CREATE FUNCTION require_view_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(EXISTS (
      SELECT FROM audit_event e JOIN account a ON a.id = e.actor_id JOIN person p ON p.id = a.person_id
      WHERE e.stream = 'saved_view/' || NEW.id AND e.xid = this_transaction() AND e.at >= register_now()
        AND CASE WHEN OLD.group_id IS NULL THEN p.id = NEW.maker_id
            ELSE p.role = 'administrator' OR p.id = (SELECT g.lead_id FROM approver_group g WHERE g.id = NEW.group_id) END),
    'R2 a change of a group''s view without the event of who may change it');
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER r2_has_event AFTER UPDATE ON saved_view
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION require_view_event();

CREATE FUNCTION guard_view_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NOT (NEW.is_pinned OR NEW.is_default) OR EXISTS (
      SELECT FROM saved_view v
      WHERE v.id = NEW.view_id AND CASE WHEN v.group_id IS NULL THEN v.maker_id = NEW.person_id ELSE EXISTS (
        SELECT FROM membership m
        WHERE m.group_id = v.group_id AND m.person_id = NEW.person_id
          AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())) END),
    'R28 people choose among their own views and those of their groups');
  RETURN NEW;
END $$;

CREATE TRIGGER r28_view_choice BEFORE INSERT OR UPDATE ON view_choice FOR EACH ROW EXECUTE FUNCTION guard_view_choice();

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON saved_view FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON saved_view FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_deleted BEFORE DELETE ON view_choice FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON view_choice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

REVOKE ALL ON saved_view, view_choice FROM PUBLIC;
GRANT SELECT ON saved_view, view_choice TO register_app, register_auditor;
GRANT INSERT ON saved_view TO register_app;
GRANT UPDATE (name, query, group_id, is_default, removed_at) ON saved_view TO register_app;
GRANT INSERT, UPDATE (is_pinned, is_default) ON view_choice TO register_app;
