// An expected "no": a code for programs and a sentence for people. Refusals are returned,
// never thrown. Whatever is thrown is a bug and belongs to error.tsx.

import type { ZodError } from "zod";

const httpStatuses = {
  "already-decided": 403,
  conflict: 409,
  "invalid-input": 422,
  "not-allowed": 403,
  "not-an-approver": 403,
  "not-found": 404,
  "not-signed-in": 401,
  "outdated-revision": 409,
  "party-to-it": 403,
  "recheck-answered": 422,
  "token-expired": 401,
  "token-invalid": 401,
  "token-missing": 401,
  "too-long": 422,
  "too-many-attempts": 429,
  "wrong-status": 409,
} as const;

export type RefusalCode = keyof typeof httpStatuses;

/** `fields` maps a form field ("policies", "owner", "scope.0.system") to the sentence shown beside it. */
export type Refusal = {
  ok: false;
  code: RefusalCode;
  message: string;
  fields?: Record<string, string>;
};

export type Outcome<Result extends object = object> = ({ ok: true } & Result) | Refusal;

export function refuse(code: RefusalCode, message: string): Refusal {
  return { ok: false, code, message };
}

export const auditorsWriteNothing = refuse("not-allowed", "Auditors read everything and write nothing.");

/** A refusal that belongs to one field of a form. */
export function refuseField(field: string, message: string, code: RefusalCode = "invalid-input"): Refusal {
  return { ok: false, code, message, fields: { [field]: message } };
}

/** Turns what zod found into one refusal: the first sentence on top, each sentence at its field. */
export function invalid(error: ZodError): Refusal {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return {
    ok: false,
    code: "invalid-input",
    message: error.issues[0]?.message ?? "Something is missing.",
    fields,
  };
}

export function httpStatus(refusal: Refusal): number {
  return httpStatuses[refusal.code];
}
