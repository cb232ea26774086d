// What is wrong with rules before a request runs into it (R9, R4, R5): a step that could have nobody keeps them from being
// published; the rest is worth a look.

import { type Asked, type Pool, route, stepsNobodyCanSign } from "@/lib/exceptions/routing";
import type { Rule, Rules, Who } from "@/lib/exceptions/rules";
import { type Fact, factQuestions, regulations } from "@/lib/exceptions/schemas";
import { domainNames, environmentNames, systemKindNames } from "@/lib/words";
import { type Domain, Environment, SystemKind } from "@/prisma/generated/enums";

export type Surroundings = {
  pools: Pool[];
  /** Those in use. */
  policies: { key: string; domain: Domain; controlOwnerId: string }[];
  systems: { kind: SystemKind; environments: Environment[] }[];
};

export type RuleProblems = {
  /** Nothing is published while one of these stands. */
  blocking: string[];
  warnings: string[];
};

export function problemsOf(rules: Rules, around: Surroundings): RuleProblems {
  const warnings = [
    ...rules.rules.flatMap((rule, index) => whyNeverMatches(rule, index + 1, around)),
    ...thinGroups(rules, around),
  ];
  return { blocking: distinct([...missingGroups(rules, around), ...emptySteps(rules, around)]), warnings };
}

function missingGroups({ rules, fallback }: Rules, { pools }: Surroundings): string[] {
  const known = (who: Who) =>
    who.kind === "group"
      ? pools.some(({ key }) => key === who.key)
      : who.kind !== "forum" || pools.some(({ isForum }) => isForum);
  const named = (who: Who) => (who.kind === "group" ? `the group “${who.key}”` : "the executive forum");
  return [
    ...rules.flatMap((rule, index) =>
      rule.steps
        .filter(({ who }) => !known(who))
        .map(({ who }) => `Rule ${index + 1}, ${rule.name}, asks for ${named(who)}, and there is none.`),
    ),
    ...(known(fallback)
      ? []
      : [`Where no rule matches, ${named(fallback)} would decide, and there is none.`]),
  ];
}

/** At worst, every rule that can match for a policy does: whoever cannot sign that has nobody. */
function emptySteps(rules: Rules, { pools, policies }: Surroundings): string[] {
  return policies.flatMap((policy) => {
    const { steps } = route(worstOf(policy), rules, pools);
    if (steps.length === 0) return [`Nobody would decide on ${policy.key}.`];
    return stepsNobodyCanSign(steps, new Set()).map(({ group, needed }) => {
      const who = new Set(group.members.map(({ id }) => id)).size;
      if (who < needed) return `${group.name} has ${who} of the ${needed} people who would have to sign.`;
      return `${group.name} could be left with nobody: its people would have signed for another group already.`;
    });
  });
}

function worstOf(policy: Surroundings["policies"][number]): Asked {
  const facts = Object.keys(factQuestions) as Fact[];
  return {
    risk: "critical",
    renewal: 20,
    policies: [policy],
    domains: [policy.domain],
    systemKinds: Object.values(SystemKind),
    environments: Object.values(Environment),
    classification: {
      dataSensitivity: "regulated",
      exposure: "customers",
      impact: "severe",
      facts: Object.fromEntries(facts.map((fact) => [fact, true])) as Record<Fact, boolean>,
      regulations: [...regulations],
    },
  };
}

function whyNeverMatches(
  { when, name }: Rule,
  number: number,
  { policies, systems }: Surroundings,
): string[] {
  const nothing = (what: string) => [`Rule ${number}, ${name}, can never match: ${what}.`];
  if (when.domains && !policies.some(({ domain }) => when.domains?.includes(domain))) {
    return nothing(
      `no policy is about ${when.domains.map((domain) => domainNames[domain].toLowerCase()).join(" or ")}`,
    );
  }
  if (when.systemKinds && !systems.some(({ kind }) => when.systemKinds?.includes(kind))) {
    return nothing(
      `no system is: ${when.systemKinds.map((kind) => systemKindNames[kind].toLowerCase()).join(" or ")}`,
    );
  }
  const { environments } = when;
  if (
    environments &&
    !systems.some((system) => system.environments.some((one) => environments.includes(one)))
  ) {
    return nothing(
      `no system runs in ${environments.map((one) => environmentNames[one].toLowerCase()).join(" or ")}`,
    );
  }
  return [];
}

/** Groups that these rules ask, with one person, or with nobody to escalate to. */
function thinGroups(rules: Rules, { pools, policies }: Surroundings): string[] {
  const asked = new Map(
    policies
      .flatMap((policy) => route(worstOf(policy), rules, pools).steps)
      .map(({ group }) => [group.id, group]),
  );
  return [...asked.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ name, members, aboveId, isForum }) => {
      const people = new Map(members.map((member) => [member.id, member.name]));
      const [only] = people.values();
      return [
        ...(people.size === 1 ? [`${name} has one person: nobody could decide ${only}'s own requests.`] : []),
        ...(!aboveId && !isForum ? [`${name} has no group above: nobody is told when it is late.`] : []),
      ];
    });
}

const distinct = (sentences: string[]) => [...new Set(sentences)];
