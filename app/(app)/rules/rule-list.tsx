import type { GroupNameOf } from "@/lib/exceptions/rule-words";
import { conditionsInWords, fallbackInWords, stepInWords } from "@/lib/exceptions/rule-words";
import type { Rules } from "@/lib/exceptions/rules";

type Props = { rules: Rules; groupName: GroupNameOf };

/** The rules in words, one line each: when, and who then signs. */
export function RuleList({ rules, groupName }: Props) {
  return (
    <ol className="divide-y divide-line border-y border-line text-sm">
      {rules.rules.map((rule, index) => (
        <li
          key={rule.name}
          className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[1.5rem_minmax(0,1fr)_minmax(0,1.2fr)]"
        >
          <span className="text-muted tabular-nums max-sm:hidden">{index + 1}</span>
          <div>
            <p className="font-medium">{rule.name}</p>
            <p className="text-muted">{conditionsInWords(rule.when).join(", and ") || "always"}</p>
          </div>
          <ul className="grid content-start gap-1">
            {rule.steps.map((step) => (
              <li key={JSON.stringify(step.who)} className="flex gap-2">
                <span aria-hidden className="text-muted">
                  →
                </span>
                <span>
                  {stepInWords(step, groupName)}
                  {index > 0 && (
                    <span className="block text-xs text-muted">
                      {step.opens === "at once" ? "from the start" : "after those above"}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li className="py-3 text-muted">{fallbackInWords(rules, groupName)}</li>
    </ol>
  );
}
