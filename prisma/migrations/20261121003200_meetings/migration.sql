-- R27: the weekly meeting. What it looked at, who was there, what was said, recommended and promised. While it is open
-- whoever leads it writes; once it has ended its minutes stand with their hash, and nothing of it changes.

CREATE TYPE agenda_kind AS ENUM ('expired', 'ending', 'condition', 'overdue', 'leaver', 'gap', 'new_high', 'follow_up',
                                 'flagged');

-- json, not jsonb: the text of the minutes is what is hashed. `item`: the position that everybody looks at, since when.
CREATE TABLE meeting (
  id uuid PRIMARY KEY,
  number integer NOT NULL,
  chair_id uuid NOT NULL,
  opened_at timestamptz(3) NOT NULL DEFAULT register_clock(),
  item integer NOT NULL DEFAULT 1,
  item_since timestamptz(3) NOT NULL DEFAULT register_clock(),
  ended_at timestamptz(3),
  minutes json,
  hash bytea,
  CONSTRAINT meeting_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT r27_ended_with_minutes CHECK (num_nulls(ended_at, minutes, hash) IN (0, 3)),
  CONSTRAINT r27_hash_is_that_of_the_minutes CHECK (hash = sha256(convert_to(minutes::text, 'UTF8')))
);

CREATE UNIQUE INDEX meeting_number_key ON meeting (number);
CREATE UNIQUE INDEX r27_one_open_meeting ON meeting ((ended_at IS NULL)) WHERE ended_at IS NULL;
CREATE INDEX meeting_chair_id_idx ON meeting (chair_id);

-- Without a meeting it waits for the next one: flagged by hand, or carried over.
CREATE TABLE meeting_item (
  id uuid PRIMARY KEY,
  meeting_id uuid,
  position integer,
  kind agenda_kind NOT NULL,
  why text NOT NULL,
  exception_id uuid,
  policy_id uuid,
  follow_up_id uuid,
  by_id uuid,
  carried_from_id uuid,
  carried integer NOT NULL DEFAULT 0,
  reached_at timestamptz(3),
  seconds integer NOT NULL DEFAULT 0,
  carried_at timestamptz(3),
  CONSTRAINT meeting_item_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_item_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES exception (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_item_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_item_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_item_carried_from_id_fkey FOREIGN KEY (carried_from_id) REFERENCES meeting_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT item_is_about_one_thing CHECK (num_nonnulls(exception_id, policy_id, follow_up_id) = 1),
  CONSTRAINT item_has_its_place CHECK ((meeting_id IS NULL) = (position IS NULL)),
  CONSTRAINT item_has_words CHECK (why <> '')
);

CREATE UNIQUE INDEX meeting_item_meeting_id_position_key ON meeting_item (meeting_id, position);
CREATE UNIQUE INDEX meeting_item_carried_from_id_key ON meeting_item (carried_from_id);
CREATE UNIQUE INDEX r27_waits_once ON meeting_item (exception_id) WHERE meeting_id IS NULL;
CREATE INDEX meeting_item_exception_id_idx ON meeting_item (exception_id);
CREATE INDEX meeting_item_policy_id_idx ON meeting_item (policy_id);
CREATE INDEX meeting_item_follow_up_id_idx ON meeting_item (follow_up_id);
CREATE INDEX meeting_item_by_id_idx ON meeting_item (by_id);

CREATE TABLE meeting_attendance (
  meeting_id uuid,
  person_id uuid,
  present boolean NOT NULL,
  PRIMARY KEY (meeting_id, person_id),
  CONSTRAINT meeting_attendance_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_attendance_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX meeting_attendance_person_id_idx ON meeting_attendance (person_id);

-- What was said about an item; `recommends`: what the meeting asks of whoever decides. It decides nothing itself (R4–R6).
CREATE TABLE meeting_note (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  body text NOT NULL,
  recommends boolean NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT register_clock(),
  CONSTRAINT meeting_note_item_id_fkey FOREIGN KEY (item_id) REFERENCES meeting_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_note_by_id_fkey FOREIGN KEY (by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT meeting_note_has_words CHECK (body <> '')
);

CREATE INDEX meeting_note_item_id_at_idx ON meeting_note (item_id, at);
CREATE INDEX meeting_note_by_id_idx ON meeting_note (by_id);

CREATE TABLE follow_up (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  what text NOT NULL,
  owner_id uuid NOT NULL,
  due_on date NOT NULL,
  done_at timestamptz(3),
  CONSTRAINT follow_up_item_id_fkey FOREIGN KEY (item_id) REFERENCES meeting_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT follow_up_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT follow_up_has_words CHECK (what <> ''),
  CONSTRAINT follow_up_is_due_on_a_day CHECK (isfinite(due_on))
);

CREATE INDEX follow_up_item_id_idx ON follow_up (item_id);
CREATE INDEX follow_up_owner_id_done_at_idx ON follow_up (owner_id, done_at);

ALTER TABLE meeting_item
  ADD CONSTRAINT meeting_item_follow_up_id_fkey FOREIGN KEY (follow_up_id) REFERENCES follow_up (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------- guards

CREATE FUNCTION guard_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(reviews_quarters(NEW.chair_id), 'R27 security leads and administrators hold the meeting');
  IF TG_OP = 'UPDATE' THEN
    PERFORM must(OLD.ended_at IS NULL, 'R27 a meeting that has ended does not change');
    PERFORM must((NEW.id, NEW.number, NEW.opened_at) = (OLD.id, OLD.number, OLD.opened_at),
      'R27 a meeting keeps its number and its beginning');
  END IF;
  PERFORM must(NEW.ended_at IS NULL OR is_now(NEW.ended_at), 'R27 a meeting ends now');
  RETURN NEW;
END $$;

CREATE TRIGGER r27_meeting BEFORE INSERT OR UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION guard_meeting();

-- Whoever ends the meeting waits until this is done.
CREATE FUNCTION is_open_meeting(meeting_id uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM FROM meeting m WHERE m.id = meeting_id AND m.ended_at IS NULL FOR SHARE;
  RETURN FOUND;
END $$;

CREATE FUNCTION guard_meeting_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(NEW.meeting_id IS NULL OR is_open_meeting(NEW.meeting_id), 'R27 items stand on the agenda of an open meeting');
  IF TG_OP = 'UPDATE' THEN
    PERFORM must(OLD.meeting_id IS NULL OR NEW.meeting_id = OLD.meeting_id, 'R27 an item stays on its agenda');
    PERFORM must((NEW.id, NEW.exception_id, NEW.policy_id, NEW.follow_up_id, NEW.by_id, NEW.carried_from_id, NEW.carried)
        IS NOT DISTINCT FROM (OLD.id, OLD.exception_id, OLD.policy_id, OLD.follow_up_id, OLD.by_id, OLD.carried_from_id, OLD.carried),
      'R27 an item stays what it is about');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER r27_item BEFORE INSERT OR UPDATE ON meeting_item FOR EACH ROW EXECUTE FUNCTION guard_meeting_item();

CREATE FUNCTION guard_meeting_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(is_open_meeting(NEW.meeting_id), 'R27 only who is at an open meeting is there');
  RETURN NEW;
END $$;

CREATE TRIGGER r27_attendance BEFORE INSERT OR UPDATE ON meeting_attendance
  FOR EACH ROW EXECUTE FUNCTION guard_meeting_attendance();

CREATE FUNCTION guard_meeting_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must(is_open_meeting((SELECT i.meeting_id FROM meeting_item i WHERE i.id = NEW.item_id)),
    'R27 notes are written at an open meeting');
  NEW.at := register_clock();
  RETURN NEW;
END $$;

CREATE TRIGGER r27_note BEFORE INSERT ON meeting_note FOR EACH ROW EXECUTE FUNCTION guard_meeting_note();

CREATE FUNCTION guard_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM must(is_open_meeting((SELECT i.meeting_id FROM meeting_item i WHERE i.id = NEW.item_id)),
      'R27 follow-ups are promised at an open meeting');
    PERFORM must(EXISTS (SELECT FROM person p WHERE p.id = NEW.owner_id AND p.deactivated_at IS NULL),
      'R27 whoever follows up is active');
  ELSE
    PERFORM must(OLD.done_at IS NULL AND to_jsonb(NEW) - 'done_at' = to_jsonb(OLD) - 'done_at',
      'R27 a follow-up is done once, and nothing else of it changes');
  END IF;
  PERFORM must(NEW.done_at IS NULL OR TG_OP = 'UPDATE' AND is_now(NEW.done_at), 'R27 a follow-up is done now');
  RETURN NEW;
END $$;

CREATE TRIGGER r27_follow_up BEFORE INSERT OR UPDATE ON follow_up FOR EACH ROW EXECUTE FUNCTION guard_follow_up();

-- At commit: one event tells it. Of the meeting, by whoever leads it; of the exception, by whoever put it on the agenda;
-- of the follow-up, by its owner or somebody who could lead.
CREATE FUNCTION require_meeting_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(NEW);
  told text;
  who uuid;
BEGIN
  IF TG_TABLE_NAME = 'follow_up' AND TG_OP = 'UPDATE' THEN
    told := 'follow_up/' || (changed->>'id');
    who := (changed->>'owner_id')::uuid;
  ELSIF TG_TABLE_NAME = 'meeting_item' AND changed->>'meeting_id' IS NULL AND changed->>'carried_from_id' IS NULL THEN
    told := 'exception/' || (changed->>'exception_id');
    who := (changed->>'by_id')::uuid;
  ELSE
    SELECT 'meeting/' || m.id, m.chair_id INTO told, who FROM meeting m
    WHERE m.id = CASE TG_TABLE_NAME
        WHEN 'meeting' THEN (changed->>'id')::uuid
        WHEN 'meeting_attendance' THEN (changed->>'meeting_id')::uuid
        WHEN 'meeting_item' THEN coalesce((changed->>'meeting_id')::uuid,
          (SELECT i.meeting_id FROM meeting_item i WHERE i.id = (changed->>'carried_from_id')::uuid))
        ELSE (SELECT i.meeting_id FROM meeting_item i WHERE i.id = (changed->>'item_id')::uuid)
      END;
  END IF;
  PERFORM must(EXISTS (
      SELECT FROM audit_event e JOIN account a ON a.id = e.actor_id
      WHERE e.stream = told AND e.xid = this_transaction() AND e.at >= register_now() AND e.via = 'session'
        AND (a.person_id = who OR told LIKE 'follow_up/%' AND reviews_quarters(a.person_id))),
    'R27 a change of a meeting without the event of whoever made it');
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['meeting', 'meeting_item', 'meeting_attendance', 'meeting_note', 'follow_up'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER r2_has_event AFTER INSERT OR UPDATE ON %I
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_meeting_event()', name);
    EXECUTE format('CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['meeting', 'meeting_item', 'meeting_attendance', 'follow_up'] LOOP
    EXECUTE format('CREATE TRIGGER r2_never_deleted BEFORE DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

CREATE TRIGGER r2_only_grows BEFORE UPDATE OR DELETE ON meeting_note FOR EACH ROW EXECUTE FUNCTION refuse_change();

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

REVOKE ALL ON meeting, meeting_item, meeting_attendance, meeting_note, follow_up FROM PUBLIC;
GRANT SELECT ON meeting, meeting_item, meeting_attendance, meeting_note, follow_up TO register_app, register_auditor;
GRANT INSERT (id, number, chair_id, item) ON meeting TO register_app;
GRANT UPDATE (chair_id, item, item_since, ended_at, minutes, hash) ON meeting TO register_app;
GRANT INSERT ON meeting_item, meeting_attendance TO register_app;
GRANT UPDATE (meeting_id, position, kind, why, reached_at, seconds, carried_at) ON meeting_item TO register_app;
GRANT UPDATE (present) ON meeting_attendance TO register_app;
GRANT INSERT (id, item_id, body, recommends, by_id) ON meeting_note TO register_app;
GRANT INSERT (id, item_id, what, owner_id, due_on) ON follow_up TO register_app;
GRANT UPDATE (done_at) ON follow_up TO register_app;
