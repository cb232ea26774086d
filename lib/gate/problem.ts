// What the gate's API says when it does not answer: RFC 9457. A finding is no problem, and a problem is never a yes.

import { randomBytes } from "node:crypto";

import { z } from "zod";

const statuses = {
  bad_context: 400,
  bad_query: 400,
  bad_wait: 400,
  idempotency_key_missing: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  token_replayed: 401,
  issuer_unknown: 401,
  system_not_bound: 403,
  environment_not_bound: 403,
  fork_not_allowed: 403,
  token_lacks_right: 403,
  not_found: 404,
  method_not_allowed: 405,
  in_progress: 409,
  wrong_status: 409,
  too_large: 413,
  media_type: 415,
  idempotency_key_reused: 422,
  recheck_answered: 422,
  request_incomplete: 422,
  requester_not_a_person: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof statuses;
export type Problem = {
  problem: ProblemCode;
  detail: string;
  errors?: FieldError[];
  /** In seconds. */
  retryAfter?: number;
  /** Of a wrong method: those that are right. */
  allow?: string;
};

/** `pointer` is a JSON pointer into what was sent: "/owner", "/fingerprints/3". */
export type FieldError = { pointer: string; detail: string };

export const problemTitles: Record<ProblemCode, string> = {
  bad_context: "The question cannot be read",
  bad_query: "The address holds what is not read here",
  bad_wait: "This is no time to wait",
  idempotency_key_missing: "The Idempotency-Key is missing",
  token_missing: "No token was sent",
  token_invalid: "The token is not known",
  token_expired: "The token has ended",
  token_replayed: "The token was used before",
  issuer_unknown: "Tokens of this issuer are not taken",
  system_not_bound: "The token is not bound to this system",
  environment_not_bound: "The token is not bound to this environment",
  fork_not_allowed: "Pull requests do not ask for exceptions",
  token_lacks_right: "The token may not do this",
  not_found: "There is no such thing",
  method_not_allowed: "This is not done here",
  in_progress: "The same question is being answered",
  wrong_status: "It is not in a state for this",
  too_large: "This is too large",
  media_type: "This is not the media type that is read here",
  idempotency_key_reused: "The Idempotency-Key was used for something else",
  recheck_answered: "The re-check was answered",
  request_incomplete: "Something is missing or cannot be read",
  requester_not_a_person: "Whoever asks has to be a person",
  rate_limited: "This token asks too often",
  unavailable: "The register cannot answer now",
};

export const problemCodes = Object.keys(statuses) as [ProblemCode, ...ProblemCode[]];

export function statusOfProblem(code: ProblemCode): number {
  return statuses[code];
}

export const problemSchema = z.strictObject({
  type: z.string().regex(/^\/problems\/[a-z-]+$/),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  instance: z.string(),
  trace: z.string().regex(/^[0-9a-f]{16}$/),
  errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
});

export function problem(
  code: ProblemCode,
  detail: string,
  more: Omit<Problem, "problem" | "detail"> = {},
): Problem {
  return { problem: code, detail, ...more };
}

/** What zod found wrong with a body, one sentence for each field. */
export function unreadable(code: ProblemCode, error: z.ZodError): Problem {
  const errors = error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message }));
  return problem(code, errors[0]?.detail ?? "Something is missing.", { errors });
}

function pointerTo(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** `trace` stands in the log beside whatever else is known of it. */
export function problemResponse(found: Problem, instance: string, trace = newTrace()): Response {
  const { problem: code, detail, errors, allow, retryAfter = retryAfterOf(code) } = found;
  const status = statuses[code];
  const body = {
    type: `/problems/${code.replaceAll("_", "-")}`,
    title: problemTitles[code],
    status,
    code,
    detail,
    instance,
    trace,
    ...(errors && { errors }),
  } satisfies z.infer<typeof problemSchema>;
  return Response.json(body, {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...(allow && { allow }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
    },
  });
}

export function newTrace(): string {
  return randomBytes(8).toString("hex");
}

function retryAfterOf(code: ProblemCode): number | undefined {
  return code === "in_progress" || code === "unavailable" ? 1 : undefined;
}
