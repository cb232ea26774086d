-- "Like this" on a request's page: what breaks the same rule on the same system, also where that is rare.
CREATE INDEX scope_policy_id_system_id_exception_id_idx ON scope (policy_id, system_id, exception_id);
