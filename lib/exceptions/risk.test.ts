import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { classify, type Facts, higherRisk, isAtLeast, riskSentence } from "@/lib/exceptions/risk";
import { factQuestions, impacts } from "@/lib/exceptions/schemas";
import { Environment, Exposure, type Risk, Sensitivity } from "@/prisma/generated/enums";

type Said = Partial<Omit<Facts, "facts">> & Partial<Facts["facts"]>;

/** The facts of a break about which nothing bad is said, but for `said`. */
function facts({ dataSensitivity, exposure, impact, environments, ...yes }: Said): Facts {
  const none = Object.fromEntries(Object.keys(factQuestions).map((fact) => [fact, false])) as Facts["facts"];
  return {
    dataSensitivity: dataSensitivity ?? "none",
    exposure: exposure ?? "internal",
    impact: impact ?? "minor",
    environments: environments ?? ["test"],
    facts: { ...none, ...yes },
  };
}

const inProduction = { environments: ["production"] } satisfies Said;
const toCustomers = { exposure: "customers" } satisfies Said;
const regulated = { dataSensitivity: "regulated" } satisfies Said;
const confidential = { dataSensitivity: "confidential" } satisfies Said;

// What makes a level, as the product means it, written apart from the table in risk.ts. In each row every fact is
// needed: without any one of them the same reason is no longer given.
const rows: [Risk, string, Said][] = [
  [
    "critical",
    "it opens remote access in production to regulated data",
    { opensRemoteAccess: true, ...inProduction, ...regulated },
  ],
  [
    "critical",
    "it weakens sign-in for customers in production",
    { weakensSignIn: true, ...inProduction, ...toCustomers },
  ],
  [
    "critical",
    "nobody reviews what it decides about customers, with regulated data",
    { skipsHumanReview: true, ...toCustomers, ...regulated },
  ],
  ["critical", "the damage in production could be severe", { impact: "severe", ...inProduction }],
  ["high", "it opens remote access in production", { opensRemoteAccess: true, ...inProduction }],
  ["high", "it weakens sign-in in production", { weakensSignIn: true, ...inProduction }],
  ["high", "more people can reach regulated data", { widensDataAccess: true, ...regulated }],
  ["high", "a vendor can reach regulated data", { givesVendorReach: true, ...regulated }],
  ["high", "an external model gets data that is not public", { usesExternalModel: true, ...confidential }],
  ["high", "an external model gets data that is not public", { usesExternalModel: true, ...regulated }],
  ["high", "nobody reviews what reaches customers", { skipsHumanReview: true, ...toCustomers }],
  ["high", "the damage in production could be major", { impact: "major", ...inProduction }],
  ["high", "the damage could be severe", { impact: "severe" }],
  ["moderate", "regulated data is involved", regulated],
  ["moderate", "confidential data is involved", confidential],
  ["moderate", "it weakens sign-in", { weakensSignIn: true }],
  ["moderate", "it opens remote access", { opensRemoteAccess: true }],
  ["moderate", "it widens access to data", { widensDataAccess: true }],
  ["moderate", "it gives a vendor reach", { givesVendorReach: true }],
  ["moderate", "it uses an external model", { usesExternalModel: true }],
  ["moderate", "it skips human review", { skipsHumanReview: true }],
  ["moderate", "customers could notice it in production", { ...toCustomers, ...inProduction }],
  ["moderate", "the damage could be major", { impact: "major" }],
  ["moderate", "the damage in production could be more than minor", { impact: "moderate", ...inProduction }],
];

describe("each reason for a risk", () => {
  for (const [level, because, said] of rows) {
    const words = Object.entries(said).map(([fact, value]) => `${fact} ${value}`);

    test(`${level} with ${words.join(", ")}: "${because}"`, () => {
      const classified = classify(facts(said));
      expect(classified.risk).toBe(level);
      expect(classified.reasons).toContain(because);
    });

    test(`not "${because}" without one of: ${words.join(", ")}`, () => {
      for (const fact of Object.keys(said) as (keyof Said)[]) {
        const { [fact]: _, ...without } = said;
        const classified = classify(facts(without));
        expect(classified.reasons, `without ${fact}`).not.toContain(because);
      }
    });
  }
});

test("a break about which nothing bad is said is low, and says that too", () => {
  expect(classify(facts({}))).toEqual({ risk: "low", reasons: ["nothing said here raises it"] });
  expect(
    classify(facts({ dataSensitivity: "internal", exposure: "partners", impact: "moderate" })).risk,
  ).toBe("low");
  expect(classify(facts({ ...inProduction })).risk).toBe("low");
});

test("one production among several environments counts as production", () => {
  expect(classify(facts({ opensRemoteAccess: true, environments: ["test", "production"] })).risk).toBe(
    "high",
  );
  expect(
    classify(facts({ opensRemoteAccess: true, environments: ["test", "staging", "development"] })).risk,
  ).toBe("moderate");
});

test("the sentence names the level and every reason at that level, and none below it", () => {
  const twice = classify(
    facts({ opensRemoteAccess: true, widensDataAccess: true, weakensSignIn: true, ...inProduction }),
  );
  expect(riskSentence(twice)).toBe(
    "High because it opens remote access in production, and it weakens sign-in in production.",
  );
  expect(riskSentence(classify(facts({})))).toBe("Low because nothing said here raises it.");
});

const drawn: fc.Arbitrary<Facts> = fc.record({
  dataSensitivity: fc.constantFrom(...Object.values(Sensitivity)),
  exposure: fc.constantFrom(...Object.values(Exposure)),
  impact: fc.constantFrom(...impacts),
  environments: fc.uniqueArray(fc.constantFrom(...Object.values(Environment)), { minLength: 1 }),
  facts: fc.record(
    Object.fromEntries(Object.keys(factQuestions).map((fact) => [fact, fc.boolean()])),
  ) as fc.Arbitrary<Facts["facts"]>,
});

/** The same facts with both told: whatever is worse of two, and every yes of either. */
function worseOf(one: Facts, other: Facts): Facts {
  const later = <Word>(order: readonly Word[], a: Word, b: Word) =>
    order.indexOf(a) > order.indexOf(b) ? a : b;
  return {
    dataSensitivity: later(
      ["none", "internal", "confidential", "regulated"],
      one.dataSensitivity,
      other.dataSensitivity,
    ),
    exposure: later(["internal", "partners", "customers"], one.exposure, other.exposure),
    impact: later(["minor", "moderate", "major", "severe"], one.impact, other.impact),
    environments: [...new Set([...one.environments, ...other.environments])],
    facts: Object.fromEntries(
      Object.entries(one.facts).map(([fact, yes]) => [
        fact,
        yes || other.facts[fact as keyof Facts["facts"]],
      ]),
    ) as Facts["facts"],
  };
}

test("to tell more never lowers the risk", () => {
  const order: Risk[] = ["low", "moderate", "high", "critical"];
  fc.assert(
    fc.property(drawn, drawn, (one, more) => {
      const worse = classify(worseOf(one, more)).risk;
      expect(order.indexOf(worse)).toBeGreaterThanOrEqual(order.indexOf(classify(one).risk));
    }),
    { numRuns: 2000 },
  );
});

test("risks are compared as low, moderate, high, critical", () => {
  const order: Risk[] = ["low", "moderate", "high", "critical"];
  order.forEach((risk, rank) => {
    order.forEach((other, otherRank) => {
      expect(isAtLeast(risk, other), `${risk} ${other}`).toBe(rank >= otherRank);
      expect(higherRisk(risk, other)).toBe(order[Math.max(rank, otherRank)]);
    });
  });
});
