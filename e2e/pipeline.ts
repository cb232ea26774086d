// A pipeline of our scenarios: its token, and a report of something that nothing covers.

import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule } from "@/lib/gate/map-rule";
import { trivyReport } from "@/lib/testing/gate";

import { actorCalled } from "./cast";

/** A token of Bjarne for the build agents' test, and a scanner's rule that checks SEC-004. */
export async function pipelineOfBuildAgents() {
  const rule = `API-${randomUUID().slice(0, 8).toUpperCase()}`;
  const [bjarne, policy, system] = await Promise.all([
    actorCalled("Bjarne"),
    db.policy.findUniqueOrThrow({ where: { key: "SEC-004" } }),
    db.system.findUniqueOrThrow({ where: { key: "build-agents" } }),
  ]);
  const asked = { name: `Build agents ${rule}`, systemIds: [system.id], days: 30 };
  const rights = ["evaluate" as const, "request" as const];
  const made = await makeToken({ ...asked, rights, environments: ["test"] }, bjarne, new Date());
  const found = { tool: "trivy", pattern: rule, kind: null, severityFrom: null, severityTo: null };
  const mapped = await mapRule({ ...found, policyId: policy.id, reason: "" }, bjarne, new Date());
  if (!made.ok || !mapped.ok) throw new Error("No pipeline.");
  return {
    name: asked.name,
    secret: made.secret,
    report: trivyReport({ id: rule, resource: "aws_instance.agent" }),
  };
}
