// The language of the routing rules (R9): a rule is a few conditions, all of which must hold, and the steps it adds.
// Each list in a condition means "one of these". What the rules are written in is what is stored, for years.

import { z } from "zod";

import { isAtLeast, riskNames } from "@/lib/exceptions/risk";
import {
  type Classification,
  type Fact,
  factQuestions,
  type Regulation,
  regulationNames,
  regulations,
} from "@/lib/exceptions/schemas";
import { line } from "@/lib/text";
import { domainNames, environmentNames, exposureNames, sensitivityNames, systemKindNames } from "@/lib/words";
import { Domain, Environment, Exposure, Risk, Sensitivity, SystemKind } from "@/prisma/generated/enums";

const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.array(z.enum(values)).min(1, "Choose at least one.").max(values.length).optional();
const listOf = <Value extends string>(known: Record<string, Value>) =>
  Object.values(known) as [Value, ...Value[]];

const conditionsSchema = z.strictObject({
  riskAtLeast: z.enum([Risk.moderate, Risk.high, Risk.critical]).optional(),
  domains: oneOf(listOf(Domain)),
  systemKinds: oneOf(listOf(SystemKind)),
  environments: oneOf(listOf(Environment)),
  sensitivityAtLeast: z
    .enum([Sensitivity.internal, Sensitivity.confidential, Sensitivity.regulated])
    .optional(),
  exposures: oneOf(listOf(Exposure)),
  regulations: oneOf(regulations),
  facts: oneOf(Object.keys(factQuestions) as [Fact, ...Fact[]]),
  renewalAtLeast: z.int().min(1).max(20).optional(),
});
export type Conditions = z.infer<typeof conditionsSchema>;

const whoSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("group"), key: z.string().min(1, "Choose a group.").max(60) }),
  z.strictObject({ kind: z.enum(["control_owner", "above", "forum"]) }),
]);
export type Who = z.infer<typeof whoSchema>;

const ruleStepSchema = z.strictObject({
  who: whoSchema,
  /** How many of the group have to sign. */
  needed: z.int("Say how many have to sign.").min(1, "At least one has to sign.").max(9, "Nine at most."),
  /** "at once": from the start, beside whoever else is asked then. "after": when all that the rules before ask for is signed. */
  opens: z.enum(["at once", "after"]),
  /** Working hours to decide in, instead of those that follow from the risk (R11). */
  dueHours: z
    .int("Say how many hours.")
    .min(1, "At least an hour.")
    .max(400, "400 hours at most.")
    .optional(),
});
export type RuleStep = z.infer<typeof ruleStepSchema>;

const ruleSchema = z.strictObject({
  name: line({ missing: "Give the rule a name: it is the reason that requesters read.", max: 80 }),
  when: conditionsSchema,
  steps: z.array(ruleStepSchema).min(1, "Say who signs.").max(6, "Six steps at most."),
});
export type Rule = z.infer<typeof ruleSchema>;

export const rulesSchema = z.strictObject({
  rules: z.array(ruleSchema).min(1, "Keep at least one rule.").max(40, "Forty rules at most."),
  /** Who decides what no rule speaks of. */
  fallback: whoSchema.refine(({ kind }) => kind === "group" || kind === "forum", "Choose a group."),
});
export type Rules = z.infer<typeof rulesSchema>;

/** Version 1, which every register comes with. The migration holds the same. */
export const defaultRules: Rules = {
  fallback: { kind: "forum" },
  rules: [
    { name: "Every request", when: {}, steps: [asks({ kind: "control_owner" }, "after")] },
    { name: "High risk", when: { riskAtLeast: "high" }, steps: [asks({ kind: "above" }, "after")] },
    {
      name: "Cost",
      when: { domains: ["cost"] },
      steps: [asks({ kind: "group", key: "finance" }, "at once")],
    },
    {
      name: "Regulated data",
      when: { sensitivityAtLeast: "regulated" },
      steps: [asks({ kind: "group", key: "compliance" }, "at once")],
    },
    {
      name: "AI that customers meet",
      when: { domains: ["ai"], exposures: ["customers"] },
      steps: [asks({ kind: "group", key: "model-risk" }, "at once")],
    },
    {
      name: "External model",
      when: { facts: ["usesExternalModel"] },
      steps: [asks({ kind: "group", key: "model-risk" }, "at once")],
    },
    {
      name: "Critical risk",
      when: { riskAtLeast: "critical" },
      steps: [{ ...asks({ kind: "forum" }, "after"), needed: 2 }],
    },
    { name: "Third renewal", when: { renewalAtLeast: 3 }, steps: [asks({ kind: "forum" }, "after")] },
  ],
};

function asks(who: Who, opens: RuleStep["opens"]): RuleStep {
  return { who, needed: 1, opens };
}

/** What the conditions look at. */
export type Matched = {
  risk: Risk;
  /** The how-manieth extension this is; 0 for a first request. */
  renewal: number;
  domains: Domain[];
  systemKinds: SystemKind[];
  environments: Environment[];
  classification: Classification;
};

/** Which of the conditions do not hold, each in words: "risk is low". Empty: the rule matches. */
export function unmet(when: Conditions, asked: Matched): string[] {
  const { classification } = asked;
  const facts = (Object.keys(factQuestions) as Fact[]).filter((fact) => classification.facts[fact]);
  const applying: Regulation[] = classification.regulations ?? [];
  const sensitivities = Object.values(Sensitivity);
  const isSensitive = ({ sensitivityAtLeast: least }: Conditions) =>
    !least || sensitivities.indexOf(classification.dataSensitivity) >= sensitivities.indexOf(least);

  const lines: [boolean, string][] = [
    [
      !when.riskAtLeast || isAtLeast(asked.risk, when.riskAtLeast),
      `risk is ${riskNames[asked.risk].toLowerCase()}`,
    ],
    [meets(when.domains, asked.domains), `the rule is about ${named(asked.domains, domainNames)}`],
    [
      meets(when.systemKinds, asked.systemKinds),
      `the system is: ${named(asked.systemKinds, systemKindNames)}`,
    ],
    [
      meets(when.environments, asked.environments),
      `environment is ${named(asked.environments, environmentNames)}`,
    ],
    [isSensitive(when), `data is: ${sensitivityNames[classification.dataSensitivity].toLowerCase()}`],
    [
      meets(when.exposures, [classification.exposure]),
      `it could affect: ${exposureNames[classification.exposure].toLowerCase()}`,
    ],
    [
      meets(when.regulations, applying),
      `regulation: ${applying.map((one) => regulationNames[one]).join(", ") || "none"}`,
    ],
    [
      meets(when.facts, facts),
      facts.length > 0 ? `it only ${named(facts, factQuestions)}` : "no such fact was ticked",
    ],
    [
      !when.renewalAtLeast || asked.renewal >= when.renewalAtLeast,
      asked.renewal === 0 ? "it is no renewal" : `it is renewal ${asked.renewal}`,
    ],
  ];
  return lines.filter(([holds]) => !holds).map(([, why]) => why);
}

function meets<Value>(wanted: Value[] | undefined, found: Value[]): boolean {
  return !wanted || wanted.some((one) => found.includes(one));
}

function named<Value extends string>(values: Value[], names: Record<Value, string>): string {
  return [...new Set(values)].map((value) => names[value].toLowerCase()).join(" and ") || "none";
}
