import { Callout } from "@/components/ui/callout";
import type { RuleProblems } from "@/lib/exceptions/rule-problems";

type Props = { problems: RuleProblems; isDraft: boolean };

/** What stands in the way of publishing, and what is worth a look. */
export function ProblemList({ problems: { blocking, warnings }, isDraft }: Props) {
  return (
    <div className="grid gap-2 empty:hidden">
      {blocking.length > 0 && (
        <Callout
          tone="bad"
          title={
            isDraft ? "Not to be published while a step could have nobody." : "A step could have nobody."
          }
        >
          <Sentences sentences={blocking} />
        </Callout>
      )}
      {warnings.length > 0 && (
        <Callout tone="soon" title="Worth a look.">
          <Sentences sentences={warnings} />
        </Callout>
      )}
    </div>
  );
}

function Sentences({ sentences }: { sentences: string[] }) {
  return (
    <ul className="grid gap-0.5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
