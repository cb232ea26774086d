// Answers a kept question for this instant, by the database's clock, read once. A yes is written down before it is given.

import { inOneStatement, inTransaction, plannedOnce } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import { keepFirstAnswer } from "@/lib/gate/first-answer";
import { type Judgement, judge } from "@/lib/gate/judge";
import { type QuestionRow, questionOf, questionStatement } from "@/lib/gate/kept-question";
import type { Pipeline } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import type { Context } from "@/lib/gate/schemas";
import type { Refusal } from "@/lib/refusal";
import { Prisma } from "@/prisma/generated/client";
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
  const rows = await inOneStatement<QuestionRow>(now, questionStatement(evaluationId));
  if ("ok" in rows) return unavailable;
  const [row] = rows;
  // Another pipeline's question is none of this one's business, so it is not there.
  if (!row || !isAskedBy(pipeline, row)) return problem("not_found", "There is no such evaluation.");
  const question = questionOf(row);
  const judgement = judge(question, question.at);
  const refusal = await written(evaluationId, judgement, { isFirst, now });
  if (refusal) return unavailable;

  const { at, system, environment, context, reports, titles } = question;
  return { ...judgement, evaluationId, at, system, environment, context, reports, titles };
}

const unavailable = problem("unavailable", "The register cannot answer now.");

/** By this pipeline, and in an environment that this run of it is of. */
export function isAskedBy(
  { tokenId, environments }: Pipeline,
  asked: { tokenId: string; environment: Environment },
): boolean {
  return asked.tokenId === tokenId && environments.includes(asked.environment);
}

/** Whoever brings the question has the yes and the first answer kept together; whoever asks again, the yes alone. */
async function written(
  evaluationId: string,
  judgement: Judgement,
  { isFirst, now }: { isFirst: boolean; now: Date },
): Promise<Refusal | null> {
  const yes = judgement.go ? yesStatement(evaluationId, judgement) : null;
  if (!isFirst) {
    const wrote = yes && (await inOneStatement(now, yes));
    return wrote && "ok" in wrote ? wrote : null;
  }
  return (
    (await inTransaction(now, async (tx) => {
      if (yes) await tx.$executeRaw(yes);
      await keepFirstAnswer(tx, evaluationId, judgement);
    })) ?? null
  );
}

/**
 * The database holds each exception against its own rule at its own instant, a moment later (R24): what has ended in
 * between is refused, and whoever asks again is told.
 */
function yesStatement(evaluationId: string, { findings }: Judgement): Prisma.Sql {
  const used = findings.flatMap(({ finding: { fingerprint }, exception }) =>
    exception ? [{ number: exception.number, fingerprint }] : [],
  );
  if (used.length === 0) {
    return Prisma.sql`
      ${plannedOnce}
      INSERT INTO gate_answer (id, evaluation_id, answer)
      VALUES (gen_random_uuid(), ${evaluationId}::uuid, 'compliant')`;
  }
  return Prisma.sql`
    ${plannedOnce}
    INSERT INTO gate_answer (id, evaluation_id, answer, exception_id, fingerprint)
    SELECT gen_random_uuid(), ${evaluationId}::uuid, 'exception', x.id, used.fingerprint
    FROM unnest(${used.map(({ number }) => number)}::int[], ${used.map(({ fingerprint }) => fingerprint)}::text[])
      AS used (number, fingerprint)
    LEFT JOIN exception x ON x.number = used.number`;
}
