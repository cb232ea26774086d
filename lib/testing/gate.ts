// Pipelines of the tests: a token, small reports, and a question with its answer as the API gives it.

import { answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluate } from "@/lib/gate/evaluate";
import { makeToken } from "@/lib/gate/make-token";
import { type Pipeline, pipelineOf } from "@/lib/gate/pipeline";
import type { Problem } from "@/lib/gate/problem";
import { type Context, contextSchema } from "@/lib/gate/schemas";
import { type Cast, filled, noon } from "@/lib/testing/cast";

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

/** A pipeline of payroll-feed, in production and test. */
export async function pipelineOfPayroll(cast: Cast, now: Date = noon): Promise<Pipeline> {
  const token = {
    name: "Payroll pipeline",
    rights: ["evaluate" as const],
    systemIds: [cast.system.payroll],
    environments: ["production" as const, "test" as const],
    days: 90,
  };
  const { secret } = await filled(makeToken(token, cast.actor.Root, now));
  const pipeline = await pipelineOf(`Bearer ${secret}`, now);
  if ("problem" in pipeline) throw new Error(pipeline.detail);
  return pipeline;
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
