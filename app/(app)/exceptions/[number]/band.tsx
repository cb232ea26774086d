import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { formatInstant, relative } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { lapsesAt } from "@/lib/exceptions/lapse-due";
import { isInForce, statusAt } from "@/lib/exceptions/lifecycle";
import { groupsWaitedFor, openSteps } from "@/lib/exceptions/steps";

type Props = { exception: ExceptionWithHistory; now: Date; zone: string; canEdit: boolean };

/** The band on top: whether the rule may be broken at this moment, and why. */
export function Band({ exception, now, zone, canEdit }: Props) {
  const { startsAt, endsAt } = exception;
  switch (statusAt(exception, now)) {
    case "pending":
      return exception.sentBack ? (
        <SentBack exception={exception} now={now} canEdit={canEdit} />
      ) : (
        <Waiting exception={exception} zone={zone} />
      );
    case "active":
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
      return (
        <Callout tone="bad" title="Approved, and not in force: a condition that suspends it does not hold." />
      );
    case "expired":
      return (
        <Callout
          tone="bad"
          title={`Not in force: it ended ${endsAt ? `${relative(endsAt, now)}, ${formatInstant(endsAt, zone)}` : ""}.`}
        >
          {nextOf(exception) ??
            "The rule holds again. Close it with the day of removal and who verified it, or ask for an extension."}
        </Callout>
      );
    case "rejected":
    case "closed":
      return null;
  }
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

function Waiting({ exception, zone }: { exception: ExceptionWithHistory; zone: string }) {
  const groups = groupsWaitedFor(openSteps(exception.currentSteps)) || "a decision";
  return (
    <Callout tone="wait" title={`Not in force: it waits for ${groups}.`}>
      {`Nothing is approved by silence. Undecided, it lapses ${formatInstant(lapsesAt(exception.current.at), zone)}.`}
    </Callout>
  );
}

function nextOf({ extensions }: ExceptionWithHistory) {
  const next = extensions.find(({ status }) => status === "active" || status === "pending");
  if (!next) return null;
  return next.status === "active"
    ? `EX-${next.number} continues it.`
    : `EX-${next.number} asks to continue it, and is not decided yet.`;
}
