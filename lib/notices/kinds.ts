// What people are told of, kind by kind: one line of the table each. `due` lists whom it concerns and from when, out of
// the record alone. Asked when something happens it says what to write down; asked again before a mail goes out it says
// what is still true. A new kind is a new line.

import { dayIn, formatInstant, formatLength, formatShortInstant, formatTime } from "@/lib/dates";
import { lapsesAt } from "@/lib/exceptions/lapse-due";
import { dayOfEnforcement } from "@/lib/exceptions/rechecks";
import { openSteps, opensNow, stageOf, stands } from "@/lib/exceptions/steps";
import { reminderInstants } from "@/lib/notices/reminders";
import type { Someone, Told, ToldCondition, ToldEvent, ToldStep } from "@/lib/notices/told";

/** As what somebody is told, and the few facts that stay with the notice. Kept for years: add, never rename. */
export type Facts = {
  as: "group" | "above" | "requester" | "owner" | "manager" | "approver" | "controller" | "administrator";
  /** Whose act it was. */
  by?: string;
  outcome?: "approved" | "rejected" | "lapsed" | "revoked";
  step?: number;
  group?: string;
  /** What the re-check said, and the how-manieth day it is enforced. */
  recheck?: "violating" | "no_answer";
  day?: number;
  condition?: number;
};

export type Due = {
  personId: string;
  dueAt: Date;
  /** From this instant on it has lost its sense. */
  until?: Date;
  facts: Facts;
};

/** With what the sentences are written. */
export type Look = { zone: string; now: Date };

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
  button: string;
  /** Where the act is ready. A link opens a page and nothing else. */
  page: (x: Told) => string;
  /** How several of them are called in one mail: "3 exceptions need an owner". */
  several: (count: number) => string;
};

const newsLast = days(14);

export const kinds = {
  decide: {
    label: "A request waits for your decision",
    thread: "request",
    due: (x) => waiting(x).flatMap((step) => toDeciders(x, step, openedAt(x, step), step.dueAt)),
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
    due: (x) => waiting(x).flatMap((step) => [...lateInGroup(x, step), ...lateAbove(x, step)]),
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
    due: (x) =>
      x.sentBack ? after(x, "request.sent_back", (event) => [tell(x.requester, "requester", event)]) : [],
    mustDo: () => true,
    subject: (_, { by }) => `Sent back by ${by}`,
    act: (x, _, { zone }) =>
      `Answer what was asked and send it again. Without that it lapses ${formatInstant(lapsesAt(x.revisedAt), zone)}.`,
    why: () => "because you asked for it",
    button: "Change it",
    page: (x) => `/exceptions/EX-${x.number}/edit`,
    several: (count) => `${count} of your requests were sent back`,
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
    due: (x) => (x.status === "pending" ? lapsesSoon(x) : []),
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

  evidence_due: {
    label: "A condition wants evidence",
    thread: "end",
    due: (x) => conditionsOf(x).flatMap((condition) => wantsEvidence(x, condition)),
    mustDo: () => true,
    subject: (x, facts, look) => `Evidence ${dueInWords(conditionOf(x, facts), look)}`,
    act: (x, facts, { zone }) => evidenceWanted(x, conditionOf(x, facts), zone),
    why: () => "because you prove this condition",
    button: "Add evidence",
    page: evidence,
    several: (count) => `${count} conditions want evidence`,
  },

  evidence_late: {
    label: "Evidence is late",
    thread: "end",
    due: (x) =>
      conditionsOf(x).flatMap((condition) =>
        condition.state === "unknown" && condition.timing !== "before" && condition.due
          ? [toProver(condition, condition.due)]
          : [],
      ),
    mustDo: () => true,
    subject: () => "Evidence is late",
    act: (x, facts, { zone }) => {
      const { statement, due } = conditionOf(x, facts);
      return `“${statement}” was to be proven by ${formatInstant(due ?? endOf(x), zone)}. Add the evidence now.`;
    },
    why: () => "because you prove this condition",
    button: "Add evidence",
    page: evidence,
    several: (count) => `Evidence is late for ${count} conditions`,
  },

  condition_broken: {
    label: "A condition is broken",
    thread: "end",
    due: broken,
    mustDo: ({ as }) => as === "owner",
    subject: () => "Condition broken",
    act: (x, facts) => {
      const { statement, reason } = conditionOf(x, facts);
      return `“${statement}” does not hold${reason ? `: ${reason}` : "."} ${facts.as === "owner" ? "Repair it and add the evidence." : "Nothing is asked of you."}`;
    },
    why: (_, { as }) => (as === "owner" ? "because you prove this condition" : roles[as]),
    button: "Add evidence",
    page: evidence,
    several: (count) => `${count} conditions are broken`,
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

// ------------------------------------------------------------------------------- who, and from when

/** The steps whose turn it is: the first that is not signed, and in an emergency each of them (R19). */
function waiting(x: Told): ToldStep[] {
  return x.status === "pending" && !x.sentBack ? opensNow(x) : [];
}

/** When it became this step's turn: the revision that stands, or the last act that brought it back or here. */
function openedAt(x: Told, step: ToldStep): Date {
  const revision = x.events.findLastIndex(({ body }) => body.revision !== undefined);
  const opening = x.events
    .slice(Math.max(0, revision))
    .filter((event, index) => index === 0 || (!x.emergency && brings(x, event, step)))
    .at(-1);
  return opening?.at ?? x.revisedAt;
}

/** A step opens with the last approval of the stage before it; what happens beside it brings nothing. */
function brings(x: Told, { action, body }: ToldEvent, step: ToldStep): boolean {
  const other = x.steps.find(({ position }) => position === Number(body.step));
  if (action === "request.approved") return other !== undefined && stageOf(other) < stageOf(step);
  return action === "approval.retracted" && Number(body.step) === step.position;
}

/** R19: whoever was skipped by the one approval of an emergency. */
function skipped(x: Told): Due[] {
  if (x.status !== "active" || !x.ratifyBy || x.ratifiedAt || !x.startsAt) return [];
  const until = x.ratifyBy;
  const approved = x.events.filter(({ action }) => action === "request.approved").at(-1);
  return opensNow(x).flatMap((step) => toDeciders(x, step, approved?.at ?? x.revisedAt, until));
}

function toDeciders(x: Told, step: ToldStep, dueAt: Date, until?: Date): Due[] {
  const facts: Facts = { as: "group", step: step.position, group: step.group.name };
  return deciders(x, step).map(({ id }) => ({ personId: id, dueAt, until, facts }));
}

/** Who could sign it at this moment: parties and who has signed this revision are left out (R4, R5). */
function deciders(x: Told, step: ToldStep): Someone[] {
  const decided = new Set(x.steps.flatMap(({ decisions }) => decisions.map(({ by }) => by.id)));
  return step.group.members.filter(({ id }) => !x.partyIds.has(id) && !decided.has(id));
}

function lateInGroup(x: Told, step: ToldStep): Due[] {
  return toDeciders(x, step, step.dueAt);
}

function lateAbove(x: Told, step: ToldStep): Due[] {
  const facts: Facts = { as: "above", step: step.position, group: step.group.name };
  const members = step.above?.members.filter(({ id }) => !x.partyIds.has(id)) ?? [];
  return members.map(({ id }) => ({ personId: id, dueAt: step.dueAt, facts }));
}

const decisive: Record<string, Facts["outcome"]> = {
  "request.approved": "approved",
  "request.rejected": "rejected",
  "request.lapsed": "lapsed",
  "exception.revoked": "revoked",
  "emergency.refused": "revoked",
  "emergency.lapsed": "revoked",
};

function decided(x: Told): Due[] {
  const event = x.events
    .filter(
      ({ action, body }) =>
        decisive[action] &&
        (action !== "request.approved" || body.settled === true || body.ratifyBy !== undefined),
    )
    .at(-1);
  if (!event) return [];
  const outcome = decisive[event.action];
  const asked = x.steps.filter(({ position }) => position <= stepsReached(x));
  const others = asked.flatMap((step) => [
    ...step.decisions.map(({ by }) => by),
    ...step.group.members.filter(({ id }) => !x.partyIds.has(id)),
  ]);
  return [
    tell(x.requester, "requester", event),
    tell(x.owner, "owner", event),
    ...others.map((other) => tell(other, "approver", event)),
  ]
    .filter(({ personId }) => personId !== event.by?.id)
    .map((due) => ({ ...due, facts: { ...due.facts, outcome } }));
}

/** The position of the last step that anybody was asked for. */
function stepsReached(x: Told): number {
  const [open] = openSteps(x.steps).reverse();
  return open?.position ?? x.steps.length;
}

function lapsesSoon(x: Told): Due[] {
  const until = lapsesAt(x.revisedAt);
  const dueAt = new Date(until.getTime() - days(3));
  return [{ personId: x.requester.id, dueAt, until, facts: { as: "requester" } }];
}

function reminders(x: Told): Due[] {
  if (x.status !== "active" || !x.startsAt || !x.endsAt || x.continued) return [];
  const instants = reminderInstants(x.startsAt, x.endsAt);
  const people: [Someone, Facts["as"]][] = [
    [x.owner, "owner"],
    [x.manager, "manager"],
    ...approvers(x).map((one): [Someone, Facts["as"]] => [one, "approver"]),
  ];
  return instants.flatMap((dueAt, index) =>
    people.map(([{ id }, as]) => ({
      personId: id,
      dueAt,
      until: instants[index + 1] ?? (x.endsAt as Date),
      facts: { as },
    })),
  );
}

function ended(x: Told): Due[] {
  if (!["active", "expired"].includes(x.status) || !x.endsAt || x.continued) return [];
  const dueAt = x.endsAt;
  return [
    { personId: x.owner.id, dueAt, facts: { as: "owner" } },
    ...approvers(x).map(({ id }): Due => ({ personId: id, dueAt, facts: { as: "approver" } })),
  ];
}

/** Once, at half time, until the owner has said so or it goes on. A shorter window has its reminder then. */
function stillNeeded(x: Told): Due[] {
  const { status, startsAt, endsAt, continued, owner, events } = x;
  if (status !== "active" || !startsAt || !endsAt || continued) return [];
  const length = endsAt.getTime() - startsAt.getTime();
  if (events.some(({ action }) => action === "exception.still_needed")) return [];
  const dueAt = new Date(startsAt.getTime() + Math.floor(length / 2));
  if (reminderInstants(startsAt, endsAt).some((other) => other.getTime() === dueAt.getTime())) return [];
  return [{ personId: owner.id, dueAt, until: endsAt, facts: { as: "owner" } }];
}

/** R15: daily, from the first answer that was not compliant until it is closed. Yesterday's is not told any more. */
function enforced(x: Told): Due[] {
  const answers = x.events.filter(
    ({ action, body }) =>
      action === "recheck.no_answer" || (action === "recheck.answered" && body.outcome === "violating"),
  );
  const [first, last] = [answers.at(0), answers.at(-1)];
  if (x.status !== "expired" || x.continued || !first || !last) return [];

  const day = dayOfEnforcement(first.at, x.asOf);
  const dueAt = new Date(first.at.getTime() + days(day - 1));
  const until = new Date(dueAt.getTime() + days(1));
  const recheck = last.action === "recheck.no_answer" ? "no_answer" : "violating";
  const people: [Someone, Facts["as"]][] = [
    [x.owner, "owner"],
    [x.manager, "manager"],
    ...x.controllers.map((one): [Someone, Facts["as"]] => [one, "controller"]),
  ];
  return people.map(([{ id }, as]) => ({ personId: id, dueAt, until, facts: { as, recheck, day } }));
}

// What is proven or not while it is active. What has ended wants no evidence any more.
function conditionsOf(x: Told): ToldCondition[] {
  return x.status === "active" && x.activatedAt ? x.conditions.filter(({ state }) => state !== "holds") : [];
}

/** Before the start: from the approval on. Else a day before, or at the approval where that is later. */
function wantsEvidence(x: Told, condition: ToldCondition): Due[] {
  const { state, timing, due } = condition;
  const approvedAt = x.activatedAt as Date; // conditionsOf has seen it
  if (state !== "unknown") return [];
  if (timing === "before") return [toProver(condition, approvedAt)];
  if (!due || due <= approvedAt) return [];
  const dayBefore = new Date(due.getTime() - days(1));
  return [{ ...toProver(condition, dayBefore > approvedAt ? dayBefore : approvedAt), until: due }];
}

function broken(x: Told): Due[] {
  const told = conditionsOf(x).flatMap((condition) => {
    if (condition.state !== "broken" || !condition.changedAt) return [];
    const dueAt = condition.changedAt;
    const facts: Facts = { as: "approver", condition: condition.position };
    const apartAt = apart(dueAt, condition.position);
    return [
      toProver(condition, dueAt),
      ...approvers(x).map(({ id }) => ({ personId: id, dueAt: apartAt, facts })),
    ];
  });
  const by = x.events.filter(({ action }) => action === "condition.broken").at(-1)?.by;
  return told.filter(({ personId }) => personId !== by?.id);
}

function toProver({ position, prover }: ToldCondition, at: Date): Due {
  return { personId: prover.id, dueAt: apart(at, position), facts: { as: "owner", condition: position } };
}

/** Conditions that fall due at one instant are a millisecond apart, so that each has its notice. */
function apart(at: Date, position: number): Date {
  return new Date(at.getTime() + position);
}

function conditionOf(x: Told, { condition }: Facts): ToldCondition {
  return x.conditions.find(({ position }) => position === condition) ?? (x.conditions[0] as ToldCondition);
}

function ownerLeft(x: Told): Due[] {
  const dueAt = x.owner.leftAt;
  if (!dueAt || !["pending", "active", "expired"].includes(x.status)) return [];
  if (x.manager.active) return [{ personId: x.manager.id, dueAt, facts: { as: "manager" } }];
  return x.administrators.map(({ id }): Due => ({ personId: id, dueAt, facts: { as: "administrator" } }));
}

function approvers(x: Told): Someone[] {
  return x.steps.flatMap(({ decisions }) => decisions.filter(stands)).map(({ by }) => by);
}

function after(x: Told, action: string, tellers: (event: ToldEvent) => Due[]): Due[] {
  const event = x.events.filter((one) => one.action === action).at(-1);
  return event ? tellers(event) : [];
}

/** News: told of for two weeks, then history. */
function tell(to: Someone, as: Facts["as"], event: ToldEvent): Due {
  const until = new Date(event.at.getTime() + newsLast);
  return { personId: to.id, dueAt: event.at, until, facts: { as, by: event.by?.name } };
}

// ---------------------------------------------------------------------------------------- sentences

const outcomes = { approved: "Approved", rejected: "Rejected", lapsed: "Lapsed", revoked: "Revoked" };

const roles: Record<Facts["as"], string> = {
  requester: "because you asked for it",
  owner: "because you own it",
  manager: "because you are the manager of its owner",
  approver: "because it was put to you as an approver",
  controller: "because your group owns the rule",
  group: "because it is put to your group",
  above: "because your group stands above the one that decides",
  administrator: "because you administer the register",
};

function because(x: Told, { as, group, step }: Facts): string {
  if (as === "above") return `because your group stands above ${group}, which is late`;
  const needed = stepOf(x, { as, step }).needed;
  return `because you are in ${group}, and step ${step} needs ${needed === 1 ? "one" : needed} of you`;
}

function whatFollows(x: Told, { as, outcome, by }: Facts, { zone }: Look): string {
  const mine = as === "requester" || as === "owner";
  switch (outcome) {
    case "approved":
      return x.startsAt && x.endsAt
        ? `In force from ${formatInstant(x.startsAt, zone)} until ${formatInstant(x.endsAt, zone)}. ${mine ? "The rule holds again from then on." : "Nothing is asked of you."}`
        : "It is approved.";
    case "rejected":
      return `${by} rejected it. ${mine ? "The rule holds. The reason stands on its page." : "Nothing is asked of you."}`;
    case "lapsed":
      return `Nobody decided it within 30 days. ${mine ? "The rule holds. Copy it to a new request if it is still needed." : "Nothing is asked of you."}`;
    default:
      return `${by ?? "Nobody ratified it in time, so the clock"} revoked it. It is no longer in force${mine ? ": remove what it allowed now." : "."}`;
  }
}

function stepOf(x: Told, { step }: Facts): ToldStep {
  return x.steps.find(({ position }) => position === step) ?? (x.steps[0] as ToldStep);
}

function dueInWords({ timing, due }: ToldCondition, { zone, now }: Look): string {
  if (timing === "before" || !due) return "needed before it is in force";
  const isToday = dayIn(zone, due) === dayIn(zone, now);
  return isToday ? `due today, ${formatTime(due, zone).slice(0, 5)}` : `due ${formatShortInstant(due, zone)}`;
}

function evidenceWanted(x: Told, { statement, timing, due }: ToldCondition, zone: string): string {
  return timing === "before"
    ? `Show that it holds: “${statement}” Until then the exception is not in force.`
    : `Show by ${formatInstant(due ?? endOf(x), zone)} that it holds: “${statement}”`;
}

const endOf = (x: Told): Date => x.endsAt ?? x.revisedAt;

/** "7 days", "1 day", "36 minutes". The few minutes that a mail may take do not make six days of seven. */
function left(x: Told, now: Date): string {
  const minutes = Math.max(1, Math.floor((endOf(x).getTime() - now.getTime()) / 60_000));
  const slack = minutes + 10;
  if (slack >= 1440) return formatLength(Math.floor(slack / 1440) * 86_400);
  if (slack >= 60) return formatLength(Math.floor(slack / 60) * 3600);
  return formatLength(minutes * 60);
}

function inbox(x: Told): string {
  return `/inbox?open=EX-${x.number}`;
}

function evidence(x: Told): string {
  return `/exceptions/EX-${x.number}?tab=conditions`;
}

function record(x: Told): string {
  return `/exceptions/EX-${x.number}`;
}

function days(count: number): number {
  return count * 86_400_000;
}
