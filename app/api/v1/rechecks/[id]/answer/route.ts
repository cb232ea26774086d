import { answerRecheck } from "@/lib/exceptions/record-recheck";
import { problem } from "@/lib/gate/problem";
import { presentedRecheck, recheckProblem, takeRecheckAnswer } from "@/lib/gate/recheck-answer";

import { answered, openDoor, otherThan } from "../../../door";

/** The one-time answer of a re-check: `{"outcome": "compliant" | "violating", "report"?: …}`, with the token it was asked with. */
export const POST = openDoor<{ id: string }>(async (request, { id }) => {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) return problem("token_missing", "Send the token of this re-check as a bearer.");
  const answer = await takeRecheckAnswer(request);
  if ("problem" in answer) return answer;

  const outcome = await answerRecheck({ recheckId: id, token, ...answer }, new Date());
  return outcome.ok ? answered(presentedRecheck(outcome)) : recheckProblem(outcome);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
