// A record's ids and windows in the words that a reader needs, made from what the page has loaded.

import { formatInstant, formatLength } from "@/lib/dates";
import { differencesBetween, type NameOf } from "@/lib/exceptions/differences";
import type { ExceptionWithHistory, RevisionOnRecord } from "@/lib/exceptions/exception-with-history";
import { designProblemFrom } from "@/lib/exceptions/extensions";
import { measureInWords } from "@/lib/exceptions/readings";
import type { RevisionContinued } from "@/lib/exceptions/revision-continued";
import { type Asked, askedSentence, windowAt } from "@/lib/exceptions/window";

export function askedInWords(asked: Asked, zone: string): string {
  return askedSentence(asked, {
    start: asked.askedStart ? formatInstant(asked.askedStart, zone) : undefined,
    end: asked.askedEnd ? formatInstant(asked.askedEnd, zone) : undefined,
  });
}

/** "Renewal 2 of 2", "Renewal 3, a design problem" (R17). */
export function renewalInWords(renewal: number): string {
  return renewal < designProblemFrom ? `Renewal ${renewal} of 2` : `Renewal ${renewal}, a design problem`;
}

/** Where it would stand in time if it were approved now; null when it is decided or comes too late. */
export function askedSpan({ status, number, current, continues }: ExceptionWithHistory, now: Date) {
  const window = status === "pending" ? windowAt(current, [], now, continues?.endsAt ?? null) : null;
  return window && { ...window, number };
}

/** Names for the ids in any of its revisions; `people` adds those that only the directory knows. */
export function namesOf(exception: ExceptionWithHistory, people: { id: string; name: string }[]): NameOf {
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  for (const { policy, system } of exception.allScopes) {
    names.set(policy.id, policy.key);
    names.set(system.id, system.name);
  }
  for (const { id, name } of [exception.owner, exception.manager, exception.requester]) names.set(id, name);
  return (id) => names.get(id) ?? "somebody who has left";
}

/** What an extension asks for otherwise than the exception that it continues. What changed is said anew each time. */
export function differenceToEarlier(
  exception: ExceptionWithHistory,
  earlier: RevisionContinued,
  people: { id: string; name: string }[],
  zone: string,
) {
  const nameOf = namesOf(exception, [...people, ...earlier.names]);
  const { differences, unchanged } = differenceTo(exception.current, earlier.revision, nameOf, zone);
  return { differences: differences.filter(({ label }) => label !== "What changed"), unchanged };
}

type Revision = Asked & Pick<RevisionOnRecord, "content" | "risk">;

export function differenceTo(now: Revision, was: Revision, nameOf: NameOf, zone: string) {
  return differencesBetween(versionOf(was, nameOf, zone), versionOf(now, nameOf, zone), nameOf);
}

function versionOf({ content, risk, ...asked }: Revision, nameOf: NameOf, zone: string) {
  const conditions = (content.conditions ?? []).map(
    (condition) =>
      `${condition.statement} (${nameOf(condition.owner)}, ${condition.measure ? `${measureInWords(condition.measure)}, ` : ""}${conditionDueInWords(condition, zone)}${condition.suspends ? ", suspends" : ""}${condition.measure?.suspendsStale ? ", suspends without readings" : ""})`,
  );
  return { content, risk, window: askedInWords(asked, zone), conditions: conditions.join(" ") };
}

type Weighed = {
  timing: string | null;
  suspends: boolean;
  freshSeconds: number | null;
  suspendsStale: boolean | null;
};

/** What becomes of the exception while a condition does not hold: "not in force while it is broken or late". */
export function whatFollows({ timing, suspends, freshSeconds, suspendsStale }: Weighed): string {
  if (freshSeconds === null) {
    if (timing === "before") return "not in force until it is";
    return suspends ? "not in force while it is broken or late" : "";
  }
  const reads = [
    timing === "before" && "until it holds",
    suspends && timing !== "before" && "while it is broken",
  ];
  const stale = suspendsStale && `once no reading of the last ${formatLength(freshSeconds)} shows it`;
  const when = [...reads, stale].filter(Boolean);
  return when.length > 0
    ? `not in force ${when.join(" or ")}`
    : `a reading counts for ${formatLength(freshSeconds)}`;
}

/** "before the start", "within 2 days of the start", "by Wed 25 Nov 2026, 12:00". */
export function conditionDueInWords(
  {
    timing,
    dueAt,
    dueSeconds,
  }: { timing: string | null; dueAt: Date | string | null; dueSeconds: number | null },
  zone: string,
): string {
  if (timing === "before") return "before the start";
  if (dueSeconds !== null) return `within ${formatLength(dueSeconds)} of the start`;
  return dueAt ? `by ${formatInstant(new Date(dueAt), zone)}` : "at any time";
}
