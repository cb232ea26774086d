// A made-up request as the tester's address holds it. What the address does not say is the mildest answer.

import { type Fact, factQuestions, impacts, regulations } from "@/lib/exceptions/schemas";
import type { MadeUp } from "@/lib/exceptions/try-rules";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { Environment, Exposure, Sensitivity } from "@/prisma/generated/enums";

export type Typed = Record<string, string | string[] | undefined>;

const all = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat();
const one = <Value extends string>(typed: Typed, name: string, known: readonly Value[]): Value | undefined =>
  known.find((value) => value === typed[name]);

export function madeUpFrom(
  typed: Typed,
  policies: ChoosablePolicy[],
  systems: ChoosableSystem[],
): (MadeUp & { policyKey: string; systemKey: string }) | null {
  const policy = policies.find(({ key }) => key === typed.policy) ?? policies[0];
  const system = systems.find(({ key }) => key === typed.system) ?? systems[0];
  if (!policy || !system) return null;
  const facts = Object.keys(factQuestions) as Fact[];
  const ticked = all(typed, "facts");

  return {
    policyKey: policy.key,
    systemKey: system.key,
    scope: [
      {
        policyId: policy.id,
        systemId: system.id,
        environment:
          one(typed, "environment", Object.values(Environment)) ?? system.environments[0] ?? "production",
        resource: "",
      },
    ],
    classification: {
      dataSensitivity: one(typed, "data", Object.values(Sensitivity)) ?? system.sensitivity,
      exposure: one(typed, "exposure", Object.values(Exposure)) ?? system.exposure,
      impact: one(typed, "impact", impacts) ?? "minor",
      facts: Object.fromEntries(facts.map((fact) => [fact, ticked.includes(fact)])) as Record<Fact, boolean>,
      regulations: regulations.filter((regulation) => all(typed, "regulations").includes(regulation)),
    },
    renewal: Math.min(20, Math.max(0, Math.floor(Number(typed.renewal)) || 0)),
  };
}
