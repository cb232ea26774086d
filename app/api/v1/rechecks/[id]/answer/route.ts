import { answerRecheck } from "@/lib/exceptions/record-recheck";
import { problem, problemResponse } from "@/lib/gate/problem";
import { recheckProblem, takeRecheckAnswer } from "@/lib/gate/recheck-answer";

import { instanceOf } from "../../../gate/request";

type Params = { params: Promise<{ id: string }> };

/** The one-time answer of a re-check: `{"outcome": "compliant" | "violating", "report"?: …}`, with the token it was asked with. */
export async function POST(request: Request, { params }: Params) {
  const instance = instanceOf(request);
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token)
    return problemResponse(
      problem("token_missing", "Send the token of this re-check as a bearer."),
      instance,
    );
  const answer = await takeRecheckAnswer(request);
  if ("problem" in answer) return problemResponse(answer, instance);

  const outcome = await answerRecheck({ recheckId: (await params).id, token, ...answer }, new Date());
  if (!outcome.ok) return problemResponse(recheckProblem(outcome), instance);
  const { recheckId, number, answeredAt, status } = outcome;
  return Response.json(
    {
      recheck: recheckId,
      exception: `EX-${number}`,
      outcome: outcome.outcome,
      answeredAt: answeredAt.toISOString(),
      status,
    },
    { headers: { "cache-control": "no-store" } },
  );
}
