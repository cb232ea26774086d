// A pipeline at the gate: a report of a thousand findings among as many covered ones as there are, and the yes or no for
// tools that read a status alone.

import type { Client } from "pg";

import type { Turn } from "./clients";
import type { BenchPipeline } from "./pipeline";

export async function gateTurns(
  { get, ask, policyId, systemId }: BenchPipeline,
  superuser: Client,
): Promise<Record<string, Turn>> {
  const evaluate = async (report: string) => {
    const answer = await ask([report]);
    const read = (await answer.json()) as { id: string };
    if (answer.status !== 201) throw new Error(JSON.stringify(read));
    return read.id;
  };
  const told = (path: string, wanted: number) => async () => {
    const { status } = await get(path);
    if (status !== wanted) throw new Error(`The gate answered ${status}.`);
  };

  const large = trivyReport(1_000);
  const no = await evaluate(trivyReport(10));
  const yes = await evaluate(trivyReport(10, "covered"));
  await cover(superuser, { evaluation: yes, policyId, systemId });
  return {
    "Gate: a report of 1,000 findings": () => evaluate(large),
    "Gate: who asks, and nothing else": told("none/go", 404),
    "Gate: go or no, for 10 findings": told(`${no}/go`, 403),
    "Gate: go, for 10 covered findings": told(`${yes}/go`, 204),
  };
}

/** One of those in force here covers what this evaluation found. */
async function cover(
  superuser: Client,
  { evaluation, policyId, systemId }: { evaluation: string; policyId: string; systemId: string },
) {
  await superuser.query("ALTER TABLE cover DISABLE TRIGGER ALL");
  await superuser.query(
    `INSERT INTO cover (exception_id, revision, policy_id, fingerprint, alias_fingerprints, resource_key, whole_resource, severity, occurrences)
     SELECT x.id, x.revision, s.policy_id, f.fingerprint, '{}', f."resourceKey", false, 'critical', 1
     FROM (SELECT x.* FROM in_force_now v JOIN exception x ON x.id = v.id
           JOIN scope s ON (s.exception_id, s.revision, s.policy_id, s.system_id, s.environment) = (x.id, x.revision, $2, $3, 'production')
           ORDER BY x.number DESC LIMIT 1) x
     JOIN scope s ON (s.exception_id, s.revision, s.policy_id, s.system_id) = (x.id, x.revision, $2, $3),
       evaluation e, json_array_elements(e.reports) r,
       json_to_recordset(r -> 'findings') f (fingerprint text, "resourceKey" text)
     WHERE e.id = $1
     ON CONFLICT DO NOTHING`,
    [evaluation.slice("ev_".length), policyId, systemId],
  );
  await superuser.query("ALTER TABLE cover ENABLE TRIGGER ALL");
}

function trivyReport(findings: number, name = "port"): string {
  const found = Array.from({ length: findings }, (_, index) => ({
    ID: "AWS-0107",
    Status: "FAIL",
    Severity: "HIGH",
    Message: "Open to the world.",
    CauseMetadata: { Resource: `aws_security_group.${name}_${index}`, StartLine: index + 1 },
  }));
  return JSON.stringify({
    SchemaVersion: 2,
    Results: [{ Target: "net/main.tf", Misconfigurations: found }],
  });
}
