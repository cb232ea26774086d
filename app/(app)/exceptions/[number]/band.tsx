import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { formatInstant, relative } from "@/lib/dates";
import { dueOf, standsInTheWay, whyCannotAttest } from "@/lib/exceptions/conditions";
import { isUnratified, waitsToBeRatified } from "@/lib/exceptions/emergency";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { lapsesAt } from "@/lib/exceptions/lapse-due";
import { isInForce, statusAt } from "@/lib/exceptions/lifecycle";
import { overdueSentence } from "@/lib/exceptions/overdue-sentence";
import type { OverdueStep } from "@/lib/exceptions/overdue-steps";
import { staleAt } from "@/lib/exceptions/readings";
import { groupsWaitedFor, opensNow } from "@/lib/exceptions/steps";
import { awaitsSubmission } from "@/lib/exceptions/submission";

import { BandOfEnd } from "./band-of-end";

type Props = {
  exception: ExceptionWithHistory;
  now: Date;
  zone: string;
  meId: string;
  canEdit: boolean;
  canDecide: boolean;
  overdue: OverdueStep[];
};

/** The band on top: whether the rule may be broken at this moment, and why. */
export function Band({ exception, now, zone, meId, canEdit, canDecide, overdue }: Props) {
  const { startsAt, endsAt } = exception;
  switch (statusAt(exception, now)) {
    case "pending":
      if (awaitsSubmission(exception)) {
        return <ToSubmit exception={exception} zone={zone} canEdit={canEdit} />;
      }
      return exception.sentBack ? (
        <SentBack exception={exception} now={now} canEdit={canEdit} />
      ) : (
        <Waiting exception={exception} now={now} zone={zone} overdue={overdue} />
      );
    case "active":
      if (waitsToBeRatified(exception, now)) {
        return (
          <>
            {!isInForce(exception, now) && (
              <InTheWay exception={exception} now={now} zone={zone} meId={meId} />
            )}
            <ToRatify exception={exception} now={now} zone={zone} canDecide={canDecide} />
          </>
        );
      }
      if (isUnratified(exception, now)) {
        return (
          <Callout tone="bad" title="Not in force: this emergency was not ratified in time.">
            {`${waitedFor(exception)} had until ${formatInstant(exception.ratifyBy as Date, zone)}. It is being revoked.`}
          </Callout>
        );
      }
      if (isInForce(exception, now) && endsAt) {
        return (
          <Callout tone="good" title={`In force until ${formatInstant(endsAt, zone)}.`}>
            {nextOf(exception)}
          </Callout>
        );
      }
      if (startsAt && startsAt > now) {
        return (
          <Callout
            tone="wait"
            title={`Approved, and not in force yet: it starts ${formatInstant(startsAt, zone)}.`}
          />
        );
      }
      return <InTheWay exception={exception} now={now} zone={zone} meId={meId} />;
    case "expired":
      return <BandOfEnd exception={exception} now={now} zone={zone} next={nextOf(exception)} />;
    case "rejected":
    case "closed":
      return null;
  }
}

/** The condition that keeps it out of force, and where it is proven. */
function InTheWay({ exception, now, zone, meId }: Pick<Props, "exception" | "now" | "zone" | "meId">) {
  const condition = exception.conditions.find((one) => standsInTheWay(one, exception, now));
  if (!condition) return <Callout tone="bad" title="Approved, and not in force." />;
  const { position, state, changedAt, statement, owner, reason } = condition;
  const due = dueOf(condition, exception);
  const silentSince = staleAt(condition);
  const why = silentSince
    ? `has no fresh reading since ${formatInstant(silentSince, zone)}`
    : state === "broken"
      ? `is broken since ${changedAt ? formatInstant(changedAt, zone) : "an unknown time"}`
      : condition.timing === "before"
        ? condition.kind === "monitored"
          ? "is not read yet"
          : "is not proven yet"
        : `was to be ${condition.kind === "monitored" ? "read" : "proven"} by ${due ? formatInstant(due, zone) : "its time"}`;
  return (
    <Callout
      tone="bad"
      title={`Approved, and not in force: condition ${position} ${why}.`}
      action={
        condition.kind === "monitored" ? (
          <LinkButton href={`/exceptions/EX-${exception.number}?tab=conditions`}>See its readings</LinkButton>
        ) : whyCannotAttest(condition, exception, { id: meId }) ? undefined : (
          <LinkButton href={`/exceptions/EX-${exception.number}?tab=conditions&evidence=${condition.id}`}>
            Add evidence
          </LinkButton>
        )
      }
    >
      {reason ??
        `${statement} ${owner ? `${owner.name} ${condition.kind === "monitored" ? "sees to it" : "proves it"}.` : ""}`}
    </Callout>
  );
}

function SentBack({
  exception,
  now,
  canEdit,
}: {
  exception: ExceptionWithHistory;
  now: Date;
  canEdit: boolean;
}) {
  const decision = exception.decisions.filter(({ verdict }) => verdict === "send_back").at(-1);
  return (
    <Callout
      tone="back"
      title={`${decision?.person.name ?? "An approver"} sent it back ${decision ? relative(decision.at, now) : ""}.`}
      action={canEdit && <LinkButton href={`/exceptions/EX-${exception.number}/edit`}>Change it</LinkButton>}
    >
      {decision?.comment}
    </Callout>
  );
}

function ToSubmit({ exception, zone, canEdit }: Pick<Props, "exception" | "zone" | "canEdit">) {
  const { requester, current, number } = exception;
  return (
    <Callout
      tone="back"
      title={`A pipeline asked for this in ${requester.name}’s name.`}
      action={canEdit && <LinkButton href={`/exceptions/EX-${number}/edit`}>Read and submit</LinkButton>}
    >
      {`Nobody decides it until ${requester.name} has read and submitted it. Without that it lapses ${formatInstant(lapsesAt(current.at), zone)}.`}
    </Callout>
  );
}

type Waits = Pick<Props, "exception" | "now" | "zone">;

function Waiting({ exception, now, zone, overdue }: Waits & Pick<Props, "overdue">) {
  const lapses = `Nothing is approved by silence. Undecided, it lapses ${formatInstant(lapsesAt(exception.current.at), zone)}.`;
  if (overdue.length > 0) {
    return (
      <Callout
        tone="soon"
        title={`Not in force: it waits for ${waitedFor(exception)}, longer than it should.`}
      >
        {overdue.map((step) => (
          <p key={step.stepId}>{overdueSentence(step, now, zone)}</p>
        ))}
        <p>{lapses}</p>
      </Callout>
    );
  }
  if (exception.emergency) {
    return (
      <Callout
        tone="wait"
        title={`Emergency, not in force yet: one of ${waitedFor(exception)} approves it at once.`}
      >
        {exception.currentSteps.length > 1
          ? `The others ratify it within 24 hours, or it is revoked. ${lapses}`
          : lapses}
      </Callout>
    );
  }
  return (
    <Callout tone="wait" title={`Not in force: it waits for ${waitedFor(exception)}.`}>
      {lapses}
    </Callout>
  );
}

function ToRatify({ exception, now, zone, canDecide }: Waits & Pick<Props, "canDecide">) {
  const { ratifyBy, endsAt } = exception as { ratifyBy: Date; endsAt: Date };
  const [when, until] = [formatInstant(ratifyBy, zone), formatInstant(endsAt, zone)];
  const state = isInForce(exception, now)
    ? "In force as an emergency."
    : "Approved as an emergency, and not in force: a condition stands in the way.";
  return (
    <Callout
      tone="soon"
      title={`${state} ${waitedFor(exception)} ratifies it by ${when}, ${relative(ratifyBy, now)}.`}
      action={
        canDecide && <LinkButton href={`/inbox?open=EX-${exception.number}`}>Ratify or reject</LinkButton>
      }
    >
      {endsAt < ratifyBy
        ? `It ends ${until}.`
        : `Not ratified by then, it is revoked. Ratified, it lasts until ${until}.`}
    </Callout>
  );
}

/** "Security", or in an emergency "Security or Risk committee". */
function waitedFor({ emergency, currentSteps }: ExceptionWithHistory): string {
  const open = opensNow({ emergency, steps: currentSteps });
  if (!emergency) return groupsWaitedFor(open) || "a decision";
  return open.map(({ groupName }) => groupName).join(" or ") || "a decision";
}

function nextOf({ extensions }: ExceptionWithHistory) {
  const next = extensions.find(({ status }) => status === "active" || status === "pending");
  if (!next) return null;
  return next.status === "active"
    ? `EX-${next.number} continues it.`
    : `EX-${next.number} asks to continue it, and is not decided yet.`;
}
