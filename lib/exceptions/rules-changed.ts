// The steps that are stored are the steps that were shown (R9): where rules were published while somebody wrote, the
// difference is said first, and filing it again accepts it.

import type { Plan, PlannedStep } from "@/lib/exceptions/plan-request";
import { type Refusal, refuse } from "@/lib/refusal";

/** `shown`: what the same request would need under the rules by which the form said who decides. */
export function whyRulesChanged(
  shown: Pick<Plan, "steps"> | null,
  plan: Pick<Plan, "steps" | "ruleSetVersion">,
): Refusal | null {
  if (!shown) return null;
  const [was, now] = [inOneLine(shown.steps), inOneLine(plan.steps)];
  if (was === now) return null;
  return refuse(
    "conflict",
    `Version ${plan.ruleSetVersion} of the routing rules was published while you wrote. Who decides was: ${was}. It is now: ${now}. Submit again to ask them.`,
  );
}

/** "Security and Finance, then Executive forum (2 people, within 4 hours)". */
function inOneLine(steps: PlannedStep[]): string {
  const stages = [...new Set(steps.map(({ stage }) => stage))].sort((a, b) => a - b);
  return stages
    .map((stage) =>
      steps
        .filter((step) => step.stage === stage)
        .map(inWords)
        .join(" and "),
    )
    .join(", then ");
}

function inWords({ group, needed, dueHours }: PlannedStep): string {
  const more = [needed > 1 && `${needed} people`, dueHours && `within ${dueHours} hours`].filter(Boolean);
  return more.length > 0 ? `${group.name} (${more.join(", ")})` : group.name;
}
