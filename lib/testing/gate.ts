// Pipelines of the tests: a token, small reports, and a question with its answer as the API gives it.

import { inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { fileIn } from "@/lib/exceptions/file-request";
import type { Request } from "@/lib/exceptions/schemas";
import { answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluate } from "@/lib/gate/evaluate";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule } from "@/lib/gate/map-rule";
import { type Pipeline, pipelineOf } from "@/lib/gate/pipeline";
import type { Problem } from "@/lib/gate/problem";
import { type Context, contextSchema, type NewToken } from "@/lib/gate/schemas";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon } from "@/lib/testing/cast";
import { decisionOn, requestFor } from "@/lib/testing/requests";

type Misconfiguration = { id?: string; resource: string; severity?: string };

/** A Trivy report of these misconfigurations in net/main.tf. */
export function trivyReport(...found: Misconfiguration[]): string {
  return JSON.stringify({
    SchemaVersion: 2,
    Results: [
      {
        Target: "net/main.tf",
        Misconfigurations: found.map(({ id = "AWS-0107", resource, severity = "HIGH" }) => ({
          ID: id,
          Status: "FAIL",
          Severity: severity,
          Message: "Open to the world.",
          CauseMetadata: { Resource: resource, StartLine: 31 },
        })),
      },
    ],
  });
}

/** A token of payroll-feed in production and test, to evaluate, for 90 days; the secret that is shown once. */
export async function tokenOf(
  cast: Cast,
  changes: Partial<NewToken> = {},
  now: Date = noon,
): Promise<string> {
  const token: NewToken = {
    name: "Payroll pipeline",
    rights: ["evaluate"],
    systemIds: [cast.system.payroll],
    environments: ["production", "test"],
    days: 90,
    ...changes,
  };
  return (await filled(makeToken(token, cast.actor.Root, now))).secret;
}

/** A pipeline of payroll-feed, in production and test. */
export async function pipelineOfPayroll(
  cast: Cast,
  now: Date = noon,
  changes: Partial<NewToken> = {},
): Promise<Pipeline> {
  const pipeline = await pipelineOf(`Bearer ${await tokenOf(cast, changes, now)}`, now);
  if ("problem" in pipeline) throw new Error(pipeline.detail);
  return pipeline;
}

/** What a token of Root asked for in Cora's name; she has not submitted it. */
export async function filedByToken(cast: Cast, changes: Partial<Request> = {}, now: Date = noon) {
  const { holder } = await pipelineOfPayroll(cast, now, { rights: ["request"] });
  if (!holder) throw new Error("A token has a holder.");
  const request = requestFor(cast, { requesterId: cast.actor.Cora.id, ...changes });
  return filled(inTransaction(now, (tx) => fileIn(tx, request, holder, now)));
}

type Question = { reports: string[]; context?: Partial<Context>; key?: string; at?: Date };

/** Asks as POST /evaluations does, in the test environment of payroll-feed. */
export async function asked(pipeline: Pipeline, { reports, context, key, at = noon }: Question) {
  const question = {
    context: contextSchema.parse({ system: "payroll-feed", environment: "test", ...context }),
    reports: reports.map((text, index) => ({
      name: `trivy-${index}.json`,
      bytes: new TextEncoder().encode(text),
    })),
    idempotencyKey: key ?? crypto.randomUUID(),
  };
  const { evaluationId } = answered(await evaluate(question, pipeline, at));
  return answered(await answerEvaluation(evaluationId, pipeline, at, { isFirst: true }));
}

function answered<Answer extends object>(answer: Answer): Exclude<Answer, Problem> {
  if ("problem" in answer) throw new Error(JSON.stringify(answer));
  return answer as Exclude<Answer, Problem>;
}

/** In force for five days: asked for by Cora from an evaluation of this misconfiguration, and approved by Ada. */
export async function exceptionFor(
  cast: Cast,
  pipeline: Pipeline,
  resource: string,
  changes: Partial<Request> = {},
  now: Date = noon,
): Promise<string> {
  const { evaluationId } = await asked(pipeline, { reports: [trivyReport({ resource })], at: now });
  const toAskFor = await whatToAskFor(evaluationId, [], now);
  if (!toAskFor) throw new Error("There is no evaluation.");
  const { policies, systemId, environment, findings } = toAskFor;
  const request = {
    ...requestFor(cast),
    scope: [{ policyId: policies[0] ?? "", systemId, environment, resource: "" }],
    evaluationId,
    findings,
    ...changes,
  };
  const { Cora, Ada } = cast.actor;
  const { id } = await filled(fileFoundRequest(request, await signedInAgain(Cora, now), now));
  await filled(decide(await decisionOn(id, "approve"), await signedInAgain(Ada, now), now));
  return id;
}

/** Every rule of Trivy about AWS speaks of the policy on TLS. */
export async function mapTrivy(cast: Cast): Promise<void> {
  const rule = {
    tool: "trivy",
    pattern: "AWS-*",
    kind: null,
    severityFrom: null,
    severityTo: null,
    reason: "",
  };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls }, cast.actor.Root, noon));
}
