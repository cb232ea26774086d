import { Instant } from "@/components/instant";
import { EmptyState } from "@/components/ui/empty-state";
import { formatInstant, formatLength } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { questionWords } from "@/lib/exceptions/questions";
import { type Answers, questions } from "@/lib/exceptions/schemas";
import { verdictNames } from "@/lib/words";

/** Every decision of every revision, with the text it was made on. */
export function Decisions({ exception, zone }: { exception: ExceptionWithHistory; zone: string }) {
  if (exception.decisions.length === 0) {
    return (
      <EmptyState title="Nobody has decided yet.">{`Each decision stands here with its comment, its answers and the hash of the text it was made on.`}</EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line border-y border-line text-sm">
      {exception.decisions.map((decision) => {
        const step = exception.steps.find(({ id }) => id === decision.stepId);
        return (
          <li key={decision.id} className="grid gap-1.5 py-3">
            <p>
              <span className="font-medium">{decision.person.name}</span>{" "}
              {verdictNames[decision.verdict].toLowerCase()}
              {` revision ${decision.revision} for ${step?.groupName} · `}
              <Instant at={decision.at} zone={zone} />
            </p>
            {granted(decision, zone)}
            {decision.comment && <p className="max-w-read whitespace-pre-line">{decision.comment}</p>}
            <Answered answers={decision.answers as Answers | null} />
            <p className="font-mono text-xs break-all text-muted">{decision.contentHash}</p>
          </li>
        );
      })}
    </ol>
  );
}

function granted(
  { grantedSeconds, grantedEnd }: { grantedSeconds: number | null; grantedEnd: Date | null },
  zone: string,
) {
  if (grantedSeconds) return <p className="text-soon">{`Shortened to ${formatLength(grantedSeconds)}.`}</p>;
  if (grantedEnd)
    return <p className="text-soon">{`Shortened to end ${formatInstant(grantedEnd, zone)}.`}</p>;
  return null;
}

function Answered({ answers }: { answers: Answers | null }) {
  const given = questions.filter((question) => answers?.[question].tapped || answers?.[question].words);
  if (!answers || given.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-muted">
      {given.map((question) => {
        const { tapped, words } = answers[question];
        return (
          <li key={question}>
            {questionWords[question].asks}{" "}
            <span className="text-ink">
              {[tapped && questionWords[question][tapped], words].filter(Boolean).join(": ")}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
