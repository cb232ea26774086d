import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { expireDue } from "@/lib/exceptions/expire-due";
import type { Request } from "@/lib/exceptions/schemas";
import { evaluationsPage, evaluationViews, lastEvaluationsOf } from "@/lib/gate/evaluations-page";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { mapRule, unmapRule } from "@/lib/gate/map-rule";
import { oneEvaluation } from "@/lib/gate/one-evaluation";
import type { Pipeline } from "@/lib/gate/pipeline";
import { resourcesInException } from "@/lib/gate/resources-in-exception";
import { unmappedRules } from "@/lib/gate/unmapped-rules";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { addPolicy } from "@/lib/policies/add-policy";
import { editSystem } from "@/lib/systems/edit-system";
import { systemEditSchema } from "@/lib/systems/schemas";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { asked, pipelineOfPayroll, trivyReport } from "@/lib/testing/gate";
import { decisionOn, requestFor } from "@/lib/testing/requests";
import { unmappedPolicy } from "@/lib/unmapped";

let cast: Cast;
let pipeline: Pipeline;

const rule = (changes: object) => ({
  tool: "trivy",
  pattern: "AWS-*",
  kind: null,
  severityFrom: null,
  severityTo: null,
  policyId: cast.policy.tls,
  reason: "",
  ...changes,
});

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  pipeline = await pipelineOfPayroll(cast);
  await filled(mapRule(rule({}), cast.actor.Root, noon));
});

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

/** Files for what an evaluation found, as the form does, and has it approved. */
async function approvedFrom(evaluationId: string, changes: Partial<Request> = {}) {
  const filed = await filled(
    fileFoundRequest(await requestFrom(evaluationId, changes), cast.actor.Cora, noon),
  );
  await filled(decide(await decisionOn(filed.id, "approve"), cast.actor.Ada, noon));
  return filed;
}

async function requestFrom(evaluationId: string, changes: Partial<Request> = {}): Promise<Request> {
  const found = await whatToAskFor(evaluationId, [], noon);
  if (!found) throw new Error("no evaluation");
  const [policyId = ""] = found.policies;
  return {
    ...requestFor(cast),
    scope: [{ policyId, systemId: found.systemId, environment: found.environment, resource: "" }],
    evaluationId,
    findings: found.findings,
    ...changes,
  };
}

test("what a pipeline was told stays as it was told, and beside it stands what it would be told now", async () => {
  const first = await asked(pipeline, { reports: [trivyReport({ resource: "aws_sg.one" })], key: "one" });
  expect(first.decision).toBe("violation");
  const { number } = await approvedFrom(first.evaluationId);

  const again = await asked(pipeline, { reports: [trivyReport({ resource: "aws_sg.one" })], key: "one" });
  expect(again).toMatchObject({ evaluationId: first.evaluationId, decision: "exception" });

  const read = await oneEvaluation(first.evaluationId, noon);
  expect(read).toMatchObject({
    first: { decision: "violation", violations: 1, exceptions: 0, at: noon },
    current: { decision: "exception", go: true },
    findings: [
      {
        answer: "exception",
        exception: { number },
        first: { answer: "violation", sentence: "Nobody has asked for an exception." },
      },
    ],
  });
  expect(await oneEvaluation(crypto.randomUUID(), noon)).toBeNull();
});

test("after a day the reports prove nothing, and one millisecond before they still do", async () => {
  const { evaluationId } = await asked(pipeline, { reports: [trivyReport()] });
  const day = 86_400;
  const before = await oneEvaluation(evaluationId, later(day - 0.001));
  expect(before?.current.decision).toBe("compliant");
  const after = await oneEvaluation(evaluationId, later(day));
  expect(after).toMatchObject({
    first: { decision: "compliant" },
    current: { decision: "indeterminate", doubts: [{ code: "report_too_old" }] },
  });
});

test("the last evaluations are found by decision, system, commit and pipeline, newest first", async () => {
  const context = { commit: "9f2c41d0aa", repository: "acme/payroll", ref: "refs/heads/main" };
  const { evaluationId } = await asked(pipeline, {
    reports: ["<html>"],
    context: { ...context, environment: "production" },
    at: later(60),
  });
  for (const q of ["payroll-feed 9f2c41d", "ACME", "Payroll pipeline production", "heads/main"]) {
    const { rows, total } = await evaluationsPage({ view: "indeterminate", q, page: 1 });
    expect([total, rows[0]?.id, rows[0]?.answer?.decision]).toEqual([1, evaluationId, "indeterminate"]);
  }
  expect(await evaluationsPage({ view: "compliant", q: "9f2c41d", page: 1 })).toMatchObject({
    rows: [],
    total: 0,
  });
  // A sign that SQL would take for anything is itself here.
  expect(await evaluationsPage({ view: "all", q: "%", page: 1 })).toMatchObject({ total: 0 });

  const counts = await Promise.all(
    evaluationViews.map(async (view) => (await evaluationsPage({ view, q: "", page: 1 })).total),
  );
  const [all, ...parts] = counts;
  expect(all).toBe(parts.reduce((sum, part) => sum + part, 0));

  const last = await lastEvaluationsOf(cast.system.payroll);
  expect(last.map(({ environment }) => environment).toSorted()).toEqual(["production", "test"]);
  expect(last.find(({ environment }) => environment === "production")?.id).toBe(evaluationId);
});

test("a rule that nobody mapped is listed with how often it was seen, until somebody maps it", async () => {
  const odd = { id: "DS-0026", severity: "LOW" };
  await asked(pipeline, { reports: [trivyReport({ ...odd, resource: "a" }, { ...odd, resource: "b" })] });
  await asked(pipeline, {
    reports: [trivyReport({ ...odd, resource: "a", severity: "MEDIUM" })],
    at: later(3600),
  });
  const mine = async () => (await unmappedRules(later(7200))).filter(({ rule }) => rule.id === "DS-0026");
  expect(await mine()).toMatchObject([
    {
      rule: { tool: "trivy", id: "DS-0026" },
      kind: "config",
      severity: "medium",
      evaluations: 2,
      findings: 3,
      systems: ["payroll-feed"],
      lastSeenAt: later(3600),
    },
  ]);

  const { id } = await filled(
    mapRule(rule({ pattern: "DS-*", policyId: cast.policy.port }), cast.actor.Ada, noon),
  );
  expect(await mine()).toEqual([]);
  await filled(unmapRule({ ruleId: id }, cast.actor.Ada, noon));
  expect(await mine()).toHaveLength(1);
  expect(await unmappedRules(later(3600 + 90 * 86_400 + 1))).toEqual([]);
});

test("an exception can be asked for under the built-in policy, and nothing is mapped to it by hand", async () => {
  const found = () => trivyReport({ id: "KSV-0001", resource: "pod.debug" });
  const before = await asked(pipeline, { reports: [found()] });
  expect(before.findings).toMatchObject([{ policy: "UNMAPPED", why: "unmapped_rule" }]);
  expect(await whatToAskFor(before.evaluationId, [], noon)).toMatchObject({ findings: [] });

  const policy = { ...unmappedPolicy, controlOwnerId: cast.group.security, longestSeconds: null };
  const { id } = await filled(addPolicy(policy, cast.actor.Root, noon));
  await approvedFrom(before.evaluationId);
  const covered = await asked(pipeline, { reports: [found()] });
  expect(covered).toMatchObject({
    decision: "exception",
    findings: [{ policy: "UNMAPPED", answer: "exception" }],
  });

  expect(await mapRule(rule({ pattern: "KSV-0001", policyId: id }), cast.actor.Root, noon)).toMatchObject({
    message: "UNMAPPED holds what nobody has mapped. To have a rule here, end its row.",
  });
  // Its policy is named: what was approved for another policy covers it no more (R25).
  await filled(mapRule(rule({ pattern: "KSV-0001" }), cast.actor.Root, noon));
  expect((await asked(pipeline, { reports: [found()] })).decision).toBe("violation");
});

test("a scanner that the system requires and nobody ran makes the answer uncertain, and its report makes it good", async () => {
  const {
    id: systemId,
    key: _,
    retiredAt: __,
    ...facts
  } = await db.system.findUniqueOrThrow({
    where: { id: cast.system.payroll },
  });
  const needs = (requiredTools: string) =>
    filled(editSystem(systemEditSchema.parse({ ...facts, systemId, requiredTools }), cast.actor.Root, noon));

  await needs("Trivy, checkov,trivy");
  expect(
    await db.auditEvent.findFirst({ where: { stream: `system/${systemId}` }, orderBy: { seq: "desc" } }),
  ).toMatchObject({
    action: "system.changed",
    body: { changed: { requiredTools: { before: [], after: ["checkov", "trivy"] } } },
  });
  const missing = await asked(pipeline, { reports: [trivyReport()] });
  expect(missing).toMatchObject({
    decision: "indeterminate",
    go: false,
    doubts: [
      { code: "report_missing", sentence: "This system needs a report of checkov, and none was sent." },
    ],
  });

  await needs("trivy");
  expect((await asked(pipeline, { reports: [trivyReport()] })).decision).toBe("compliant");
  await needs("");
});

test("a system shows its resources in exception, with the run that saw each last", async () => {
  const report = trivyReport({ resource: "aws_sg.seen" });
  const first = await asked(pipeline, { reports: [report] });
  const { id, number } = await approvedFrom(first.evaluationId);
  const mine = async () =>
    (await resourcesInException(cast.system.payroll)).filter((one) => one.number === number);
  expect(await mine()).toMatchObject([
    { resource: "aws_sg.seen", policy: "SEC-014", environment: "test", seenAt: null, seenBy: null },
  ]);

  const run = { id: "8841", url: "https://ci.example/8841" };
  const seen = await asked(pipeline, { reports: [report], context: { run }, at: later(60) });
  expect(await mine()).toMatchObject([
    {
      seenAt: later(60),
      seenBy: { evaluationId: seen.evaluationId, pipeline: "Payroll pipeline", context: { run } },
    },
  ]);

  const { endsAt } = await db.exception.findUniqueOrThrow({ where: { id } });
  await expireDue(endsAt as Date);
  expect(await mine()).toEqual([]);
});

test("a request for findings is filed for what was found, whatever was sent", async () => {
  const { evaluationId } = await asked(pipeline, {
    reports: [trivyReport({ resource: "aws_sg.small" }, { resource: "aws_sg.large", severity: "CRITICAL" })],
  });
  const request = await requestFrom(evaluationId);
  const [small, large] = request.findings ?? [];
  if (!small || !large) throw new Error("two findings");

  // The words of the small one with the fingerprint of the large one.
  const dressed = { ...small, fingerprint: large.fingerprint, resourceKey: large.resourceKey };
  const { id } = await filled(fileFoundRequest({ ...request, findings: [dressed] }, cast.actor.Cora, noon));
  const { content } = await db.revision.findFirstOrThrow({ where: { exceptionId: id } });
  expect(content).toMatchObject({ evaluationId, findings: [large] });

  expect(
    await fileFoundRequest({ ...request, evaluationId: undefined, findings: [small] }, cast.actor.Cora, noon),
  ).toMatchObject({ ok: false, message: "Name the evaluation that the findings are from." });
  expect(
    await fileFoundRequest({ ...request, id: crypto.randomUUID() }, cast.actor.Cora, noon),
  ).toMatchObject({ code: "conflict" });
  const elsewhere = request.scope.map((place) => ({ ...place, environment: "production" as const }));
  expect(
    await fileFoundRequest(
      { ...request, id: crypto.randomUUID(), findings: [small], scope: elsewhere },
      cast.actor.Cora,
      noon,
    ),
  ).toMatchObject({ fields: { scope: "Keep the place where the pipeline found it among the places." } });

  const twice = { ...request, id: crypto.randomUUID(), findings: [small] };
  const one = await filled(fileFoundRequest(twice, cast.actor.Cora, noon));
  expect(await filled(fileFoundRequest(twice, cast.actor.Cora, noon))).toEqual(one);
});

test("R16: an extension covers what was found, without being told again", async () => {
  const first = await asked(pipeline, { reports: [trivyReport({ resource: "aws_sg.longer" })] });
  const { id } = await approvedFrom(first.evaluationId);
  const { scope, ...words } = requestFor(cast);
  const extension = { ...words, scope, continuesId: id, whatChanged: "The supplier slipped by a week." };
  const filed = await filled(fileFoundRequest(extension, cast.actor.Cora, noon));
  const covers = await db.cover.findMany({ where: { exceptionId: filed.id } });
  expect(covers.map(({ fingerprint }) => fingerprint)).toEqual(
    first.findings.map(({ finding }) => finding.fingerprint),
  );
});
