// A condition as a form holds it while somebody types, and how it becomes what the use cases take.

import { fromLocalInput, toLocalInput } from "@/lib/dates";
import type { ContentCondition } from "@/lib/exceptions/conditions";
import { type MitigationKey, mitigations } from "@/lib/exceptions/mitigations";
import { dayInSeconds } from "@/lib/exceptions/window";

export type ConditionValue = {
  mitigation: MitigationKey | null;
  statement: string;
  /** Null: the owner of the exception. */
  ownerId: string | null;
  /** "before", seconds after the start as text, or "at" for an instant. */
  due: string;
  at: string;
  suspends: boolean;
};

export const dueChoices = [1, 2, 3, 7, 14].map((days) => days * dayInSeconds);

export const blankCondition: ConditionValue = {
  mitigation: null,
  statement: "",
  ownerId: null,
  due: "before",
  at: "",
  suspends: true,
};

export function fromMitigation(mitigation: MitigationKey): ConditionValue {
  const { statement, due, suspends } = mitigations[mitigation];
  return { ...blankCondition, mitigation, statement, due: String(due), suspends };
}

/** What a schema can judge; what is still missing is left for it to name. */
export function toAsked({ mitigation, statement, ownerId, due, at, suspends }: ConditionValue, zone: string) {
  return {
    statement,
    suspends,
    due: dueOf(due, at, zone),
    ...(ownerId && { ownerId }),
    ...(mitigation && { mitigation }),
  };
}

function dueOf(due: string, at: string, zone: string) {
  if (due === "before") return { kind: "before" as const };
  if (due === "at") return { kind: "at" as const, at: fromLocalInput(at, zone)?.toISOString() ?? "" };
  return { kind: "after" as const, seconds: Number(due) };
}

/** One that a revision stores, for an edit, a copy or an extension. */
export function conditionValue(
  stored: ContentCondition,
  exceptionOwner: string,
  zone: string,
): ConditionValue {
  const { mitigation, statement, owner, timing, dueAt, dueSeconds, suspends } = stored;
  const value = {
    mitigation,
    statement,
    suspends,
    ownerId: owner === exceptionOwner ? null : owner,
    at: dueAt ? toLocalInput(new Date(dueAt), zone) : "",
  };
  return { ...value, due: timing === "before" ? "before" : dueAt ? "at" : String(dueSeconds) };
}
