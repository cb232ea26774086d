import { Callout } from "@/components/ui/callout";
import { formatInstant, relative } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { dayOfEnforcement, enforcedSince } from "@/lib/exceptions/rechecks";

type Props = { exception: ExceptionWithHistory; now: Date; zone: string; next: string | null };

/** What has ended and is not closed: what is wrong, since when, and why it is still open (R15). */
export function BandOfEnd({ exception, now, zone, next }: Props) {
  const since = enforcedSince(exception);
  const ended = exception.endsAt
    ? `it ended ${relative(exception.endsAt, now)}, ${formatInstant(exception.endsAt, zone)}`
    : "it has ended";
  if (!since || next) {
    return (
      <Callout tone="bad" title={`Not in force: ${ended}.`}>
        {next ?? whatFollows(exception, zone)}
      </Callout>
    );
  }
  return (
    <Callout
      tone="bad"
      title={`Enforced, day ${dayOfEnforcement(since, now)}: ${found(exception)}, and the gate refuses.`}
    >
      {`Since ${formatInstant(since, zone)}, ${told(exception)} hear of it every day. It stays open until somebody records the day of removal and who verified it, or a re-check is compliant.`}
      {waits(exception, zone)}
    </Callout>
  );
}

function found({ recheck }: ExceptionWithHistory) {
  return recheck === "no_answer" ? "the re-check had no answer" : "the re-check found the rule still broken";
}

function told({ owner, manager, scopes }: ExceptionWithHistory) {
  const groups = [...new Set(scopes.map(({ policy }) => policy.controlOwner.name))];
  const all = [owner.name, manager.name, ...groups];
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

function openOne({ rechecks }: ExceptionWithHistory) {
  return rechecks.find(({ outcome }) => outcome === null);
}

function whatFollows(exception: ExceptionWithHistory, zone: string) {
  const open = openOne(exception);
  const close = "Close it with the day of removal and who verified it, or ask for an extension.";
  return open
    ? `The rule holds again, and is being checked until ${formatInstant(open.deadline, zone)}: compliant closes it; violating, or no answer by then, is enforced. ${close}`
    : `The rule holds again. ${close}`;
}

function waits(exception: ExceptionWithHistory, zone: string) {
  const open = openOne(exception);
  return open ? ` Another re-check is to be answered by ${formatInstant(open.deadline, zone)}.` : null;
}
