import { CircleCheck, CircleDashed, CircleX, Undo2 } from "lucide-react";

import { DecideBy } from "@/components/decide-by";
import { Instant } from "@/components/instant";
import { waitsToBeRatified } from "@/lib/exceptions/emergency";
import type { ExceptionWithHistory, StepOnRecord } from "@/lib/exceptions/exception-with-history";
import { isSigned, opensNow } from "@/lib/exceptions/steps";
import { verdictNames } from "@/lib/words";

type Props = { exception: ExceptionWithHistory; now: Date; zone: string };

/** Who has to sign, why, by when, and who did. */
export function StepList({ exception, now, zone }: Props) {
  const { emergency, currentSteps: steps } = exception;
  const ratifyBy = waitsToBeRatified(exception, now) ? exception.ratifyBy : null;
  const isOpen = (exception.status === "pending" && !exception.sentBack) || ratifyBy !== null;
  const open = isOpen ? opensNow({ emergency, steps }).map(({ id }) => id) : [];
  return (
    <ol className="grid gap-3 text-sm">
      {steps.map((step) => (
        <li key={step.id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-1.5">
          <Mark step={step} isOpen={open.includes(step.id)} />
          <div className="grid gap-0.5">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{step.groupName}</span>
              {open.includes(step.id) &&
                (ratifyBy ? (
                  <DecideBy at={ratifyBy} now={now} zone={zone} label="Ratify by" />
                ) : emergency ? (
                  <span>At once</span>
                ) : (
                  <DecideBy at={step.dueAt} now={now} zone={zone} />
                ))}
            </p>
            {step.decisions.map((decision) => (
              <p key={decision.id}>
                <span className={decision.retraction ? "text-muted line-through" : undefined}>
                  {`${decision.person.name} ${verdictNames[decision.verdict].toLowerCase()}`}
                </span>
                {" · "}
                <Instant at={decision.at} zone={zone} />
                {decision.retraction && (
                  <span className="block text-xs text-muted">
                    {"Taken back · "}
                    <Instant at={decision.retraction.at} zone={zone} />
                    {`: ${decision.retraction.reason}`}
                  </span>
                )}
              </p>
            ))}
            {!isSigned(step) && isOpen && (
              <p className="text-xs text-muted">{`${step.needed} of ${step.memberNames.join(", ") || "nobody"}`}</p>
            )}
            <p className="text-xs text-muted">{step.because}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, isOpen }: { step: StepOnRecord; isOpen: boolean }) {
  const verdict = step.decisions.filter(({ retraction }) => !retraction).at(-1)?.verdict;
  if (verdict === "reject") return <CircleX aria-label="Rejected" className="mt-0.5 text-muted" />;
  if (verdict === "send_back") return <Undo2 aria-label="Sent back" className="mt-0.5 text-back" />;
  if (isSigned(step)) return <CircleCheck aria-label="Signed" className="mt-0.5 text-good" />;
  return (
    <CircleDashed
      aria-label={isOpen ? "Open" : "Waits"}
      className={`mt-0.5 ${isOpen ? "text-wait" : "text-muted"}`}
    />
  );
}
