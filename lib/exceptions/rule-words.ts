// The routing rules in words, one sentence each: what stands on the page of the rules, in their draft and in the tester.

import type { Conditions, Rule, RuleStep, Rules, Who } from "@/lib/exceptions/rules";
import { factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import { domainNames, environmentNames, exposureNames, systemKindNames } from "@/lib/words";

/** How to say a group's key; undefined: there is no such group. */
export type GroupNameOf = (key: string) => string | undefined;

const riskWords = {
  moderate: "risk is moderate or above",
  high: "risk is high or critical",
  critical: "risk is critical",
} as const;
const dataWords = {
  internal: "there is data that is not public",
  confidential: "data is confidential or regulated",
  regulated: "data is regulated",
} as const;

/** "risk is high or critical", "a rule of Cost is broken"; none: every request. */
export function conditionsInWords(when: Conditions): string[] {
  const words = [
    when.riskAtLeast && riskWords[when.riskAtLeast],
    when.domains && `it breaks a rule of ${anyOf(when.domains, domainNames)}`,
    when.systemKinds && `the system is: ${anyOf(when.systemKinds, systemKindNames).toLowerCase()}`,
    when.environments && `it is in ${anyOf(when.environments, environmentNames).toLowerCase()}`,
    when.sensitivityAtLeast && dataWords[when.sensitivityAtLeast],
    when.exposures && `it could affect: ${anyOf(when.exposures, exposureNames).toLowerCase()}`,
    when.regulations && `${anyOf(when.regulations, regulationNames)} applies`,
    when.facts && `it ${anyOf(when.facts, factQuestions).toLowerCase()}`,
    when.renewalAtLeast && `it is renewal ${when.renewalAtLeast} or later`,
  ];
  return words.filter((word) => typeof word === "string");
}

export function whoInWords(who: Who, groupName: GroupNameOf): string {
  switch (who.kind) {
    case "control_owner":
      return "the control owner";
    case "above":
      return "the group above whoever was asked before";
    case "forum":
      return "the executive forum";
    case "group":
      return groupName(who.key) ?? `“${who.key}”, which is no group here`;
  }
}

/** "Finance, two people, within 4 working hours". */
export function stepInWords({ who, needed, dueHours }: RuleStep, groupName: GroupNameOf): string {
  const people = needed === 1 ? "" : `, ${needed} people`;
  const hours = dueHours ? `, within ${dueHours} working ${dueHours === 1 ? "hour" : "hours"}` : "";
  return `${whoInWords(who, groupName)}${people}${hours}`;
}

/** "When data is regulated: Compliance, from the start." Whoever is not asked from the start comes after those before. */
export function ruleInWords({ when, steps }: Pick<Rule, "when" | "steps">, groupName: GroupNameOf): string {
  const conditions = conditionsInWords(when);
  const start = conditions.length === 0 ? "Always" : `When ${conditions.join(", and ")}`;
  const asked = steps.map(
    (step) => stepInWords(step, groupName) + (step.opens === "at once" ? ", from the start" : ""),
  );
  return `${start}: ${asked.join("; then ")}.`;
}

export function fallbackInWords({ fallback }: Pick<Rules, "fallback">, groupName: GroupNameOf): string {
  return `When no rule matches: ${whoInWords(fallback, groupName)}.`;
}

export type RuleChange = { name: string; was: string | null; now: string | null };

/** What differs between two versions, rule by rule, in their order. */
export function changesBetween(was: Rules, now: Rules, groupName: GroupNameOf): RuleChange[] {
  const told = ({ rules }: Rules) => new Map(rules.map((rule) => [rule.name, ruleInWords(rule, groupName)]));
  const [before, after] = [told(was), told(now)];
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const changes = names.map((name) => ({
    name,
    was: before.get(name) ?? null,
    now: after.get(name) ?? null,
  }));
  const fallback = {
    name: "No rule matches",
    was: fallbackInWords(was, groupName),
    now: fallbackInWords(now, groupName),
  };
  return [...changes, fallback].filter((change) => change.was !== change.now);
}

function anyOf<Value extends string>(values: Value[], names: Record<Value, string>): string {
  return values.map((value) => names[value]).join(" or ");
}
