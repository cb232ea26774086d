// R20: a request without owner, end, policy or scope cannot be submitted, nor one that leaves a question open.

import { describe, expect, test } from "vitest";

import {
  closeSchema,
  decisionSchema,
  noteSchema,
  reassignSchema,
  requestSchema,
  revokeSchema,
  withdrawSchema,
} from "@/lib/exceptions/schemas";
import { invalid } from "@/lib/refusal";
import { answered, lowRisk } from "@/lib/testing/requests";

const id = "0197a1b2-0000-7000-8000-000000000001";
const place = { policyId: id, systemId: id, environment: "test", resource: "" };
const whole = {
  id,
  title: "Keep TLS 1.1 on the payroll feed",
  scope: [place],
  reason: "The supplier moves to TLS 1.2 on 25 November.",
  breaksIfNo: "Salaries are late.",
  riskIntroduced: "Traffic could be read.",
  dataAffected: "None.",
  alternatives: "A tunnel.",
  mitigation: "An allow-list.",
  classification: lowRisk,
  ownerId: id,
  window: { kind: "length", seconds: 86_400 },
};

/** The sentence beside each field that is wrong. */
function sentences(
  schema: { safeParse(input: unknown): { success: boolean; error?: Parameters<typeof invalid>[0] } },
  input: unknown,
) {
  const { error } = schema.safeParse(input);
  return error ? invalid(error).fields : {};
}

const without = (field: string) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== field));

test("a whole request passes as it was written", () => {
  expect(requestSchema.safeParse(whole)).toMatchObject({ success: true, data: whole });
});

describe("a request that leaves something out is told what", () => {
  const words = {
    title: "Give it a short title: which rule, where.",
    reason: "Say why the rule has to be broken.",
    breaksIfNo: "Say what breaks if the answer is no.",
    riskIntroduced: "Say what could go wrong while the rule is broken.",
    dataAffected: "Name the data, or say that there is none.",
    alternatives: "Say which safer way you looked at, and why it will not do.",
  };
  for (const [field, sentence] of Object.entries(words)) {
    test(`${field}: absent, empty or blank`, () => {
      for (const input of [without(field), { ...whole, [field]: "" }, { ...whole, [field]: " \t\n " }]) {
        expect(sentences(requestSchema, input)).toEqual({ [field]: sentence });
      }
    });
  }

  const choices: [string, object, string, string][] = [
    ["no scope", without("scope"), "scope", "Choose at least one rule and one system."],
    ["an empty scope", { ...whole, scope: [] }, "scope", "Choose at least one rule and one system."],
    [
      "no rule",
      { ...whole, scope: [{ ...place, policyId: "" }] },
      "scope.0.policyId",
      "Choose the rule that is broken.",
    ],
    [
      "no system",
      { ...whole, scope: [{ ...place, systemId: undefined }] },
      "scope.0.systemId",
      "Choose where it is broken.",
    ],
    [
      "no environment",
      { ...whole, scope: [{ ...place, environment: "" }] },
      "scope.0.environment",
      "Choose the environment.",
    ],
    ["no owner", without("ownerId"), "ownerId", "Name the one person who will close it."],
    [
      "an owner that is no person's id",
      { ...whole, ownerId: "The team" },
      "ownerId",
      "Name the one person who will close it.",
    ],
    ["no window (lesson 12)", without("window"), "window", "Choose how long, or until when."],
    [
      "a window of no length",
      { ...whole, window: { kind: "length", seconds: 0 } },
      "window.seconds",
      "Choose how long.",
    ],
    [
      "a window without its length",
      { ...whole, window: { kind: "length" } },
      "window.seconds",
      "Choose how long.",
    ],
    [
      "half a second",
      { ...whole, window: { kind: "length", seconds: 0.5 } },
      "window.seconds",
      "Choose how long.",
    ],
    [
      "an open end (lesson 12)",
      { ...whole, window: { kind: "until" } },
      "window.end",
      "Choose a date and a time.",
    ],
    [
      "an end without a zone",
      { ...whole, window: { kind: "until", end: "2026-12-01T09:00:00" } },
      "window.end",
      "Choose a date and a time.",
    ],
    [
      "an end that is never",
      { ...whole, window: { kind: "until", end: "infinity" } },
      "window.end",
      "Choose a date and a time.",
    ],
    [
      "no classification",
      without("classification"),
      "classification",
      "Say how sensitive the data is, who could be affected and how bad it could be.",
    ],
    [
      "a fact not told",
      { ...whole, classification: { ...lowRisk, facts: { ...lowRisk.facts, weakensSignIn: undefined } } },
      "classification.facts.weakensSignIn",
      "Say yes or no.",
    ],
    [
      "no impact",
      { ...whole, classification: { ...lowRisk, impact: null } },
      "classification.impact",
      "Choose how bad it is if it goes wrong.",
    ],
  ];
  for (const [what, input, field, sentence] of choices) {
    test(what, () => expect(sentences(requestSchema, input)).toEqual({ [field]: sentence }));
  }
});

test("B3: a request that holds more than it should is refused, so that nothing slips in beside the form", () => {
  for (const extra of ["status", "risk", "renewal", "filedById", "endsAt"]) {
    expect(requestSchema.safeParse({ ...whole, [extra]: "active" }).success, extra).toBe(false);
  }
});

test("a title may have 120 characters on one line, a text 4,000, and neither one more", () => {
  expect(sentences(requestSchema, { ...whole, title: "x".repeat(120), reason: "y".repeat(4000) })).toEqual(
    {},
  );
  expect(sentences(requestSchema, { ...whole, title: "x".repeat(121) })).toEqual({
    title: "At most 120 characters.",
  });
  expect(sentences(requestSchema, { ...whole, reason: "y".repeat(4001) })).toEqual({
    reason: "At most 4,000 characters.",
  });
  expect(sentences(requestSchema, { ...whole, title: "two\nlines" })).toEqual({
    title: "Keep this on one line.",
  });
});

test("sixty places may be named, sixty-one not", () => {
  const places = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...place, resource: `host-${n}` }));
  expect(sentences(requestSchema, { ...whole, scope: places(60) })).toEqual({});
  expect(sentences(requestSchema, { ...whole, scope: places(61) })).toEqual({
    scope: "At most 60 rules and places.",
  });
});

describe("what is pressed later", () => {
  const seen = { exceptionId: id, revision: 1, contentHash: "ab".repeat(32) };

  test("a no says why; an approval need not", () => {
    const why = { comment: "Say why, for whoever asked and for whoever audits this later." };
    expect(sentences(decisionSchema, { ...seen, verdict: "reject", comment: " " })).toEqual(why);
    expect(sentences(decisionSchema, { ...seen, verdict: "send_back", comment: "" })).toEqual(why);
    expect(
      sentences(decisionSchema, { ...seen, verdict: "approve", comment: "", answers: answered }),
    ).toEqual({});
  });

  test("a no grants nothing", () => {
    expect(
      decisionSchema.safeParse({ ...seen, verdict: "reject", comment: "No.", grantedSeconds: 60 }).success,
    ).toBe(false);
  });

  test("a decision carries the revision and the hash that its author saw", () => {
    const { contentHash, revision, ...blind } = seen;
    const approve = { verdict: "approve", comment: "", answers: answered };
    expect(decisionSchema.safeParse({ ...blind, revision, ...approve }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...blind, contentHash, ...approve }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...seen, contentHash: "abc", ...approve }).success).toBe(false);
  });

  test("withdrawing, revoking, closing, handing over and noting say what is missing", () => {
    expect(sentences(withdrawSchema, { exceptionId: id, reason: "" })).toEqual({
      reason: "Say why it is no longer needed.",
    });
    expect(sentences(revokeSchema, { exceptionId: id, reason: " " })).toEqual({
      reason: "Say why it ends now.",
    });
    expect(sentences(reassignSchema, { exceptionId: id, ownerId: "", reason: "" })).toEqual({
      ownerId: "Name the one person who will close it.",
      reason: "Say why it changes hands.",
    });
    expect(sentences(noteSchema, { exceptionId: id, note: "\n" })).toEqual({ note: "Write the note first." });
    expect(sentences(closeSchema, { exceptionId: id, removedOn: "", verifiedById: "", note: "" })).toEqual({
      removedOn: "Say on which day the break was removed.",
      verifiedById: "Name who checked that it is gone.",
    });
  });

  test("a day of removal is a day that exists", () => {
    for (const removedOn of ["2026-02-29", "2026-13-01", "20.11.2026", "2026-11-20T12:00:00Z"]) {
      expect(
        closeSchema.safeParse({ exceptionId: id, removedOn, verifiedById: id, note: "" }).success,
        removedOn,
      ).toBe(false);
    }
    expect(
      closeSchema.safeParse({ exceptionId: id, removedOn: "2028-02-29", verifiedById: id, note: "" }).success,
    ).toBe(true);
  });
});
