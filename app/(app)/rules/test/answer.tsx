import { CircleCheck, Minus } from "lucide-react";

import { Instant } from "@/components/instant";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import type { Plan } from "@/lib/exceptions/plan-request";
import { whyNobodySigns } from "@/lib/exceptions/why-not-file";

/** Who would decide, by when, and what each rule says to it. */
export function Answer({ plan, zone }: { plan: Plan; zone: string }) {
  const problem = whyNobodySigns(plan);
  return (
    <div className="grid content-start gap-6">
      <Section title="Who would decide">
        <p className="text-sm">
          <span className="font-medium">
            <RiskMark risk={plan.risk} />
          </span>{" "}
          <span className="text-muted">{`because ${plan.reasonsForRisk.join(", and ")}.`}</span>
        </p>
        <ol className="divide-y divide-line border-y border-line text-sm">
          {plan.steps.map(({ group, needed, stage, because, dueAt, partyNames }) => (
            <li key={group.id} className="grid gap-0.5 py-2.5">
              <p className="flex flex-wrap justify-between gap-x-4">
                <span>
                  <span className="mr-2 text-muted tabular-nums">{stage}</span>
                  <span className="font-medium">{group.name}</span>
                  {`, ${needed} of ${group.members.length}`}
                </span>
                <span>
                  by <Instant at={dueAt} zone={zone} />
                </span>
              </p>
              <p className="pl-5 text-xs text-muted">{because}</p>
              {partyNames.length > 0 && (
                <p className="pl-5 text-xs text-muted">{`Not ${partyNames.join(", ")}: a party to it (R4)`}</p>
              )}
            </li>
          ))}
        </ol>
        {plan.missing.map((sentence) => (
          <p key={sentence} className="text-xs text-muted">
            {sentence}
          </p>
        ))}
        {problem && <Callout tone="bad" title={problem.message} />}
      </Section>

      <Section title="Rules">
        <ul className="grid gap-1.5 text-sm">
          {plan.rules.map(({ name, unmet }, index) => (
            <li key={name} className="flex items-start gap-2">
              {unmet.length === 0 ? (
                <CircleCheck aria-label="Matches" className="mt-0.5 text-good" />
              ) : (
                <Minus aria-label="Does not match" className="mt-0.5 text-muted" />
              )}
              <span>
                <span
                  className={unmet.length === 0 ? "font-medium" : "text-muted"}
                >{`${index + 1} ${name}`}</span>
                {unmet.length > 0 && <span className="text-muted">{`: ${unmet.join(", ")}`}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
