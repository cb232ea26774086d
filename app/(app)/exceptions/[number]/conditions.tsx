import { CircleCheck, CircleDashed, CircleX, Hourglass, Undo2 } from "lucide-react";

import { Instant } from "@/components/instant";
import { Person } from "@/components/person";
import { EmptyState } from "@/components/ui/empty-state";
import { Pill } from "@/components/ui/pill";
import { formatInstant } from "@/lib/dates";
import { dueOf, isLate, standsInTheWay, whyCannotAttest, whyCannotBreak } from "@/lib/exceptions/conditions";
import type { ConditionOnRecord, ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { isStale, measureOf, whyTakesNone } from "@/lib/exceptions/readings";
import { stands } from "@/lib/exceptions/steps";
import { binds } from "@/lib/exceptions/taken-back";

import { conditionDueInWords, whatFollows } from "../record-in-words";
import { AddEvidence } from "./add-evidence";
import { BreakCondition } from "./break-condition";
import { EvidenceName } from "./evidence-name";
import { Measured } from "./measured";

type Props = {
  exception: ExceptionWithHistory;
  now: Date;
  zone: string;
  actor: Parameters<typeof whyCannotBreak>[2];
  /** Who sits in a group that owns a broken rule. */
  controllerIds: string[];
  /** The condition whose evidence is asked for in the address. */
  opened?: string;
};

/** What must hold while the rule is broken, whether it does, and what proves it. */
export function Conditions({ exception, now, zone, actor, controllerIds, opened }: Props) {
  if (exception.conditions.length === 0) {
    return (
      <EmptyState title="No conditions.">
        The requester picks them as mitigations, and an approver may add some. Each says who proves it, and by
        when.
      </EmptyState>
    );
  }
  const approverIds = exception.currentSteps.flatMap(({ decisions }) =>
    decisions.filter(stands).map(({ personId }) => personId),
  );
  const judged = { ...exception, status: statusAt(exception, now), approverIds, controllerIds };
  return (
    <ol className="divide-y divide-line border-y border-line">
      {exception.conditions
        .map((condition) => ({ condition, measure: measureOf(condition) }))
        .map(({ condition, measure }) => (
          <li key={condition.id} className="grid gap-2 py-3.5 text-sm">
            <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
              <span aria-hidden className="w-4 text-muted tabular-nums">
                {condition.position}
              </span>
              <p className="min-w-48 flex-1 font-medium">
                <span className="sr-only">{`Condition ${condition.position}: `}</span>
                {condition.statement}
              </p>
              <Standing condition={condition} exception={exception} now={now} />
            </div>
            <div className="grid gap-2 pl-7">
              <Meta condition={condition} exception={exception} zone={zone} />
              {condition.state === "broken" && condition.changedAt && (
                <p className="max-w-read text-bad">
                  Broken since <Instant at={condition.changedAt} zone={zone} />
                  {measure ? "." : `: ${condition.reason}`}
                </p>
              )}
              <Proofs condition={condition} exception={exception} zone={zone} />
              {measure ? (
                <Measured
                  condition={condition}
                  measure={measure}
                  now={now}
                  zone={zone}
                  open={!whyTakesNone(condition, judged)}
                />
              ) : (
                binds(condition) && (
                  <div className="flex flex-wrap gap-2 print:hidden">
                    <AddEvidence
                      number={exception.number}
                      condition={{
                        id: condition.id,
                        words: `${condition.position}. ${condition.statement}`,
                        holds: condition.state === "holds",
                      }}
                      reason={whyCannotAttest(condition, judged, actor)?.message}
                      opened={opened === condition.id}
                    />
                    <BreakCondition
                      exceptionId={exception.id}
                      conditionId={condition.id}
                      suspends={condition.suspends || condition.timing === "before"}
                      reason={whyCannotBreak(condition, judged, actor)?.message}
                    />
                  </div>
                )
              )}
            </div>
          </li>
        ))}
    </ol>
  );
}

type OneProps = { condition: ConditionOnRecord; exception: ExceptionWithHistory };

export function Standing({ condition, exception, now }: OneProps & { now: Date }) {
  const { state, timing } = condition;
  if (isStale(condition, now))
    return (
      <Pill tone={standsInTheWay(condition, exception, now) ? "bad" : "soon"} icon={Hourglass}>
        Stale
      </Pill>
    );
  if (state === "taken_back")
    return (
      <Pill tone="over" icon={Undo2}>
        Taken back
      </Pill>
    );
  if (state === "holds")
    return (
      <Pill tone="good" icon={CircleCheck}>
        Holds
      </Pill>
    );
  if (state === "broken")
    return (
      <Pill tone="bad" icon={CircleX}>
        Broken
      </Pill>
    );
  if (timing !== "before" && isLate(condition, exception, now)) {
    const stops = standsInTheWay(condition, exception, now);
    return (
      <Pill tone={stops ? "bad" : "soon"} icon={Hourglass}>
        Late
      </Pill>
    );
  }
  return (
    <Pill tone="wait" icon={CircleDashed}>
      {condition.kind === "monitored" ? "Not read yet" : "Not proven yet"}
    </Pill>
  );
}

function Meta({ condition, exception, zone }: OneProps & { zone: string }) {
  const { owner, timing, decision } = condition;
  const measure = measureOf(condition);
  const due = timing === "before" ? null : dueOf(condition, exception);
  const words = measure
    ? measure.metric
    : due
      ? `by ${formatInstant(due, zone)}`
      : conditionDueInWords(condition, zone);
  const facts = binds(condition)
    ? [words, whatFollows(condition), decision && `demanded by ${decision.person.name}`]
    : [decision && `Demanded by ${decision.person.name}, and taken back with the approval`];
  return (
    <p className="max-w-read text-muted">
      {owner && binds(condition) && (
        <>
          <Person person={owner} /> {measure ? "sees to it · " : "proves it "}
        </>
      )}
      {facts.filter(Boolean).join(" · ")}
    </p>
  );
}

function Proofs({ condition, exception, zone }: OneProps & { zone: string }) {
  const proofs = exception.evidence.filter(({ conditionId }) => conditionId === condition.id);
  if (proofs.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {proofs.map((evidence) => (
        <li key={evidence.id} className="flex flex-wrap gap-x-2">
          <EvidenceName number={exception.number} evidence={evidence} />
          <span className="text-muted">
            {`${evidence.by?.name ?? "A pipeline"}, `}
            <Instant at={evidence.at} zone={zone} />
          </span>
        </li>
      ))}
    </ul>
  );
}
