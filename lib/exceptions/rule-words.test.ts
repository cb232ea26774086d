import { describe, expect, test } from "vitest";

import { changesBetween, conditionsInWords, fallbackInWords, ruleInWords } from "@/lib/exceptions/rule-words";
import { defaultRules, type Rules, rulesSchema, unmet } from "@/lib/exceptions/rules";
import { lowRisk, noFacts } from "@/lib/testing/requests";

const named = (key: string) =>
  ({ finance: "Finance", compliance: "Compliance", "model-risk": "Model risk" })[key];

describe("rules read as sentences", () => {
  test("those that every register comes with", () => {
    expect(defaultRules.rules.map((rule) => ruleInWords(rule, named))).toEqual([
      "Always: the control owner.",
      "When risk is high or critical: the group above whoever was asked before.",
      "When it breaks a rule of Cost: Finance, from the start.",
      "When data is regulated: Compliance, from the start.",
      "When it breaks a rule of AI, and it could affect: customers: Model risk, from the start.",
      "When it uses an external model: Model risk, from the start.",
      "When risk is critical: the executive forum, 2 people.",
      "When it is renewal 3 or later: the executive forum.",
    ]);
    expect(fallbackInWords(defaultRules, named)).toBe("When no rule matches: the executive forum.");
  });

  test("every condition there is", () => {
    const words = conditionsInWords({
      riskAtLeast: "moderate",
      domains: ["security", "access"],
      systemKinds: ["vendor"],
      environments: ["production", "staging"],
      sensitivityAtLeast: "confidential",
      exposures: ["partners", "customers"],
      regulations: ["gdpr", "pci_dss"],
      facts: ["weakensSignIn"],
      renewalAtLeast: 1,
    });
    expect(words).toEqual([
      "risk is moderate or above",
      "it breaks a rule of Security or Access",
      "the system is: vendor",
      "it is in production or staging",
      "data is confidential or regulated",
      "it could affect: partners or customers",
      "GDPR or PCI DSS applies",
      "it weakens sign-in",
      "it is renewal 1 or later",
    ]);
  });

  test("a group that is not there is named by its key", () => {
    const rule = {
      when: {},
      steps: [{ who: { kind: "group", key: "legal" }, needed: 1, opens: "after", dueHours: 1 }],
    };
    expect(ruleInWords(rule as Rules["rules"][number], named)).toBe(
      "Always: “legal”, which is no group here, within 1 working hour.",
    );
  });

  test("what changed between versions, rule by rule", () => {
    const [first, second, third, ...rest] = defaultRules.rules as [
      Rules["rules"][number],
      Rules["rules"][number],
      Rules["rules"][number],
    ];
    const next: Rules = {
      fallback: { kind: "group", key: "finance" },
      rules: [first, second, { ...third, name: "Money" }, ...rest],
    };
    expect(changesBetween(defaultRules, defaultRules, named)).toEqual([]);
    expect(
      changesBetween(defaultRules, next, named).map(({ name, was, now }) => [
        name,
        was !== null,
        now !== null,
      ]),
    ).toEqual([
      ["Money", false, true],
      ["Cost", true, false],
      ["No rule matches", true, true],
    ]);
  });
});

describe("a rule matches when all of it holds", () => {
  const asked = {
    risk: "high",
    renewal: 2,
    domains: ["security"],
    systemKinds: ["vendor"],
    environments: ["production"],
    classification: {
      ...lowRisk,
      dataSensitivity: "confidential",
      facts: { ...noFacts, usesExternalModel: true },
    },
  } as const satisfies Record<string, unknown>;
  const why = (when: Parameters<typeof unmet>[0]) =>
    unmet(when, asked as unknown as Parameters<typeof unmet>[1]);

  test("each condition on both sides of its boundary, with the reason why not", () => {
    expect(why({})).toEqual([]);
    expect(why({ riskAtLeast: "high" })).toEqual([]);
    expect(why({ riskAtLeast: "critical" })).toEqual(["risk is high"]);
    expect(why({ renewalAtLeast: 2 })).toEqual([]);
    expect(why({ renewalAtLeast: 3 })).toEqual(["it is renewal 2"]);
    expect(why({ sensitivityAtLeast: "confidential" })).toEqual([]);
    expect(why({ sensitivityAtLeast: "regulated" })).toEqual(["data is: confidential"]);
    expect(why({ domains: ["cost", "security"] })).toEqual([]);
    expect(why({ domains: ["cost"] })).toEqual(["the rule is about security"]);
    expect(why({ environments: ["test"] })).toEqual(["environment is production"]);
    expect(why({ systemKinds: ["vendor"] })).toEqual([]);
    expect(why({ exposures: ["customers"] })).toEqual(["it could affect: internal"]);
    expect(why({ facts: ["usesExternalModel", "weakensSignIn"] })).toEqual([]);
    expect(why({ facts: ["weakensSignIn"] })).toEqual(["it only uses an external model"]);
    expect(why({ regulations: ["gdpr"] })).toEqual(["regulation: none"]);
  });

  test("one that does not hold is enough, and every one of them is named", () => {
    expect(why({ riskAtLeast: "high", domains: ["cost"], environments: ["test"] })).toEqual([
      "the rule is about security",
      "environment is production",
    ]);
  });
});

test("the language takes the rules of version 1, and nothing that says nothing", () => {
  expect(rulesSchema.parse(defaultRules)).toEqual(defaultRules);
  const [first] = defaultRules.rules;
  const with1 = (rule: object) => rulesSchema.safeParse({ ...defaultRules, rules: [{ ...first, ...rule }] });
  expect(with1({ name: " " }).error?.issues[0]?.message).toBe(
    "Give the rule a name: it is the reason that requesters read.",
  );
  expect(with1({ steps: [] }).error?.issues[0]?.message).toBe("Say who signs.");
  expect(with1({ when: { domains: [] } }).error?.issues[0]?.message).toBe("Choose at least one.");
  expect(with1({ when: { weather: "rain" } }).success).toBe(false);
  expect(rulesSchema.safeParse({ ...defaultRules, fallback: { kind: "above" } }).success).toBe(false);
});
