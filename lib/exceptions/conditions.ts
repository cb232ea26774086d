// What must hold while the rule is broken. A condition is unknown until it is proven, holds from then on, can be declared
// broken and is proven anew. One that has to hold before the start keeps the exception out of force until it does; one that
// suspends does so while it is broken, and from the time by which it should have been proven (R24: on doubt, no). What is
// measured is proven and broken by its readings alone (lib/exceptions/readings.ts). What an approver demanded is taken back
// with the approval, and binds nobody from then on.

import type { Actor } from "@/lib/auth/actor";
import type { MitigationKey } from "@/lib/exceptions/mitigations";
import { isStale, type Measure } from "@/lib/exceptions/readings";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { whyTakenBack } from "@/lib/exceptions/taken-back";
import { auditorsWriteNothing, type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { ConditionKind, ConditionState, ConditionTiming, Status } from "@/prisma/generated/enums";

export type Condition = {
  state: ConditionState;
  suspends: boolean;
  timing: ConditionTiming | null;
  dueAt: Date | null;
  /** Seconds after the start of the window. */
  dueSeconds: number | null;
  /** Of what is measured: for how long a reading counts, whether it suspends once it counts no more, and the last one. */
  freshSeconds: number | null;
  suspendsStale: boolean | null;
  lastReading: { at: Date } | null;
};

type Window = { startsAt: Date | null; endsAt: Date | null };

/** When it has to be proven: before the start, at its instant or so long after the start, and at the end at the latest. Null: not known yet. */
export function dueOf({ timing, dueAt, dueSeconds }: Condition, { startsAt, endsAt }: Window): Date | null {
  if (timing === "before") return startsAt;
  const due =
    dueAt ?? (startsAt && dueSeconds !== null ? new Date(startsAt.getTime() + dueSeconds * 1000) : null);
  return due && endsAt && endsAt < due ? endsAt : due;
}

/** Whether the exception is not in force because of it. Its twin in SQL is `stands_in_the_way`. */
export function standsInTheWay(condition: Condition, window: Window, now: Date): boolean {
  if (condition.state === "taken_back") return false;
  if (condition.state === "holds") return condition.suspendsStale === true && isStale(condition, now);
  if (condition.timing === "before") return true;
  if (!condition.suspends) return false;
  const due = dueOf(condition, window);
  return condition.state === "broken" || due === null || due <= now;
}

/** Not proven although it should be. What is not approved yet cannot be late. */
export function isLate(condition: Condition, window: Window, now: Date): boolean {
  const due = dueOf(condition, window);
  return condition.state === "unknown" && window.startsAt !== null && due !== null && due <= now;
}

// ------------------------------------------------------------------------------------ what is stored

/** As a revision stores it, and as it is hashed. Keys are fixed for years. */
export type ContentCondition = {
  statement: string;
  owner: string;
  timing: ConditionTiming;
  suspends: boolean;
  dueAt: string | null;
  dueSeconds: number | null;
  mitigation: MitigationKey | null;
  /** Only where it is measured. */
  measure?: Measure;
};

export function contentCondition(condition: AskedCondition, ownerId: string): ContentCondition {
  const { statement, suspends, due, mitigation = null, measure } = condition;
  return {
    statement,
    owner: condition.ownerId ?? ownerId,
    timing: due.kind === "before" ? "before" : "while",
    suspends,
    dueAt: due.kind === "at" ? new Date(due.at).toISOString() : null,
    dueSeconds: due.kind === "after" ? due.seconds : null,
    mitigation,
    ...(measure && { measure }),
  };
}

type Person = { id: string; deactivatedAt: Date | null; role: Actor["role"] };

/** R3: each has one active person of the house; and a time that comes before the window is over. */
export function whyUnfit(
  conditions: AskedCondition[],
  people: Person[],
  window: { longestSeconds: number; end: Date | null },
  now: Date,
): Refusal | null {
  for (const [index, { ownerId, due }] of conditions.entries()) {
    const owner = people.find(({ id }) => id === ownerId);
    if (
      ownerId &&
      (!owner || owner.deactivatedAt || owner.role === "auditor" || owner.role === "outside_approver")
    )
      return refuseField(
        `conditions.${index}.ownerId`,
        "Whoever proves a condition is an active person of the house.",
      );
    const late = `conditions.${index}.due`;
    if (due.kind === "after" && due.seconds >= window.longestSeconds)
      return refuseField(late, "It would be due only when the exception is over.");
    if (due.kind === "at" && window.end && new Date(due.at) >= window.end)
      return refuseField(late, "It would be due only when the exception is over.");
    if (due.kind === "at" && new Date(due.at) <= now) return refuseField(late, "This instant has passed.");
  }
  return null;
}

/** R20 and R22: words or a standard mitigation say what keeps it safe meanwhile. */
export function whyUnmitigated(asked: { mitigation: string; conditions?: unknown[] }): Refusal | null {
  if (asked.mitigation !== "" || (asked.conditions?.length ?? 0) > 0) return null;
  return refuseField("mitigation", "Say what keeps it safe meanwhile, or pick a mitigation.");
}

// --------------------------------------------------------------------------------------- who may do what

/** `status` is the one that the clock has (statusAt). */
type Provable = { status: Status; ownerId: string };

/** Its owner or the exception's owner proves it, before the approval too. */
export function whyCannotAttest(
  condition: { ownerId: string | null; kind: ConditionKind; state: ConditionState },
  exception: Provable,
  actor: { id: string },
): Refusal | null {
  return (
    whyOver(exception) ??
    whyTakenBack(condition) ??
    whyMeasured(condition) ??
    ([condition.ownerId, exception.ownerId].includes(actor.id)
      ? null
      : refuse("not-allowed", "Only who owns this condition or the exception can prove it."))
  );
}

/** Whoever approved, or sits in the group that owns a broken rule, may declare that it does not hold. */
export function whyCannotBreak(
  condition: { state: ConditionState; kind: ConditionKind },
  exception: Provable & { approverIds: string[]; controllerIds: string[] },
  actor: { id: string; role: Actor["role"] },
): Refusal | null {
  if (actor.role === "auditor") return refuse("not-allowed", "Auditors read everything and change nothing.");
  const refusal = whyOver(exception) ?? whyTakenBack(condition) ?? whyMeasured(condition);
  if (refusal) return refusal;
  if (condition.state === "broken") return refuse("wrong-status", "It is broken already.");
  const { approverIds, controllerIds } = exception;
  if (approverIds.includes(actor.id) || controllerIds.includes(actor.id)) return null;
  return refuse(
    "not-allowed",
    "Only who approved it, or the group that owns the rule, can declare a condition broken.",
  );
}

function whyMeasured({ kind }: { kind: ConditionKind }): Refusal | null {
  return kind === "monitored"
    ? refuse("not-allowed", "It is measured: its readings say whether it holds, and nobody’s word.")
    : null;
}

function whyOver({ status }: { status: Status }): Refusal | null {
  if (status === "pending" || status === "active") return null;
  return refuse("wrong-status", `This exception is ${status}, so its conditions stay as they are.`);
}

type Evidenced = Provable & {
  requesterId: string;
  filedById: string;
  managerId: string;
  conditionOwnerIds: (string | null)[];
};

/** Evidence makes no revision and needs no new decision; who is over it adds none. */
export function whyCannotAddEvidence(
  exception: Evidenced,
  actor: { id: string; role: Actor["role"] },
): Refusal | null {
  const { status, ownerId, requesterId, filedById, managerId, conditionOwnerIds } = exception;
  if (actor.role === "auditor") return auditorsWriteNothing;
  if (status === "closed" || status === "rejected")
    return refuse("wrong-status", `This exception is ${status}. Its record is complete.`);
  if ([ownerId, requesterId, filedById, managerId, ...conditionOwnerIds].includes(actor.id)) return null;
  return refuse(
    "not-allowed",
    "Only its owner, their manager, whoever asked for it or who owns a condition adds evidence.",
  );
}
