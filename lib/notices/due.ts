// Whom each kind of notice concerns, and from when, out of the record alone.

import { lapsesAt } from "@/lib/exceptions/lapse-due";
import { staleAt } from "@/lib/exceptions/readings";
import { dayOfEnforcement } from "@/lib/exceptions/rechecks";
import { openSteps, opensNow, stageOf, stands } from "@/lib/exceptions/steps";
import { awaitsSubmission } from "@/lib/exceptions/submission";
import { reminderInstants } from "@/lib/notices/reminders";
import type { Someone, Told, ToldCondition, ToldEvent, ToldStep } from "@/lib/notices/told";

/** As what somebody is told, and the few facts that stay with the notice. Kept for years: add, never rename. */
export type Facts = {
  as:
    | "group"
    | "above"
    | "requester"
    | "owner"
    | "manager"
    | "approver"
    | "controller"
    | "administrator"
    | "maker";
  /** Whose act it was. */
  by?: string;
  outcome?: "approved" | "rejected" | "lapsed" | "revoked";
  step?: number;
  group?: string;
  /** What the re-check said, and the how-manieth day it is enforced. */
  recheck?: "violating" | "no_answer";
  day?: number;
  condition?: number;
  /** The webhook that could not be told, by its id and as people may see it; and whether it was switched off for it. */
  webhook?: string;
  address?: string;
  off?: boolean;
};

export type Due = {
  personId: string;
  dueAt: Date;
  /** From this instant on it has lost its sense. */
  until?: Date;
  facts: Facts;
};

export const newsLast = days(14);

export function toDecide(x: Told): Due[] {
  return waiting(x).flatMap((step) => toDeciders(x, step, openedAt(x, step), step.dueAt));
}

export function late(x: Told): Due[] {
  return waiting(x).flatMap((step) => [...lateInGroup(x, step), ...lateAbove(x, step)]);
}

/** Who was already asked when somebody reminded them. */
export function nudged(x: Told): Due[] {
  return after(x, "request.nudged", ({ at, by }) =>
    waiting(x)
      .filter((step) => openedAt(x, step) <= at)
      .flatMap((step) => toDeciders(x, step, at))
      .map((due) => ({ ...due, facts: { ...due.facts, by: by?.name } })),
  );
}

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
export function skipped(x: Told): Due[] {
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

export function sentBack(x: Told): Due[] {
  return x.sentBack ? after(x, "request.sent_back", (event) => [tell(x.requester, "requester", event)]) : [];
}

/** Whom a token named as the requester, until they have submitted what it asked for. */
export function toSubmit(x: Told): Due[] {
  if (!awaitsSubmission(x)) return [];
  return after(x, "request.filed", ({ at, body }) => [
    { personId: x.requester.id, dueAt: at, facts: { as: "requester", by: String(body.name) } },
  ]);
}

const decisive: Record<string, Facts["outcome"]> = {
  "request.approved": "approved",
  "request.rejected": "rejected",
  "request.lapsed": "lapsed",
  "exception.revoked": "revoked",
  "emergency.refused": "revoked",
  "emergency.lapsed": "revoked",
};

export function decided(x: Told): Due[] {
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

export function lapsesSoon(x: Told): Due[] {
  if (x.status !== "pending") return [];
  const until = lapsesAt(x.revisedAt);
  const dueAt = new Date(until.getTime() - days(3));
  return [{ personId: x.requester.id, dueAt, until, facts: { as: "requester" } }];
}

export function reminders(x: Told): Due[] {
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

export function ended(x: Told): Due[] {
  if (!["active", "expired"].includes(x.status) || !x.endsAt || x.continued) return [];
  const dueAt = x.endsAt;
  return [
    { personId: x.owner.id, dueAt, facts: { as: "owner" } },
    ...approvers(x).map(({ id }): Due => ({ personId: id, dueAt, facts: { as: "approver" } })),
  ];
}

/** Once, at half time, until the owner has said so or it goes on. A shorter window has its reminder then. */
export function stillNeeded(x: Told): Due[] {
  const { status, startsAt, endsAt, continued, owner, events } = x;
  if (status !== "active" || !startsAt || !endsAt || continued) return [];
  const length = endsAt.getTime() - startsAt.getTime();
  if (events.some(({ action }) => action === "exception.still_needed")) return [];
  const dueAt = new Date(startsAt.getTime() + Math.floor(length / 2));
  if (reminderInstants(startsAt, endsAt).some((other) => other.getTime() === dueAt.getTime())) return [];
  return [{ personId: owner.id, dueAt, until: endsAt, facts: { as: "owner" } }];
}

/** R15: daily, from the first answer that was not compliant until it is closed. Yesterday's is not told any more. */
export function enforced(x: Told): Due[] {
  const answers = x.events.filter(isBadAnswer);
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

function isBadAnswer({ action, body }: ToldEvent): boolean {
  return action === "recheck.no_answer" || (action === "recheck.answered" && body.outcome === "violating");
}

/** The owner of what a pipeline or somebody else closed; whoever heard daily that it was broken hears that it is over. */
export function putRight(x: Told): Due[] {
  const closing = x.events
    .filter(
      ({ action, body }) =>
        action === "exception.closed" || (action === "recheck.answered" && body.outcome === "compliant"),
    )
    .at(-1);
  if (x.status !== "closed" || !closing) return [];
  const concerned = x.events.some(isBadAnswer)
    ? [tell(x.manager, "manager", closing), ...x.controllers.map((one) => tell(one, "controller", closing))]
    : [];
  return [tell(x.owner, "owner", closing), ...concerned].filter(
    ({ personId }) => personId !== closing.by?.id,
  );
}

export function evidenceDue(x: Told): Due[] {
  return conditionsOf(x).flatMap((condition) => wantsEvidence(x, condition));
}

export function evidenceLate(x: Told): Due[] {
  return conditionsOf(x).flatMap((condition) =>
    condition.state === "unknown" && condition.timing !== "before" && condition.due
      ? [toProver(condition, condition.due)]
      : [],
  );
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

export function broken(x: Told): Due[] {
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

/** What readings had broken holds by them again: news for whoever was told that it was broken. */
export function holdsAgain(x: Told): Due[] {
  if (x.status !== "active") return [];
  return x.conditions.flatMap(({ kind, state, position, changedAt, prover }) => {
    const wasBroken = x.events.some(
      ({ action, body }) => action === "condition.broken" && body.position === position,
    );
    if (kind !== "monitored" || state !== "holds" || !changedAt || !wasBroken) return [];
    const dueAt = apart(changedAt, position);
    const until = new Date(dueAt.getTime() + newsLast);
    const people: [Someone, Facts["as"]][] = [
      [prover, "owner"],
      ...approvers(x).map((one): [Someone, Facts["as"]] => [one, "approver"]),
    ];
    return people.map(([{ id }, as]) => ({
      personId: id,
      dueAt,
      until,
      facts: { as, condition: position },
    }));
  });
}

/** Held until its last reading was too old, and nobody has read it since. */
export function readingsStopped(x: Told): Due[] {
  if (x.status !== "active" || (x.endsAt && x.endsAt <= x.asOf)) return [];
  return x.conditions.flatMap((condition) => {
    const at = staleAt(condition);
    return at && at <= x.asOf ? [toProver(condition, at)] : [];
  });
}

function toProver({ position, prover }: ToldCondition, at: Date): Due {
  return { personId: prover.id, dueAt: apart(at, position), facts: { as: "owner", condition: position } };
}

/** Conditions that fall due at one instant are a millisecond apart, so that each has its notice. */
function apart(at: Date, position: number): Date {
  return new Date(at.getTime() + position);
}

export function ownerLeft(x: Told): Due[] {
  const dueAt = x.owner.leftAt;
  if (!dueAt || !["pending", "active", "expired"].includes(x.status)) return [];
  if (x.manager.active) return [{ personId: x.manager.id, dueAt, facts: { as: "manager" } }];
  return x.administrators.map(({ id }): Due => ({ personId: id, dueAt, facts: { as: "administrator" } }));
}

/** Whoever made the webhook, or the administrators where they have left or administer no more. */
export function untold(x: Told): Due[] {
  return x.events
    .filter(({ action }) => action === "delivery.failed")
    .flatMap(({ at, body }): Due[] => {
      const { webhook, address, madeBy, off } = body as Record<"webhook" | "address" | "madeBy", string> & {
        off: boolean;
      };
      const until = new Date(at.getTime() + newsLast);
      const maker = x.administrators.filter(({ id }) => id === madeBy);
      const as = maker.length > 0 ? "maker" : "administrator";
      const facts: Facts = { as, webhook, address, off };
      return (maker.length > 0 ? maker : x.administrators).map(({ id }) => ({
        personId: id,
        dueAt: at,
        until,
        facts,
      }));
    });
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

function days(count: number): number {
  return count * 86_400_000;
}
