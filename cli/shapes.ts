// The answers as far as the command reads them. What it does not know stays as it came, since fields are added within v1.

import * as z from "zod/mini";

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const answerWord = z.enum(["compliant", "exception", "violation", "indeterminate"]);
const exceptionNumber = z.string().check(z.regex(/^EX-\d+$/));
const link = z.string().check(z.regex(/^https?:\/\/[^\s]+$/));

export const finding = z.looseObject({
  fingerprint: z.string(),
  answer: answerWord,
  sentence: z.string(),
  policy: z.nullable(z.string()),
  rule: z.looseObject({ tool: z.string(), id: z.string() }),
  severity: z.string(),
  resource: z.string(),
  location: z.looseObject({ path: z.string(), line: z.nullable(z.number()) }),
  message: z.string(),
  exception: z.optional(z.looseObject({ number: exceptionNumber, endsAt: instant, url: link })),
  open: z.optional(z.looseObject({ number: exceptionNumber, url: link })),
});

export const evaluation = z.looseObject({
  id: z.string().check(z.regex(/^ev_[\w-]{1,80}$/)),
  decision: answerWord,
  go: z.boolean(),
  nonce: z.nullable(z.string()),
  evaluatedAt: instant,
  system: z.string(),
  environment: z.string(),
  requestUrl: link,
  next: z.nullable(z.string()),
  reports: z.array(z.looseObject({ name: z.string(), sha256: z.string(), status: z.string() })),
  doubts: z.array(z.looseObject({ code: z.string(), sentence: z.string() })),
  policies: z.array(z.looseObject({ key: z.string(), title: z.string(), answer: answerWord })),
  findings: z.array(finding),
});

export const request = z.looseObject({
  number: exceptionNumber,
  status: z.enum(["pending", "active", "expired", "rejected", "closed"]),
  subState: z.nullable(z.string()),
  evaluation: z.nullable(z.string()),
  requester: z.string(),
  steps: z.array(z.looseObject({ group: z.string(), needed: z.number(), given: z.number(), dueAt: instant })),
  url: link,
});

export const recheck = z.looseObject({
  recheck: z.string(),
  exception: exceptionNumber,
  outcome: z.enum(["compliant", "violating", "indeterminate"]),
  sentence: z.string(),
  nonce: z.nullable(z.string()),
  answeredAt: instant,
  status: z.enum(["pending", "active", "expired", "rejected", "closed"]),
});
export type Rechecked = z.infer<typeof recheck>;

export const problem = z.looseObject({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.looseObject({ pointer: z.string(), detail: z.string() }))),
});

export type Evaluation = z.infer<typeof evaluation>;
export type Finding = z.infer<typeof finding>;
export type RequestState = z.infer<typeof request>;

export const swappedToken = z.looseObject({ token: z.string(), expiresAt: instant });
export type SwappedToken = z.infer<typeof swappedToken>;

export const importAnswer = z.looseObject({
  entries: z.number(),
  found: z.number(),
  gone: z.number(),
  files: z.array(z.looseObject({ path: z.string(), notes: z.array(z.string()) })),
  url: link,
});
