// A condition as a form holds it while somebody types, and how it becomes what the use cases take.

import { fromLocalInput, toLocalInput } from "@/lib/dates";
import type { ContentCondition } from "@/lib/exceptions/conditions";
import { type MitigationKey, mitigations } from "@/lib/exceptions/mitigations";
import { dayInSeconds } from "@/lib/exceptions/window";
import type { Comparator } from "@/prisma/generated/enums";

export type ConditionValue = {
  mitigation: MitigationKey | null;
  statement: string;
  /** Null: the owner of the exception. */
  ownerId: string | null;
  /** "before", seconds after the start as text, or "at" for an instant. */
  due: string;
  at: string;
  suspends: boolean;
  /** Null: people prove it. */
  measure: MeasureValue | null;
};

/** As it is typed: numbers are text. */
export type MeasureValue = {
  metric: string;
  comparator: Comparator;
  threshold: string;
  unit: string;
  freshSeconds: string;
  suspendsStale: boolean;
};

export const freshChoices = [300, 900, 3600, 6 * 3600, dayInSeconds, 7 * dayInSeconds];

export const blankMeasure: MeasureValue = {
  metric: "",
  comparator: "below",
  threshold: "",
  unit: "",
  freshSeconds: "900",
  suspendsStale: true,
};

export const dueChoices = [1, 2, 3, 7, 14].map((days) => days * dayInSeconds);

export const blankCondition: ConditionValue = {
  mitigation: null,
  statement: "",
  ownerId: null,
  due: "before",
  at: "",
  suspends: true,
  measure: null,
};

export function fromMitigation(mitigation: MitigationKey): ConditionValue {
  const { statement, due, suspends } = mitigations[mitigation];
  return { ...blankCondition, mitigation, statement, due: String(due), suspends };
}

/** What a schema can judge; what is still missing is left for it to name. */
export function toAsked(value: ConditionValue, zone: string) {
  const { mitigation, statement, ownerId, due, at, suspends, measure } = value;
  return {
    statement,
    suspends,
    // Its first reading has as long as any other.
    due: dueOf(measure && due !== "before" ? measure.freshSeconds : due, at, zone),
    ...(ownerId && { ownerId }),
    ...(mitigation && { mitigation }),
    ...(measure && { measure: measureAsked(measure) }),
  };
}

function measureAsked({ threshold, freshSeconds, ...measure }: MeasureValue) {
  const typed = threshold.trim().replace(",", ".");
  return {
    ...measure,
    threshold: typed === "" ? undefined : Number(typed),
    freshSeconds: Number(freshSeconds),
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
  const { mitigation, statement, owner, timing, dueAt, dueSeconds, suspends, measure } = stored;
  const value = {
    mitigation,
    statement,
    suspends,
    ownerId: owner === exceptionOwner ? null : owner,
    at: dueAt ? toLocalInput(new Date(dueAt), zone) : "",
    measure: measure
      ? { ...measure, threshold: String(measure.threshold), freshSeconds: String(measure.freshSeconds) }
      : null,
  };
  return { ...value, due: timing === "before" ? "before" : dueAt ? "at" : String(dueSeconds) };
}
