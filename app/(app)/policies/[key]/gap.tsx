import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import type { Option } from "@/components/ui/combobox";
import { formatDay } from "@/lib/dates";
import type { DecidedGap, PolicyGap } from "@/lib/reviews/gap-of-policy";
import { figuresInWords } from "@/lib/reviews/policy-gaps";
import { quarterName } from "@/lib/reviews/quarter";
import { gapChoiceNames } from "@/lib/words";

import { DecideGap } from "./decide-gap";

type Props = {
  policyId: string;
  policyKey: string;
  gap: PolicyGap;
  people: Option[];
  reason?: string;
  zone: string;
};

/** Whether the rule fits reality: the signals of this quarter, and what was decided about earlier ones (R26). */
export function Gap({
  policyId,
  policyKey,
  gap: { quarter, use, signals, decided },
  people,
  reason,
  zone,
}: Props) {
  if (signals.length === 0 && decided.length === 0) return null;
  const isDecided = decided.some((decision) => decision.quarter === quarter);
  return (
    <Section title="Does this rule fit reality?">
      {use && signals.length > 0 && (
        <Callout
          tone={isDecided ? "neutral" : "soon"}
          title={`Policy gap: ${signals.join(", ")}.`}
          action={<DecideGap policyId={policyId} policyKey={policyKey} people={people} reason={reason} />}
        >
          {`${quarterName(quarter)} so far: ${figuresInWords(use)}. `}
          <InlineLink href={`/quarter?q=${quarter}#policies`}>All rules of the quarter</InlineLink>
        </Callout>
      )}
      {decided.length > 0 && (
        <ul className="divide-y divide-line border-y border-line text-sm">
          {decided.map((decision) => (
            <li key={decision.at.toISOString()} className="grid gap-1 py-3">
              <p>
                <span className="font-medium">{`${gapChoiceNames[decision.choice]}.`}</span> {decision.reason}
              </p>
              <p className="text-muted">
                {`${decision.by.name}, ${quarterName(decision.quarter)}, `}
                <Instant at={decision.at} zone={zone} />
                {decision.owner &&
                  decision.dueOn &&
                  ` · ${decision.owner.name} until ${formatDay(decision.dueOn, "UTC")}`}
              </p>
              <p className="text-muted">{effectInWords(decision)}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function effectInWords({ quarter, effect: { before, after } }: DecidedGap): string {
  const then = `${exceptions(before)} in that quarter`;
  return after === null
    ? `${then}; what came of it shows in the next.`
    : `${then}, ${after} in the one after ${quarterName(quarter)}.`;
}

const exceptions = (count: number) => `${count} ${count === 1 ? "exception" : "exceptions"}`;
