// A pipeline of the bench: a token for a system with exceptions in force, whose rules of Trivy are mapped to a policy.

import { randomUUID } from "node:crypto";

import type { Client } from "pg";

import { provenActor } from "@/lib/auth/actor";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule } from "@/lib/gate/map-rule";

export type BenchPipeline = {
  policyId: string;
  systemId: string;
  get: (path: string) => Promise<Response>;
  /** Asks with these reports of Trivy. */
  ask: (reports: string[]) => Promise<Response>;
};

export async function benchPipeline(url: string, superuser: Client): Promise<BenchPipeline> {
  const { secret, key, policyId, systemId } = await bound(superuser);
  const evaluations = `${url}/api/v1/gate/evaluations`;
  const headers = { authorization: `Bearer ${secret}` };

  return {
    policyId,
    systemId,
    get: (path) => fetch(`${evaluations}/${path}`, { headers }),
    ask: (reports) => {
      const body = new FormData();
      const context = JSON.stringify({ system: key, environment: "production" });
      body.set("context", new Blob([context], { type: "application/json" }));
      for (const [at, report] of reports.entries())
        body.append("report", new Blob([report]), `trivy-${at}.json`);
      const once = { ...headers, "idempotency-key": randomUUID() };
      return fetch(evaluations, { method: "POST", headers: once, body });
    },
  };
}

async function bound(superuser: Client) {
  const { rows } = await superuser.query(
    `SELECT p.id, p.name, 'administrator' AS role, a.id AS "accountId", s.id AS "sessionId", y.id AS "systemId", y.key,
       o.policy_id AS "policyId"
     FROM person p JOIN account a ON a.person_id = p.id JOIN session s ON s.account_id = a.id,
       in_force_now v JOIN exception x ON x.id = v.id
       JOIN scope o ON (o.exception_id, o.revision, o.environment) = (x.id, x.revision, 'production')
       JOIN system y ON y.id = o.system_id
     ORDER BY p.id, x.ends_at DESC LIMIT 1`,
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
  return { secret: token.secret, key, policyId, systemId };
}
