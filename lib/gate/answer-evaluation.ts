// Answers a kept question for this instant, by the database's clock, read once. A yes is written down before it is given.

import { inTransaction, type Tx } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import { grantsFor } from "@/lib/gate/grants-for";
import { type Judgement, judge } from "@/lib/gate/judge";
import type { Pipeline } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import type { RuleRow } from "@/lib/gate/rule-map";
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
): Promise<Answered | Problem> {
  const answered = await inTransaction<Answered | Problem>(now, async (tx) => {
    const evaluation = await tx.evaluation.findUnique({
      where: { id: evaluationId },
      include: { system: { select: { id: true, key: true } } },
    });
    // Another pipeline's question is none of this one's business, so it is not there.
    if (!evaluation || evaluation.tokenId !== pipeline.tokenId) {
      return problem("not_found", "There is no such evaluation.");
    }
    const { system, environment, receivedAt } = evaluation;
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT register_now() AS now`;
    const at = clock?.now ?? now;

    const reports = evaluation.reports as unknown as StoredReport[];
    const map = await ruleMap(tx);
    const question = { system: system.key, environment, receivedAt, reports, requiredTools: [], map };
    const grants = await grantsFor(tx, question);
    const judgement = judge({ ...question, grants }, at);
    if (judgement.go) await writeYes(tx, evaluationId, judgement);

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
      reports,
      titles: new Map(policies.map(({ key, title }) => [key, title])),
    };
  });
  return "ok" in answered ? problem("unavailable", "The register cannot answer now.") : answered;
}

export async function ruleMap(tx: Tx): Promise<RuleRow[]> {
  const rows = await tx.policyRule.findMany({
    where: { endedAt: null },
    include: { policy: { select: { key: true } } },
  });
  return rows.map(({ tool, pattern, kind, severityFrom, severityTo, policy }) => ({
    tool,
    pattern,
    kind: kind as RuleRow["kind"],
    from: severityFrom as RuleRow["from"],
    to: severityTo as RuleRow["to"],
    policy: policy?.key ?? null,
  }));
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
