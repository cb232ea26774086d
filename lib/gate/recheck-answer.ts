// What a pipeline sends to the one-time address of a re-check (R15), read with its bounds.

import { z } from "zod";

import type { Report, Verdict } from "@/lib/exceptions/record-recheck";
import { parseJson } from "@/lib/gate/bounded-json";
import { type Problem, type ProblemCode, problem } from "@/lib/gate/problem";
import type { Refusal } from "@/lib/refusal";

export const largestAnswer = 5 * 1024 * 1024;

const answerSchema = z.strictObject({
  outcome: z.enum(["compliant", "violating"], "Say compliant or violating."),
  /** Kept as it came: text as text, anything else as JSON. */
  report: z.json().optional(),
});

export async function takeRecheckAnswer(
  request: Request,
): Promise<{ outcome: Verdict; report?: Report } | Problem> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    return problem("media_type", "Send application/json.");
  const text = await textOf(request);
  if (text === null) return problem("too_large", "An answer has at most 5 MB.");

  const read = parseJson(text);
  if (!read.ok) return problem("request_incomplete", read.why);
  const parsed = answerSchema.safeParse(read.value);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      pointer: `/${path.join("/")}`,
      detail: message,
    }));
    return problem("request_incomplete", errors[0]?.detail ?? "Something is missing.", errors);
  }
  const { outcome, report } = parsed.data;
  return { outcome, ...(report != null && report !== "" && { report: reportOf(report) }) };
}

function reportOf(report: unknown): Report {
  return typeof report === "string"
    ? { name: "re-check.txt", text: report }
    : { name: "re-check.json", text: `${JSON.stringify(report, null, 2)}\n` };
}

/** Null: it is larger than it may be, whatever it said about itself. */
async function textOf(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestAnswer) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const problems: Partial<Record<Refusal["code"], ProblemCode>> = {
  "token-invalid": "token_invalid",
  "token-expired": "token_expired",
  "recheck-answered": "recheck_answered",
};

export function recheckProblem({ code, message }: Refusal): Problem {
  return problem(problems[code] ?? "unavailable", message);
}
