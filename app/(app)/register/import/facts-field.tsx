"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { type Fact, factQuestions } from "@/lib/exceptions/schemas";

const none = "none";

type Props = { hint: string; value: string; onChange: (words: string) => void };

/** Nothing ticked is no answer: that none of them is true has to be said. */
export function FactsField({ hint, value, onChange }: Props) {
  const chosen = value.split(", ").filter(Boolean);
  const toggle = (one: string, on: boolean) => {
    const others = chosen.filter((each) => each !== one && each !== none);
    onChange((on ? [...(one === none ? [] : others), one] : others).join(", "));
  };

  return (
    <fieldset className="grid gap-1">
      <legend className="text-sm font-medium">While the rule is broken, it</legend>
      <p className="mb-1 text-xs text-muted">{hint}</p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {[...(Object.entries(factQuestions) as [Fact, string][]), [none, "None of these"] as const].map(
          ([fact, label]) => (
            <Checkbox
              key={fact}
              name={`facts-${fact}`}
              label={label}
              checked={chosen.includes(fact)}
              onChange={(event) => toggle(fact, event.target.checked)}
            />
          ),
        )}
      </div>
    </fieldset>
  );
}
