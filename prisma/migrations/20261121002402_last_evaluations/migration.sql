-- The last evaluation of a system in each of its environments is found without reading the others.

DROP INDEX evaluation_system_id_received_at_idx;
CREATE INDEX evaluation_system_id_environment_received_at_idx ON evaluation (system_id, environment, received_at);
