// A pipeline at the gate: a report of a thousand findings among as many covered ones as there are, and the yes or no for
// tools that read a status alone.

import { randomUUID } from "node:crypto";

import type { Client } from "pg";

import { provenActor } from "@/lib/auth/actor";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule } from "@/lib/gate/map-rule";

import type { Turn } from "./clients";

export async function gateTurns(url: string, superuser: Client): Promise<Record<string, Turn>> {
  const { secret, key } = await pipelineIn(superuser);
  const evaluations = `${url}/api/v1/gate/evaluations`;
  const headers = { authorization: `Bearer ${secret}` };

  const evaluate = async (report: string) => {
    const body = new FormData();
    const context = JSON.stringify({ system: key, environment: "production" });
    body.set("context", new Blob([context], { type: "application/json" }));
    body.append("report", new Blob([report]), "trivy.json");
    const answer = await fetch(evaluations, {
      method: "POST",
      headers: { ...headers, "idempotency-key": randomUUID() },
      body,
    });
    const read = (await answer.json()) as { id: string };
    if (answer.status !== 201) throw new Error(JSON.stringify(read));
    return read.id;
  };

  const large = trivyReport(1_000);
  const asked = await evaluate(trivyReport(10));
  return {
    "Gate: a report of 1,000 findings": () => evaluate(large),
    "Gate: go or no, for 10 findings": async () => {
      const { status } = await fetch(`${evaluations}/${asked}/go`, { headers });
      if (status !== 403) throw new Error(`The gate answered ${status}.`);
    },
  };
}

async function pipelineIn(superuser: Client) {
  const { rows } = await superuser.query(
    `SELECT p.id, p.name, 'administrator' AS role, a.id AS "accountId", s.id AS "sessionId", y.id AS "systemId", y.key,
       (SELECT id FROM policy ORDER BY key LIMIT 1) AS "policyId"
     FROM person p JOIN account a ON a.person_id = p.id JOIN session s ON s.account_id = a.id, system y
     ORDER BY p.id, y.key LIMIT 1`,
  );
  const [{ systemId, key, policyId, ...person }] = rows;
  // The bench's directory has no administrator: its first person becomes one, past the guards as all that it is filled with.
  await superuser.query("SET session_replication_role = replica");
  await superuser.query("ALTER TABLE person DISABLE TRIGGER ALL");
  await superuser.query("UPDATE person SET role = 'administrator' WHERE id = $1", [person.id]);
  await superuser.query("ALTER TABLE person ENABLE TRIGGER ALL");
  await superuser.query("SET session_replication_role = origin");

  const now = new Date();
  const actor = provenActor(person);
  const rule = {
    tool: "trivy",
    pattern: "AWS-*",
    kind: null,
    severityFrom: null,
    severityTo: null,
    reason: "",
  };
  const mapped = await mapRule({ ...rule, policyId }, actor, now);
  const token = await makeToken(
    { name: "Bench", rights: ["evaluate"], systemIds: [systemId], environments: ["production"], days: 1 },
    actor,
    now,
  );
  if (!mapped.ok || !token.ok) throw new Error("The bench's pipeline may not ask.");
  return { secret: token.secret, key };
}

function trivyReport(findings: number): string {
  const found = Array.from({ length: findings }, (_, index) => ({
    ID: "AWS-0107",
    Status: "FAIL",
    Severity: "HIGH",
    Message: "Open to the world.",
    CauseMetadata: { Resource: `aws_security_group.port_${index}`, StartLine: index + 1 },
  }));
  return JSON.stringify({
    SchemaVersion: 2,
    Results: [{ Target: "net/main.tf", Misconfigurations: found }],
  });
}
