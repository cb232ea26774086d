import { answerEvaluation } from "@/lib/gate/answer-evaluation";
import { evaluate } from "@/lib/gate/evaluate";
import { presented } from "@/lib/gate/present";
import { takeQuestion } from "@/lib/gate/question";
import { recheckEnded } from "@/lib/gate/recheck-ended";
import { contextSchema } from "@/lib/gate/schemas";

import { addressOfRegister, answered, nonceIn, otherThan, withToken } from "../../door";

/** A pipeline asks: may I go on? Answers 201, or 200 for the same question again, also when the answer is no. */
export const POST = withToken(async ({ request, pipeline }) => {
  const question = await takeQuestion(request, contextSchema);
  if ("problem" in question) return question;

  // Reports take their time to arrive and to be read: the answer is that of the instant when they are.
  const asked = await evaluate(question, pipeline, new Date());
  if ("problem" in asked) return asked;
  const answer = await answerEvaluation(asked.evaluationId, pipeline, new Date(), { isFirst: true });
  if ("problem" in answer) return answer;
  // A re-check that fails takes nobody's answer away.
  if (!asked.replayed)
    await recheckEnded(answer, pipeline.tokenId, new Date()).catch((error: unknown) =>
      console.error(`What has ended was not checked again by ev_${asked.evaluationId}.`, error),
    );

  const body = presented(answer, { address: addressOfRegister(), nonce: nonceIn(request), from: 0 });
  return answered(body, asked.replayed ? 200 : 201, {
    location: `/api/v1/gate/evaluations/${body.id}`,
    ...(asked.replayed && { "idempotent-replayed": "true" }),
  });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
