// What of the trail is shown, as a query string. A value that is not known is dropped, and the drop is reported.

import { z } from "zod";

import type { Action } from "@/lib/audit/vocabulary";
import { formatDay } from "@/lib/dates";

/** What happened, in the groups in which people look for it. Each action stands in one of them. */
export const actionGroups = {
  requests: [
    "request.filed",
    "request.edited",
    "request.risk_raised",
    "request.withdrawn",
    "request.lapsed",
    "sheet.imported",
  ],
  decisions: [
    "request.approved",
    "request.sent_back",
    "request.rejected",
    "approval.retracted",
    "request.nudged",
    "emergency.ratified",
    "emergency.refused",
  ],
  exceptions: [
    "exception.expired",
    "exception.superseded",
    "exception.closed",
    "exception.revoked",
    "emergency.lapsed",
    "exception.reassigned",
    "exception.still_needed",
    "recheck.answered",
    "recheck.no_answer",
    "recheck.address_given",
    "note.added",
    "exception.flagged",
    "evidence.added",
    "condition.attested",
    "condition.broken",
    "condition.held",
    "delivery.failed",
  ],
  people: [
    "person.added",
    "person.changed",
    "person.deactivated",
    "person.reactivated",
    "account.added",
    "account.password_set",
    "group.added",
    "group.changed",
    "group.retired",
    "group.reinstated",
    "membership.granted",
    "membership.ended",
  ],
  catalogue: [
    "policy.added",
    "policy.changed",
    "policy.retired",
    "policy.reinstated",
    "system.added",
    "system.changed",
    "system.retired",
    "system.reinstated",
    "rule.mapped",
    "rule.unmapped",
    "found.imported",
  ],
  reviews: [
    "quarter.commented",
    "quarter.signed",
    "policy_gap.decided",
    "view.shared",
    "view.changed",
    "view.removed",
    "view.restored",
    "meeting.opened",
    "meeting.moved",
    "meeting.reordered",
    "meeting.attended",
    "meeting.noted",
    "meeting.recommended",
    "meeting.follow_up_set",
    "meeting.carried_over",
    "meeting.taken_over",
    "meeting.ended",
    "meeting.all_clear",
    "follow_up.done",
  ],
  settings: [
    "rules.drafted",
    "rules.published",
    "webhook.added",
    "webhook.changed",
    "webhook.secret_changed",
    "webhook.switched_off",
    "webhook.switched_on",
    "setting.changed",
  ],
  "sign-in": [
    "calendar.opened",
    "calendar.ended",
    "session.started",
    "session.ended",
    "session.refused",
    "token.made",
    "token.ended",
    "issuer.added",
    "issuer.retired",
    "issuer.reinstated",
    "binding.made",
    "binding.ended",
    "person.linked",
    "person.unlinked",
  ],
  exports: ["register.exported", "pack.taken"],
} as const satisfies Record<string, Action[]>;

export type ActionGroup = keyof typeof actionGroups;

export const groupNames: Record<ActionGroup, string> = {
  requests: "Requests",
  decisions: "Decisions",
  exceptions: "Exceptions",
  people: "People and groups",
  catalogue: "Policies and systems",
  reviews: "Reviews",
  settings: "Rules and settings",
  "sign-in": "Sign-in",
  exports: "Exports",
};

export type TrailFilter = {
  /** A person's id, or who acts without being one. */
  who: string | null;
  what: ActionGroup | null;
  exceptionNumber: number | null;
  /** Days in the organisation's zone, "2026-11-20"; both are included. */
  from: string | null;
  to: string | null;
  /** The event after which the page begins. */
  after: bigint | null;
  /** The event whose details are shown. */
  open: bigint | null;
};

export type TrailParams = Record<string, string | string[] | undefined>;

export function parseTrailFilter(params: TrailParams): { filter: TrailFilter; dropped: string[] } {
  const dropped: string[] = [];
  const read = <Value>(name: string, known: (text: string) => Value | null): Value | null => {
    const given = params[name];
    const text = ((Array.isArray(given) ? given.at(-1) : given) ?? "").trim();
    const value = text === "" ? null : known(text);
    if (text !== "" && value === null)
      dropped.push(`${name} ${text.toWellFormed().replaceAll("\u0000", "").slice(0, 80)}`);
    return value;
  };
  const filter: TrailFilter = {
    who: read("who", readWho),
    what: read("what", (text) => (Object.hasOwn(actionGroups, text) ? (text as ActionGroup) : null)),
    exceptionNumber: read("exception", readNumber),
    from: read("from", readDay),
    to: read("to", readDay),
    after: read("after", readId),
    open: read("open", readId),
  };
  return { filter, dropped };
}

/** "?what=decisions&exception=EX-1042". */
export function trailQueryOf({ who, what, exceptionNumber, from, to, after, open }: TrailFilter): string {
  const params = new URLSearchParams();
  const set = (name: string, value: unknown) => value !== null && params.set(name, String(value));
  set("who", who);
  set("what", what);
  set("exception", exceptionNumber === null ? null : `EX-${exceptionNumber}`);
  set("from", from);
  set("to", to);
  set("after", after);
  set("open", open);
  const query = params.toString();
  return query && `?${query}`;
}

/** "Decisions, by Ben Okoro, on EX-1042, from Mon 2 Nov 2026 to Fri 20 Nov 2026". */
export function trailSentence(
  { who, what, exceptionNumber, from, to }: TrailFilter,
  nameOf: (id: string) => string,
): string {
  const phrases = [
    what ? groupNames[what] : "All events",
    who && `by ${nameOf(who)}`,
    exceptionNumber !== null && `on EX-${exceptionNumber}`,
    from && `from ${dayInWords(from)}`,
    to && `${from ? "" : "up "}to ${dayInWords(to)}`,
  ];
  return phrases.filter(Boolean).join(", ");
}

export function isTrailNarrowed({ who, what, exceptionNumber, from, to }: TrailFilter): boolean {
  return [who, what, exceptionNumber, from, to].some((value) => value !== null);
}

/** The clock presses nothing, the operator works at the console, me is whoever looks. */
export const nobodies = { clock: "the clock", operator: "the operator" } as const;

function readWho(text: string): string | null {
  if (text === "me" || Object.hasOwn(nobodies, text)) return text;
  const id = z.uuid().safeParse(text.toLowerCase());
  return id.success ? id.data : null;
}

const largestNumber = 2_147_483_647;

function readNumber(text: string): number | null {
  const number = Number(/^(?:ex-?)?(\d{1,10})$/i.exec(text)?.[1] ?? 0);
  return number > 0 && number <= largestNumber ? number : null;
}

function readDay(text: string): string | null {
  return z.iso.date().safeParse(text).success ? text : null;
}

function readId(text: string): bigint | null {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

function dayInWords(day: string): string {
  return formatDay(new Date(`${day}T12:00:00Z`), "UTC");
}
