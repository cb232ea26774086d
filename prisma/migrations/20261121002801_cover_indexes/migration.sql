-- What an evaluation asks of the covers is answered by indexes, also by alias and for a whole resource.

CREATE INDEX cover_alias_fingerprints_idx ON cover USING gin (alias_fingerprints);
CREATE INDEX cover_resource_key_idx ON cover (resource_key) WHERE whole_resource;
