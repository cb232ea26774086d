-- Every tenth request covers a finding, a hundred thousand of them at most; the bench asks about the first thousand of those in force.

INSERT INTO cover (exception_id, revision, policy_id, fingerprint, alias_fingerprints, resource_key, whole_resource, severity, occurrences)
SELECT x.id, x.revision, s.policy_id, 'f1:' || md5(x.number::text), '{}', 'r1:' || md5(x.number::text), false, 'high', 1
FROM exception x JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
WHERE x.status = 'active' OR x.number % 10 = 0
ORDER BY x.status <> 'active', x.number LIMIT 100000;
