// What the gate's API says when it does not answer: RFC 9457. A finding is no problem, and a problem is never a yes.

import { randomBytes } from "node:crypto";

const statuses = {
  bad_context: 400,
  idempotency_key_missing: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  system_not_bound: 403,
  environment_not_bound: 403,
  token_lacks_right: 403,
  not_found: 404,
  in_progress: 409,
  too_large: 413,
  media_type: 415,
  idempotency_key_reused: 422,
  recheck_answered: 422,
  request_incomplete: 422,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof statuses;
export type Problem = {
  problem: ProblemCode;
  detail: string;
  errors?: { pointer: string; detail: string }[];
};

const titles: Record<ProblemCode, string> = {
  bad_context: "The question cannot be read",
  idempotency_key_missing: "The Idempotency-Key is missing",
  token_missing: "No token was sent",
  token_invalid: "The token is not known",
  token_expired: "The token has ended",
  system_not_bound: "The token is not bound to this system",
  environment_not_bound: "The token is not bound to this environment",
  token_lacks_right: "The token may not do this",
  not_found: "There is no such thing",
  in_progress: "The same question is being answered",
  too_large: "This is too large",
  media_type: "This is not the media type that is read here",
  idempotency_key_reused: "The Idempotency-Key was used for something else",
  recheck_answered: "The re-check was answered",
  request_incomplete: "Something is missing or cannot be read",
  unavailable: "The register cannot answer now",
};

export function problem(code: ProblemCode, detail: string, errors?: Problem["errors"]): Problem {
  return { problem: code, detail, ...(errors && { errors }) };
}

export function problemResponse({ problem: code, detail, errors }: Problem, instance: string): Response {
  const body = {
    type: `/problems/${code.replaceAll("_", "-")}`,
    title: titles[code],
    status: statuses[code],
    code,
    detail,
    instance,
    trace: randomBytes(8).toString("hex"),
    ...(errors && { errors }),
  };
  return Response.json(body, {
    status: statuses[code],
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...((code === "in_progress" || code === "unavailable") && { "retry-after": "1" }),
      ...(code.startsWith("token_") && statuses[code] === 401 && { "www-authenticate": "Bearer" }),
    },
  });
}
