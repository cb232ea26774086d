import { type Answered, answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluationIdIn } from "@/lib/gate/evaluation-id";
import { type Problem, problem } from "@/lib/gate/problem";

import type { Asking } from "../../../door";

/** The evaluation that the path names, answered anew for whoever asked it. */
export async function answerTo({
  params,
  pipeline,
  now,
}: Asking<{ id: string }>): Promise<Answered | Problem> {
  const id = evaluationIdIn(params.id);
  return id ? answerEvaluation(id, pipeline, now) : problem("not_found", "There is no such evaluation.");
}
