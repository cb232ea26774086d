// What a pipeline was told first is kept, also when it was a no: people read it beside the answer of now. The exceptions
// that it met are noted, so that each knows when it was last seen, and the rules that no policy was named for.

import type { Tx } from "@/lib/db";
import type { Answer, FindingAnswer, Judgement, PolicyAnswer } from "@/lib/gate/judge";
import type { Kind, Severity, ToolRule } from "@/lib/gate/report";
import { worseSeverity } from "@/lib/gate/report";
import type { Doubt, Why } from "@/lib/gate/why";
import { unmapped } from "@/lib/unmapped";
import { Prisma } from "@/prisma/generated/client";

/** An answer to one finding, without the finding: that stands in the report. */
export type KeptAnswer = {
  fingerprint: string;
  policy: string | null;
  answer: Answer;
  why: Why | null;
  sentence: string;
  exception: { number: number; endsAt: string } | null;
  related: number | null;
};
export type KeptAnswers = { findings: KeptAnswer[]; policies: PolicyAnswer[]; doubts: Doubt[] };

/** A rule that no policy was named for, with how often one evaluation held it. */
export type UnmappedRule = {
  rule: ToolRule;
  aliases: string[];
  kind: Kind;
  severity: Severity;
  findings: number;
};

/** Told once: whoever asks the same again gets a fresh answer, and this one stays. */
export async function keepFirstAnswer(tx: Tx, evaluationId: string, judgement: Judgement): Promise<void> {
  const { decision, findings } = judgement;
  const unmappedRules = unmappedIn(findings);
  const { count } = await tx.firstAnswer.createMany({
    data: {
      evaluationId,
      decision,
      findings: findings.length,
      violations: findings.filter(({ answer }) => answer === "violation").length,
      exceptions: findings.filter(({ answer }) => answer === "exception").length,
      answers: keptAnswers(judgement),
      unmappedRules: unmappedRules.length > 0 ? unmappedRules : Prisma.DbNull,
    },
    skipDuplicates: true,
  });
  if (count > 0) await noteSightings(tx, evaluationId, findings);
}

function keptAnswers({ findings, policies, doubts }: Judgement): KeptAnswers {
  return {
    findings: findings.map(({ finding, policy, answer, why, sentence, exception, related }) => ({
      fingerprint: finding.fingerprint,
      policy,
      answer,
      why,
      sentence,
      exception: exception && { number: exception.number, endsAt: exception.endsAt.toISOString() },
      related,
    })),
    policies,
    doubts,
  };
}

function unmappedIn(findings: FindingAnswer[]): UnmappedRule[] {
  const rules = new Map<string, UnmappedRule>();
  for (const { finding, policy } of findings) {
    if (policy !== unmapped) continue;
    const { rule, aliases, kind, severity } = finding;
    const key = JSON.stringify([rule.tool, rule.id, kind]);
    const known = rules.get(key);
    if (!known) rules.set(key, { rule, aliases, kind, severity, findings: 1 });
    else {
      known.findings += 1;
      known.severity = worseSeverity(known.severity, severity);
    }
  }
  return [...rules.values()];
}

async function noteSightings(tx: Tx, evaluationId: string, findings: FindingAnswer[]): Promise<void> {
  const met = findings.flatMap(({ finding, exception }) => (exception ? [{ finding, exception }] : []));
  if (met.length === 0) return;
  const exceptions = await tx.exception.findMany({
    where: { number: { in: [...new Set(met.map(({ exception }) => exception.number))] } },
    select: { id: true, number: true },
  });
  const idOf = new Map(exceptions.map(({ id, number }) => [number, id]));
  await tx.sighting.createMany({
    data: met.flatMap(({ finding: { fingerprint, resourceKey }, exception: { number } }) => {
      const exceptionId = idOf.get(number);
      return exceptionId ? [{ evaluationId, exceptionId, fingerprint, resourceKey }] : [];
    }),
    // Of two policies that one finding breaks, the same exception may cover both.
    skipDuplicates: true,
  });
}
