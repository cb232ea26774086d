import { type Answered, answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluationIdIn } from "@/lib/gate/evaluation-id";
import { pipelineOf } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";

/** The evaluation that a path names, answered anew for whoever asked it. */
export async function answerTo(request: Request, name: string): Promise<Answered | Problem> {
  const pipeline = await pipelineOf(request.headers.get("authorization"), new Date());
  if ("problem" in pipeline) return pipeline;
  const id = evaluationIdIn(name);
  return id
    ? answerEvaluation(id, pipeline, new Date())
    : problem("not_found", "There is no such evaluation.");
}
