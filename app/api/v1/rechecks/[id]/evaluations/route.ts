import type { RecheckEvaluationAnswer } from "@/lib/gate/answers";
import { readReports } from "@/lib/gate/evaluate";
import { statusWord } from "@/lib/gate/present";
import { problem } from "@/lib/gate/problem";
import { takeQuestion } from "@/lib/gate/question";
import { evaluateRecheck, openRecheckOf } from "@/lib/gate/recheck-evaluation";
import { recheckContextSchema } from "@/lib/gate/schemas";

import { answered, nonceIn, openDoor, otherThan } from "../../../door";

/** A re-check answered with reports: they are judged here. The one-time token stays good until they prove something. */
export const POST = openDoor<{ id: string }>(async (request, { id }) => {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) return problem("token_missing", "Send the token of this re-check as a bearer.");
  const asked = { recheckId: id, token };
  const open = await openRecheckOf(asked, new Date());
  if ("problem" in open) return open;

  const question = await takeQuestion(request, recheckContextSchema);
  if ("problem" in question) return question;
  const reports = readReports(question);
  if ("problem" in reports) return reports;
  const evaluated = await evaluateRecheck(open, asked, { ...question, reports }, new Date());
  if ("problem" in evaluated) return evaluated;
  const { number, outcome, sentence, at, status } = evaluated;
  const body: RecheckEvaluationAnswer = {
    recheck: id,
    exception: `EX-${number}`,
    outcome,
    sentence,
    nonce: nonceIn(request),
    reports: reports.map(({ name, sha256, status }) => ({ name, sha256, status: statusWord(status) })),
    answeredAt: at.toISOString(),
    status,
  };
  return answered(body);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
