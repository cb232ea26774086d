// What a pipeline sends to the one-time address of a re-check (R15), read with its bounds.

import { z } from "zod";

import type { Recorded, Report, Verdict } from "@/lib/exceptions/record-recheck";
import type { RecheckAnswer } from "@/lib/gate/answers";
import { takeJson } from "@/lib/gate/json-body";
import { type Problem, type ProblemCode, problem } from "@/lib/gate/problem";
import type { Refusal } from "@/lib/refusal";

export const largestAnswer = 5 * 1024 * 1024;

export const recheckAnswerSchema = z.strictObject({
  outcome: z.enum(["compliant", "violating"], "Say compliant or violating."),
  /** Kept as it came: text as text, anything else as JSON. */
  report: z.json().optional(),
});

export async function takeRecheckAnswer(
  request: Request,
): Promise<{ outcome: Verdict; report?: Report } | Problem> {
  const body = await takeJson(request, recheckAnswerSchema, {
    largest: largestAnswer,
    tooLarge: "An answer has at most 5 MB.",
    wrong: "request_incomplete",
  });
  if ("problem" in body) return body;
  const { outcome, report } = body.taken;
  return { outcome, ...(report != null && report !== "" && { report: reportOf(report) }) };
}

function reportOf(report: unknown): Report {
  return typeof report === "string"
    ? { name: "re-check.txt", text: report }
    : { name: "re-check.json", text: `${JSON.stringify(report, null, 2)}\n` };
}

export function presentedRecheck(answered: Recorded): RecheckAnswer {
  const { recheckId, number, outcome, answeredAt, status } = answered;
  return {
    recheck: recheckId,
    exception: `EX-${number}`,
    outcome,
    answeredAt: answeredAt.toISOString(),
    status,
  };
}

const problems: Partial<Record<Refusal["code"], ProblemCode>> = {
  "token-invalid": "token_invalid",
  "token-expired": "token_expired",
  "recheck-answered": "recheck_answered",
};

export function recheckProblem({ code, message }: Refusal): Problem {
  return problem(problems[code] ?? "unavailable", message);
}
