// What people are told of, kind by kind: one line of the table each. `due` lists whom it concerns and from when, out of
// the record alone. Asked when something happens it says what to write down; asked again before a mail goes out it says
// what is still true. A new kind is a new line.

import { formatInstant, formatShortInstant } from "@/lib/dates";
import { lapsesAt } from "@/lib/exceptions/lapse-due";
import {
  broken,
  type Due,
  decided,
  ended,
  enforced,
  evidenceDue,
  evidenceLate,
  type Facts,
  holdsAgain,
  lapsesSoon,
  late,
  nudged,
  ownerLeft,
  putRight,
  readingsStopped,
  reminders,
  sentBack,
  skipped,
  stillNeeded,
  toDecide,
  toSubmit,
  untold,
} from "@/lib/notices/due";
import {
  because,
  brokenInWords,
  conditionOf,
  dueInWords,
  endOf,
  evidenceWanted,
  type Look,
  left,
  outcomes,
  proofOf,
  roles,
  stepOf,
  whatFollows,
} from "@/lib/notices/notice-words";
import type { Told } from "@/lib/notices/told";

export type Kind = {
  /** In filters and preferences. */
  label: string;
  /** One conversation for asking, one for the end. */
  thread: "request" | "end";
  due: (x: Told) => Due[];
  /** What the reader must do is mailed at once and cannot be switched off; all else waits for the digest. */
  mustDo: (facts: Facts) => boolean;
  /** "Decide by Mon 23 Nov, 12:00"; the title follows. */
  subject: (x: Told, facts: Facts, look: Look) => string;
  /** What is wanted, and by when. */
  act: (x: Told, facts: Facts, look: Look) => string;
  /** "because …" */
  why: (x: Told, facts: Facts) => string;
  button: string | ((x: Told, facts: Facts) => string);
  /** Where the act is ready. A link opens a page and nothing else. */
  page: (x: Told, facts: Facts) => string;
  /** How several of them are called in one mail: "3 exceptions need an owner". */
  several: (count: number) => string;
};

export const kinds = {
  decide: {
    label: "A request waits for your decision",
    thread: "request",
    due: toDecide,
    mustDo: () => true,
    subject: (x, facts, { zone }) => `Decide by ${formatShortInstant(stepOf(x, facts).dueAt, zone)}`,
    act: (x, facts, { zone }) =>
      `Approve it, reject it or send it back by ${formatInstant(stepOf(x, facts).dueAt, zone)}. Nothing is approved by silence.`,
    why: (x, facts) => because(x, facts),
    button: "Review",
    page: inbox,
    several: (count) => `${count} requests wait for your decision`,
  },

  overdue: {
    label: "A decision is late",
    thread: "request",
    due: late,
    mustDo: () => true,
    subject: () => "Overdue",
    act: (x, facts, { zone }) =>
      facts.as === "above"
        ? `${facts.group} was to decide by ${formatInstant(stepOf(x, facts).dueAt, zone)} and has not. See to it that somebody does.`
        : `It was to be decided by ${formatInstant(stepOf(x, facts).dueAt, zone)}. Decide it now, or send it back.`,
    why: (x, facts) => because(x, facts),
    button: "Review",
    page: inbox,
    several: (count) => `${count} decisions are late`,
  },

  nudged: {
    label: "Somebody reminds you to decide",
    thread: "request",
    due: nudged,
    mustDo: () => true,
    subject: (_, { by }) => `${by} asks you to decide`,
    act: (x, facts, { zone }) =>
      `${facts.by} asks for your decision: it has waited since ${formatInstant(x.revisedAt, zone)}. Approve it, reject it or send it back by ${formatInstant(stepOf(x, facts).dueAt, zone)}.`,
    why: (x, facts) => because(x, facts),
    button: "Review",
    page: inbox,
    several: (count) => `${count} requests wait, and somebody asks for your decision`,
  },

  ratify: {
    label: "An emergency waits to be ratified",
    thread: "request",
    due: skipped,
    mustDo: () => true,
    subject: (x, _, { zone }) => `Ratify by ${formatShortInstant(x.ratifyBy ?? x.revisedAt, zone)}`,
    act: (x, _, { zone }) =>
      `It is in force by one approval, and you were skipped. Ratify it by ${formatInstant(x.ratifyBy ?? x.revisedAt, zone)}, or reject it: without you it is revoked.`,
    why: (x, facts) => because(x, facts),
    button: "Ratify",
    page: inbox,
    several: (count) => `${count} emergencies wait to be ratified`,
  },

  sent_back: {
    label: "Your request was sent back",
    thread: "request",
    due: sentBack,
    mustDo: () => true,
    subject: (_, { by }) => `Sent back by ${by}`,
    act: (x, _, { zone }) =>
      `Answer what was asked and send it again. Without that it lapses ${formatInstant(lapsesAt(x.revisedAt), zone)}.`,
    why: () => "because you asked for it",
    button: "Change it",
    page: (x) => `/exceptions/EX-${x.number}/edit`,
    several: (count) => `${count} of your requests were sent back`,
  },

  submit: {
    label: "A pipeline asked in your name",
    thread: "request",
    due: toSubmit,
    mustDo: () => true,
    subject: (_, { by }) => `Asked in your name by ${by}`,
    act: (x, _, { zone }) =>
      `Read it, correct it and submit it: until then nobody decides it. Without that it lapses ${formatInstant(lapsesAt(x.revisedAt), zone)}.`,
    why: () => "because the pipeline named you as the one who asks",
    button: "Read and submit",
    page: (x) => `/exceptions/EX-${x.number}/edit`,
    several: (count) => `${count} requests of pipelines wait for you`,
  },

  decided: {
    label: "A request is decided, lapsed or revoked",
    thread: "request",
    due: decided,
    mustDo: ({ as }) => as === "requester" || as === "owner",
    subject: (x, { outcome }, { zone }) =>
      outcome === "approved" && x.endsAt
        ? `Approved until ${formatInstant(x.endsAt, zone)}`
        : outcomes[outcome ?? "approved"],
    act: (x, facts, look) => whatFollows(x, facts, look),
    why: (_, facts) => roles[facts.as],
    button: "Open",
    page: record,
    several: (count) => `${count} requests are decided`,
  },

  lapses_soon: {
    label: "Your request will lapse",
    thread: "request",
    due: lapsesSoon,
    mustDo: () => false,
    subject: (x, _, { zone }) => `Lapses ${formatInstant(lapsesAt(x.revisedAt), zone)}`,
    act: (x) =>
      x.sentBack
        ? "It was sent back and waits for you. Change it and send it again, or withdraw it."
        : "Nobody has decided it for 27 days. Ask the group that has it, or withdraw it.",
    why: () => "because you asked for it",
    button: "Open",
    page: record,
    several: (count) => `${count} of your requests will lapse`,
  },

  ends_soon: {
    label: "An exception ends soon",
    thread: "end",
    due: reminders,
    mustDo: ({ as }) => as === "owner",
    subject: (x, _, { zone, now }) => `Ends in ${left(x, now)}, ${formatInstant(endOf(x), zone)}`,
    act: (x, { as }, { zone }) =>
      as === "owner"
        ? `Close it when the rule holds again, or ask for an extension before ${formatInstant(endOf(x), zone)}.`
        : `${x.owner.name} closes it or asks for an extension. At its end the rule holds again.`,
    why: (_, facts) => roles[facts.as],
    button: "Close or extend",
    page: record,
    several: (count) => `${count} exceptions end soon`,
  },

  still_needed: {
    label: "Is it still needed?",
    thread: "end",
    due: stillNeeded,
    mustDo: () => false,
    subject: () => "Still needed?",
    act: (x, _, { zone }) =>
      `Half of its time is over; it ends ${formatInstant(endOf(x), zone)}. Close it now if the rule holds again, or say what it is still needed for.`,
    why: () => "because you own it",
    button: "Answer",
    page: (x) => `/exceptions/EX-${x.number}?still-needed`,
    several: (count) => `${count} exceptions may no longer be needed`,
  },

  untold: {
    label: "A webhook could not be told",
    thread: "end",
    due: untold,
    mustDo: () => true,
    subject: (_, { address, off }) =>
      off ? `Webhook switched off: ${address}` : `Webhook could not be told: ${address}`,
    act: (x, { off }) =>
      off
        ? `It could not be told of EX-${x.number}, and nothing is sent to it any more. Put it right, then switch it on again.`
        : `It could not be told of EX-${x.number} in ten attempts. Put it right, then send it again.`,
    why: (_, facts) => roles[facts.as],
    button: "See what it answered",
    page: (_, { webhook }) => `/settings/webhooks/${webhook}`,
    several: (count) => `${count} webhooks could not be told`,
  },

  enforced: {
    label: "A re-check is violating or has no answer",
    thread: "end",
    due: enforced,
    mustDo: ({ as }) => as === "owner",
    subject: (_, { recheck, day }) =>
      `${recheck === "no_answer" ? "No answer to the re-check" : "Still violating"}, day ${day}`,
    act: (x, { as, recheck }, { zone }) => {
      const found =
        recheck === "no_answer"
          ? "Nobody has shown that the rule holds again"
          : "The re-check found that the rule is still broken";
      return `It ended ${formatInstant(endOf(x), zone)}. ${found}, so the gate refuses. ${as === "owner" ? "Remove what it allowed, then close it." : `${x.owner.name} removes what it allowed and closes it.`}`;
    },
    why: (_, facts) => `${roles[facts.as]}, once a day until it is closed`,
    button: "Close",
    page: (x) => `/exceptions/EX-${x.number}?act=close`,
    several: (count) => `${count} exceptions have ended and are still broken`,
  },

  ended: {
    label: "An exception has ended",
    thread: "end",
    due: ended,
    mustDo: ({ as }) => as === "owner",
    subject: () => "Expired",
    act: (x, { as }, { zone }) =>
      as === "owner"
        ? `It ended ${formatInstant(endOf(x), zone)} and is not in force. Remove what it allowed, then close it.`
        : `It ended ${formatInstant(endOf(x), zone)} and is not in force. ${x.owner.name} closes it once what it allowed is removed.`,
    why: (_, facts) => roles[facts.as],
    button: "Close",
    page: (x) => `/exceptions/EX-${x.number}?act=close`,
    several: (count) => `${count} exceptions have ended and are not closed`,
  },

  put_right: {
    label: "What you own was closed, or what was still broken is over",
    thread: "end",
    due: putRight,
    mustDo: () => false,
    subject: () => "Closed",
    act: (_, { by }) =>
      `${by ? `${by} closed it: what it allowed is removed.` : "The re-check found that the rule holds again, and closed it."} Nothing is left to do.`,
    why: (_, facts) => roles[facts.as],
    button: "Open",
    page: record,
    several: (count) => `${count} exceptions are closed`,
  },

  evidence_due: {
    label: "A condition wants evidence",
    thread: "end",
    due: evidenceDue,
    mustDo: () => true,
    subject: (x, facts, look) =>
      `${proofOf(conditionOf(x, facts))} ${dueInWords(conditionOf(x, facts), look)}`,
    act: (x, facts, { zone }) => evidenceWanted(x, conditionOf(x, facts), zone),
    why: () => "because you prove this condition",
    button: prove,
    page: evidence,
    several: (count) => `${count} conditions want evidence`,
  },

  evidence_late: {
    label: "Evidence is late",
    thread: "end",
    due: evidenceLate,
    mustDo: () => true,
    subject: (x, facts) => `${proofOf(conditionOf(x, facts))} is late`,
    act: (x, facts, { zone }) => {
      const { kind, statement, due } = conditionOf(x, facts);
      const wanted = kind === "monitored" ? "Send a reading now." : "Add the evidence now.";
      return `“${statement}” was to be proven by ${formatInstant(due ?? endOf(x), zone)}. ${wanted}`;
    },
    why: () => "because you prove this condition",
    button: prove,
    page: evidence,
    several: (count) => `Evidence is late for ${count} conditions`,
  },

  condition_broken: {
    label: "A condition is broken",
    thread: "end",
    due: broken,
    mustDo: ({ as }) => as === "owner",
    subject: () => "Condition broken",
    act: (x, facts) => brokenInWords(conditionOf(x, facts), facts),
    why: proverOrRole,
    button: prove,
    page: evidence,
    several: (count) => `${count} conditions are broken`,
  },

  condition_holds: {
    label: "A broken condition holds again",
    thread: "end",
    due: holdsAgain,
    mustDo: () => false,
    subject: () => "Condition holds again",
    act: (x, facts) =>
      `“${conditionOf(x, facts).statement}” holds again by its last reading. Nothing is asked of you.`,
    why: proverOrRole,
    button: "See its readings",
    page: evidence,
    several: (count) => `${count} conditions hold again`,
  },

  readings_stopped: {
    label: "Readings of a condition have stopped",
    thread: "end",
    due: readingsStopped,
    mustDo: () => true,
    subject: () => "Readings have stopped",
    act: (x, facts, { zone }) => {
      const { statement, lastReading, suspendsStale } = conditionOf(x, facts);
      const since = lastReading
        ? ` since ${formatInstant(lastReading.at, zone)}, from ${lastReading.source}`
        : "";
      return `“${statement}” was not measured${since}. ${suspendsStale ? "The exception is not in force until it is. " : ""}See to it that readings are sent again.`;
    },
    why: () => "because you prove this condition",
    button: "See its readings",
    page: evidence,
    several: (count) => `Readings of ${count} conditions have stopped`,
  },

  owner_left: {
    label: "An exception needs an owner",
    thread: "end",
    due: ownerLeft,
    mustDo: () => true,
    subject: () => "Needs an owner",
    act: (x) => `${x.owner.name} has left. Hand it to somebody who will close it; its end does not move.`,
    why: (x, facts) =>
      facts.as === "manager"
        ? `because you are the manager of ${x.owner.name}, who owned it`
        : `because you administer the register, and the manager of ${x.owner.name} has left too`,
    button: "Hand over",
    page: (x) => `/exceptions/EX-${x.number}?act=reassign`,
    several: (count) => `${count} exceptions need an owner`,
  },
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

export function kindOf(name: string): Kind | undefined {
  return (kinds as Record<string, Kind>)[name];
}

/** All that somebody is to be told about an exception, today and later. Nobody is told of their own act. */
export function dueNotices(x: Told): (Due & { kind: KindName })[] {
  return (Object.keys(kinds) as KindName[]).flatMap((kind) =>
    firstOfEach(kinds[kind].due(x)).map((due) => ({ ...due, kind })),
  );
}

/** Whether what a notice says still stands. */
export function stillTrue(
  x: Told,
  notice: { kind: string; personId: string; dueAt: Date },
  now: Date,
): Due | null {
  const found = kindOf(notice.kind)
    ?.due(x)
    .find(
      ({ personId, dueAt }) => personId === notice.personId && dueAt.getTime() === notice.dueAt.getTime(),
    );
  return found && (!found.until || now < found.until) ? found : null;
}

function firstOfEach(dues: Due[]): Due[] {
  const byKey = new Map<string, Due>();
  for (const due of dues) {
    const key = `${due.personId} ${due.dueAt.getTime()}`;
    if (!byKey.has(key)) byKey.set(key, due);
  }
  return [...byKey.values()];
}

function inbox(x: Told): string {
  return `/inbox?open=EX-${x.number}`;
}

function prove(x: Told, facts: Facts): string {
  return conditionOf(x, facts).kind === "monitored" ? "See its readings" : "Add evidence";
}

function proverOrRole(_: Told, { as }: Facts): string {
  return as === "owner" ? "because you prove this condition" : roles[as];
}

function evidence(x: Told): string {
  return `/exceptions/EX-${x.number}?tab=conditions`;
}

function record(x: Told): string {
  return `/exceptions/EX-${x.number}`;
}
