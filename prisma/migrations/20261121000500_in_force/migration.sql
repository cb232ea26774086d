-- R13: the clock decides. The SQL twin of isInForce in lib/exceptions/lifecycle.ts; the end itself is not in force.

CREATE FUNCTION in_force(x exception, instant timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT x.status = 'active'
     AND x.starts_at <= instant
     AND instant < x.ends_at
     AND (x.ratify_by IS NULL OR x.ratified_at IS NOT NULL OR instant < x.ratify_by)
     AND NOT EXISTS (SELECT FROM condition c WHERE c.exception_id = x.id AND c.suspends AND c.state <> 'holds')
$$;

CREATE VIEW in_force_now AS SELECT x.id FROM exception x WHERE in_force(x, register_now());
