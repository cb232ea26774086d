import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";

import {
  closeSchema,
  decisionSchema,
  editSchema,
  noteSchema,
  reassignSchema,
  requestSchema,
  revokeSchema,
  withdrawSchema,
} from "@/lib/exceptions/schemas";
import {
  groupEditSchema,
  newGroupSchema,
  newPersonSchema,
  personEditSchema,
  seatEndSchema,
} from "@/lib/people/schemas";
import { newPolicySchema, policyEditSchema } from "@/lib/policies/schemas";
import { newSystemSchema, systemEditSchema } from "@/lib/systems/schemas";
import { naughtyStrings } from "@/lib/testing/naughty-strings";
import { answered, lowRisk } from "@/lib/testing/requests";
import { line, text } from "@/lib/text";
import { newViewSchema } from "@/lib/views/schemas";

const told = (schema: ZodType, typed: unknown) => schema.safeParse(typed).error?.issues[0]?.message ?? null;

describe("a text", () => {
  const why = text({ missing: "Say why.", max: 10 });

  test("is kept as it was typed, without the space around it", () => {
    expect(why.parse("  a  b\n")).toBe("a  b");
  });

  test("may have as many characters as are allowed, and not one more", () => {
    expect(told(why, "x".repeat(10))).toBeNull();
    expect(told(why, "x".repeat(11))).toBe("At most 10 characters.");
    expect(told(why, `  ${"x".repeat(10)}  `)).toBeNull();
  });

  test("that shows nothing is as good as none, whatever it is made of", () => {
    for (const nothing of [
      "",
      " ",
      "\u00a0\t",
      "\u200b",
      "\u2060\u200d",
      "\u202e\u202c",
      "\u0301",
      "\u3164",
      "\u00ad",
      "\ufeff",
    ]) {
      expect(told(why, nothing), JSON.stringify(nothing)).toBe("Say why.");
    }
    for (const something of [".", "\u00e9", "\ud83d\ude00", "\u4e2d", "0", "e\u0301"]) {
      expect(told(why, something), JSON.stringify(something)).toBeNull();
    }
  });

  test("that may be empty may be", () => {
    expect(text({}).parse(" \n ")).toBe("");
  });

  test("holds lines and tabs, and nothing that cannot be shown", () => {
    expect(told(why, "a\tb\r\nc")).toBeNull();
    for (const character of ["\0", "\u0008", "\u000b", "\u001b", "\u007f", "\ud800", "\udc00x"]) {
      expect(told(why, `a${character}b`), JSON.stringify(character)).toBe(
        "This holds a character that cannot be shown.",
      );
    }
  });

  test("is words, not a number or a list", () => {
    for (const other of [undefined, null, 7, ["a"], { a: 1 }]) expect(told(why, other)).toBe("Say why.");
  });
});

test("a line has no second one", () => {
  expect(told(line({}), "one")).toBeNull();
  expect(told(line({}), "one\ntwo")).toBe("Keep this on one line.");
  expect(told(line({}), "one\rtwo")).toBe("Keep this on one line.");
  expect(told(line({}), "x".repeat(160))).toBeNull();
  expect(told(line({}), "x".repeat(161))).toBe("At most 160 characters.");
});

// ------------------------------------------------------------ every text field of every form

const id = "0197a1b2-0000-7000-8000-000000000001";
const asked = {
  title: "A title",
  scope: [{ policyId: id, systemId: id, environment: "test", resource: "" }],
  reason: "Why",
  breaksIfNo: "This",
  riskIntroduced: "That",
  dataAffected: "None",
  alternatives: "None",
  mitigation: "Watched",
  classification: lowRisk,
  ownerId: id,
  window: { kind: "length", seconds: 60 },
  whatChanged: "The date",
};
const seen = { exceptionId: id, revision: 1, contentHash: "ab".repeat(32) };
const person = {
  name: "Ada",
  email: "ada@example.com",
  title: "",
  team: "",
  role: "member",
  managerId: null,
};
const group = { name: "Security", purpose: "", aboveId: null, leadId: null, isForum: false };
const policy = {
  title: "TLS",
  statement: "TLS 1.2.",
  domain: "security",
  controlOwnerId: id,
  longestSeconds: null,
};
const system = {
  ...{ name: "Payroll", description: "", kind: "application", environments: ["test"], sensitivity: "none" },
  ...{ dataHeld: "", exposure: "internal", team: "" },
};
const oversight = {
  ...{ model: "", vendor: "", dataSets: [], deployment: "" },
  ...{ modelRecord: "", modelRecordUrl: "", vendorRecord: "", vendorRecordUrl: "" },
};
const oversightTexts = ["model", "vendor", "deployment", "modelRecord", "vendorRecord"];
const footprint = { deployment: "", faces: "", dataSets: [] };
const asTyped = (typed: string) => typed;

/** Each form, filled, and its text fields; a key is kept in one case. */
const forms: [string, ZodType, object, string[], ((typed: string) => string)?][] = [
  [
    "requestSchema",
    requestSchema,
    { id, ...asked },
    Object.keys(asked).filter(
      (key) => typeof asked[key as keyof typeof asked] === "string" && key !== "ownerId",
    ),
  ],
  [
    "editSchema",
    editSchema,
    { exceptionId: id, seenRevision: 1, ...asked },
    ["title", "reason", "whatChanged"],
  ],
  ["requestSchema.scope", requestSchema, { id, ...asked }, ["scope.0.resource"]],
  [
    "requestSchema.scope.footprint",
    requestSchema,
    { id, ...asked, scope: [{ ...asked.scope[0], footprint }] },
    ["scope.0.footprint.deployment", "scope.0.footprint.faces"],
  ],
  ["newViewSchema", newViewSchema, { name: "Weekly", query: "?risk=high" }, ["name"]],
  [
    "decisionSchema",
    decisionSchema,
    { ...seen, verdict: "approve", comment: "", answers: answered },
    ["comment", "answers.whyNow.words", "answers.ifNo.words"],
  ],
  ["decisionSchema, a no", decisionSchema, { ...seen, verdict: "reject", comment: "No." }, ["comment"]],
  ["withdrawSchema", withdrawSchema, { exceptionId: id, reason: "x" }, ["reason"]],
  ["revokeSchema", revokeSchema, { exceptionId: id, reason: "x" }, ["reason"]],
  [
    "closeSchema",
    closeSchema,
    { exceptionId: id, removedOn: "2026-11-20", verifiedById: id, note: "" },
    ["note"],
  ],
  ["reassignSchema", reassignSchema, { exceptionId: id, ownerId: id, reason: "x" }, ["reason"]],
  ["noteSchema", noteSchema, { exceptionId: id, note: "x" }, ["note"]],
  ["newPersonSchema", newPersonSchema, person, ["name", "title", "team"]],
  [
    "newPersonSchema",
    newPersonSchema,
    person,
    ["email"],
    (typed) => typed.normalize("NFKC").toLowerCase().trim(),
  ],
  ["personEditSchema", personEditSchema, { personId: id, ...person }, ["name", "title", "team"]],
  ["newGroupSchema", newGroupSchema, { key: "security", ...group }, ["name", "purpose"]],
  ["newGroupSchema", newGroupSchema, { key: "security", ...group }, ["key"], (typed) => typed.toLowerCase()],
  ["groupEditSchema", groupEditSchema, { groupId: id, ...group }, ["name", "purpose"]],
  ["seatEndSchema", seatEndSchema, { membershipId: id, why: "x" }, ["why"]],
  ["newPolicySchema", newPolicySchema, { key: "SEC-1", ...policy }, ["title", "statement"]],
  ["newPolicySchema", newPolicySchema, { key: "SEC-1", ...policy }, ["key"], (typed) => typed.toUpperCase()],
  ["policyEditSchema", policyEditSchema, { policyId: id, ...policy }, ["title", "statement"]],
  [
    "newSystemSchema",
    newSystemSchema,
    { key: "payroll", ...system, ...oversight },
    ["name", "description", "dataHeld", "team", ...oversightTexts],
  ],
  [
    "newSystemSchema",
    newSystemSchema,
    { key: "payroll", ...system },
    ["key"],
    (typed) => typed.toLowerCase(),
  ],
  [
    "systemEditSchema",
    systemEditSchema,
    { systemId: id, ...system, ...oversight, requiredTools: [] },
    ["name", "description", "dataHeld", "team", ...oversightTexts],
  ],
];

type Tree = { [key: string]: Tree | unknown };
const at = (form: object, path: string) =>
  path.split(".").reduce<unknown>((node, key) => (node as Tree)[key], form);

function filledWith(form: object, path: string, typed: string): object {
  const copy = structuredClone(form);
  const keys = path.split(".");
  const last = keys.pop() as string;
  ((keys.length > 0 ? at(copy, keys.join(".")) : copy) as Tree)[last] = typed;
  return copy;
}

describe(`${naughtyStrings.length} naughty strings in every text field: kept as typed, or refused with a sentence`, () => {
  for (const [name, schema, form, fields, kept = asTyped] of forms) {
    for (const field of fields) {
      test(`${name}: ${field}`, () => {
        let passed = 0;
        for (const typed of naughtyStrings) {
          const { success, data, error } = schema.safeParse(filledWith(form, field, typed));
          const shown = JSON.stringify(typed.slice(0, 60));
          if (success) {
            passed++;
            expect(at(data as object, field), shown).toBe(kept(typed.trim()));
          } else {
            expect(
              error.issues.map(({ path }) => path.join(".")),
              shown,
            ).toContain(field);
            for (const { message } of error.issues) expect(message, shown).toMatch(/^[A-Z].*\.$/);
          }
        }
        if (field !== "email") expect(passed).toBeGreaterThan(0);
      });
    }
  }
});
