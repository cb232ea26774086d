import { answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluate } from "@/lib/gate/evaluate";
import { pipelineOf } from "@/lib/gate/pipeline";
import { presented } from "@/lib/gate/present";
import { problemResponse } from "@/lib/gate/problem";
import { takeQuestion } from "@/lib/gate/question";

import { addressOfRegister, instanceOf, nonceIn } from "../request";

/** A pipeline asks: may I go on? Answers 201, or 200 for the same question again, also when the answer is no. */
export async function POST(request: Request) {
  const instance = instanceOf(request);
  const pipeline = await pipelineOf(request.headers.get("authorization"), new Date());
  if ("problem" in pipeline) return problemResponse(pipeline, instance);
  const question = await takeQuestion(request);
  if ("problem" in question) return problemResponse(question, instance);

  const asked = await evaluate(question, pipeline, new Date());
  if ("problem" in asked) return problemResponse(asked, instance);
  const answered = await answerEvaluation(asked.evaluationId, pipeline, new Date(), { isFirst: true });
  if ("problem" in answered) return problemResponse(answered, instance);

  const body = presented(answered, { address: addressOfRegister(), nonce: nonceIn(request), from: 0 });
  return Response.json(body, {
    status: asked.replayed ? 200 : 201,
    headers: {
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      location: `/api/v1/gate/evaluations/${body.id}`,
      ...(asked.replayed && { "idempotent-replayed": "true" }),
    },
  });
}
