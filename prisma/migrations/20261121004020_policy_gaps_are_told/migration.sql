-- R26: other systems are told of a rule that does not fit. It is about a policy and no exception.

ALTER TABLE outgoing_event
  ALTER COLUMN exception_id DROP NOT NULL,
  ADD COLUMN policy_id uuid,
  ADD CONSTRAINT outgoing_event_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT outgoing_event_is_about_one_thing CHECK (num_nonnulls(exception_id, policy_id) = 1),
  ADD CONSTRAINT gaps_are_of_policies CHECK ((type = 'policy_gap.raised') = (policy_id IS NOT NULL));

CREATE INDEX outgoing_event_policy_id_type_at_idx ON outgoing_event (policy_id, type, at);
