// One question of a pipeline for a person: what it was told when it asked, and what it would be told now.

import { inTransaction } from "@/lib/db";
import type { KeptAnswer, KeptAnswers } from "@/lib/gate/first-answer";
import { type Claims, placeOfRun, starterOf } from "@/lib/gate/issuer-claims";
import { type FindingAnswer, type Judgement, judge } from "@/lib/gate/judge";
import { keptQuestion } from "@/lib/gate/kept-question";
import { unmapped, unmappedPolicy } from "@/lib/unmapped";

export type FindingThenAndNow = FindingAnswer & {
  /** As it was answered first; null where nothing was kept, or its rule belonged to another policy. */
  first: KeptAnswer | null;
};

export type OneEvaluation = NonNullable<Awaited<ReturnType<typeof oneEvaluation>>>;

export async function oneEvaluation(id: string, now: Date) {
  const read = await inTransaction(now, async (tx) => {
    const evaluation = await tx.evaluation.findUnique({
      where: { id },
      omit: { reports: true, context: true },
      include: {
        system: { select: { id: true, key: true, name: true } },
        token: { select: { id: true, name: true } },
        run: { select: { claims: true, issuer: { select: { kind: true } } } },
        firstAnswer: true,
      },
    });
    const question = await keptQuestion(tx, id);
    if (!evaluation || !question) return { evaluation: null };

    const { system, environment, receivedAt, token, run, firstAnswer } = evaluation;
    const current = judge(question, now);
    const first = firstAnswer && {
      at: firstAnswer.at,
      decision: firstAnswer.decision,
      violations: firstAnswer.violations,
      exceptions: firstAnswer.exceptions,
      ...(firstAnswer.answers as unknown as KeptAnswers),
    };
    const policies = await tx.policy.findMany({
      where: { key: { in: [...current.policies, ...(first?.policies ?? [])].map(({ key }) => key) } },
      select: { id: true, key: true, title: true, retiredAt: true },
    });
    return {
      evaluation: {
        id,
        system,
        environment,
        receivedAt,
        pipeline: token,
        verified: run && placeOfRun(run.issuer.kind, run.claims as Claims),
        starter: run && starterOf(run.issuer.kind, run.claims as Claims),
        context: question.context,
        reports: question.reports,
        requiredTools: question.requiredTools,
        first,
        current,
        findings: thenAndNow(current, first),
        policies: new Map(policies.map((policy) => [policy.key, policy])),
      },
    };
  });
  return "ok" in read ? null : read.evaluation;
}

/** Beside each finding as it stands now, what was said of it first. */
function thenAndNow(current: Judgement, first: KeptAnswers | null): FindingThenAndNow[] {
  const kept = new Map(first?.findings.map((one) => [`${one.policy} ${one.fingerprint}`, one]));
  return current.findings.map((one) => ({
    ...one,
    first: kept.get(`${one.policy} ${one.finding.fingerprint}`) ?? null,
  }));
}

export function titleOf(key: string, { policies }: Pick<OneEvaluation, "policies">): string {
  return policies.get(key)?.title ?? (key === unmapped ? unmappedPolicy.title : key);
}
