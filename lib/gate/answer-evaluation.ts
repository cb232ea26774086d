// Answers a kept question for this instant, by the database's clock, read once. A yes is written down before it is given.

import { inTransaction, type Tx } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import { keepFirstAnswer } from "@/lib/gate/first-answer";
import { type Judgement, judge } from "@/lib/gate/judge";
import { keptQuestion, systemOfQuestion } from "@/lib/gate/kept-question";
import type { Pipeline } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import type { Context } from "@/lib/gate/schemas";
import type { Environment } from "@/prisma/generated/enums";

export type Answered = Judgement & {
  evaluationId: string;
  at: Date;
  system: string;
  environment: Environment;
  context: Context;
  reports: StoredReport[];
  titles: Map<string, string>;
};

export async function answerEvaluation(
  evaluationId: string,
  pipeline: Pipeline,
  now: Date,
  /** Set by whoever brings the question: the answer is kept as the first. */
  { isFirst = false } = {},
): Promise<Answered | Problem> {
  const answered = await inTransaction<Answered | Problem>(now, async (tx) => {
    const evaluation = await tx.evaluation.findUnique({
      where: { id: evaluationId },
      include: { system: systemOfQuestion },
    });
    // Another pipeline's question is none of this one's business, so it is not there.
    if (!evaluation || !isAskedBy(pipeline, evaluation)) {
      return problem("not_found", "There is no such evaluation.");
    }
    const { system, environment } = evaluation;
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT register_now() AS now`;
    const at = clock?.now ?? now;

    const question = await keptQuestion(tx, evaluation);
    const judgement = judge(question, at);
    if (judgement.go) await writeYes(tx, evaluationId, judgement);
    if (isFirst) await keepFirstAnswer(tx, evaluationId, judgement);

    const keys = judgement.policies.map(({ key }) => key);
    const policies = await tx.policy.findMany({
      where: { key: { in: keys } },
      select: { key: true, title: true },
    });
    return {
      ...judgement,
      evaluationId,
      at,
      system: system.key,
      environment,
      context: evaluation.context as Context,
      reports: question.reports,
      titles: new Map(policies.map(({ key, title }) => [key, title])),
    };
  });
  return "ok" in answered ? problem("unavailable", "The register cannot answer now.") : answered;
}

/** By this pipeline, and in an environment that this run of it is of. */
export function isAskedBy(
  { tokenId, environments }: Pipeline,
  asked: { tokenId: string; environment: Environment },
): boolean {
  return asked.tokenId === tokenId && environments.includes(asked.environment);
}

async function writeYes(tx: Tx, evaluationId: string, { findings }: Judgement): Promise<void> {
  const used = findings.flatMap(({ finding, exception }) =>
    exception ? [{ number: exception.number, fingerprint: finding.fingerprint }] : [],
  );
  if (used.length === 0) {
    await tx.gateAnswer.create({ data: { evaluationId, answer: "compliant" }, select: { id: true } });
    return;
  }
  const numbers = [...new Set(used.map(({ number }) => number))];
  const exceptions = await tx.exception.findMany({
    where: { number: { in: numbers } },
    select: { id: true, number: true },
  });
  const idOf = new Map(exceptions.map(({ id, number }) => [number, id]));
  await tx.gateAnswer.createMany({
    data: used.map(({ number, fingerprint }) => ({
      evaluationId,
      answer: "exception" as const,
      exceptionId: idOf.get(number),
      fingerprint,
    })),
  });
}
