// A monitored condition is measured (R24): its last reading says whether it holds, nobody's word does, and once readings have
// stopped the clock says so. What was told of the last one holds until it is too old; what is broken stays so until it is read anew.

import { whyTakenBack } from "@/lib/exceptions/taken-back";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { Comparator, ConditionState, Status } from "@/prisma/generated/enums";

/** What is measured: "share of old TLS, below 5 %", read once within so many seconds. */
export type Measure = {
  metric: string;
  comparator: Comparator;
  threshold: number;
  /** Stands behind the number: "%", "ms"; empty for a plain count. */
  unit: string;
  freshSeconds: number;
  /** Whether it is out of force once readings have stopped. */
  suspendsStale: boolean;
};

/** Without a value an alert said whether it holds. */
export type Reading = { at: Date; source: string; value: number | null; holds: boolean };

export const comparatorSigns: Record<Comparator, string> = {
  below: "<",
  at_most: "≤",
  above: ">",
  at_least: "≥",
  equal: "=",
};

/** Its twin in SQL has the same name. */
export function satisfies(value: number, { comparator, threshold }: Measure): boolean {
  switch (comparator) {
    case "below":
      return value < threshold;
    case "at_most":
      return value <= threshold;
    case "above":
      return value > threshold;
    case "at_least":
      return value >= threshold;
    case "equal":
      return value === threshold;
  }
}

type Read = { state: ConditionState; freshSeconds: number | null; lastReading: { at: Date } | null };

/** The instant from which its last reading is too old. Null: it does not hold by a reading. */
export function staleAt({ state, freshSeconds, lastReading }: Read): Date | null {
  if (state !== "holds" || freshSeconds === null || lastReading === null) return null;
  return new Date(lastReading.at.getTime() + freshSeconds * 1000);
}

/** Its twin in SQL is `is_stale`. */
export function isStale(condition: Read, now: Date): boolean {
  const at = staleAt(condition);
  return at !== null && at <= now;
}

type Columns = { [Key in keyof Measure]: Measure[Key] | null };

/** What is measured, of a row that has all of it or nothing. */
export function measureOf(condition: Columns): Measure | null {
  const { metric, comparator, threshold, unit, freshSeconds, suspendsStale } = condition;
  if (metric === null || comparator === null || threshold === null) return null;
  if (unit === null || freshSeconds === null || suspendsStale === null) return null;
  return { metric, comparator, threshold, unit, freshSeconds, suspendsStale };
}

// ---------------------------------------------------------------------------------------------- in words

/** "error budget burned: must be < 5 %" */
export function measureInWords(measure: Measure): string {
  return `${measure.metric}: must be ${boundInWords(measure)}`;
}

/** "< 5 %" */
export function boundInWords({ comparator, threshold, unit }: Measure): string {
  return `${comparatorSigns[comparator]} ${amountInWords(threshold, unit)}`;
}

/** "4.2 %", or what an alert said. */
export function valueInWords({ value, holds }: Pick<Reading, "value" | "holds">, { unit }: Measure): string {
  if (value === null) return holds ? "no alert" : "an alert";
  return amountInWords(value, unit);
}

function amountInWords(value: number, unit: string): string {
  const digits = value.toLocaleString("en", { maximumSignificantDigits: 6 });
  return unit ? `${digits} ${unit}` : digits;
}

// ----------------------------------------------------------------------------------------- what is taken

/** A reading proves the present: one of yesterday does not, nor one of tomorrow. Clocks differ by seconds. */
const oldestSeconds = 86_400;
const skewSeconds = 5;

/** `status` is the one that the clock has (statusAt). */
export function whyTakesNone(
  condition: Columns & { state: ConditionState },
  { status }: { status: Status },
): Refusal | null {
  const takenBack = whyTakenBack(condition);
  if (takenBack) return takenBack;
  if (!measureOf(condition))
    return refuse("wrong-status", "This condition is proven by people, not measured.");
  if (status === "pending" || status === "active") return null;
  return refuse("wrong-status", `This exception is ${status}, so its conditions take no readings.`);
}

export function whyNotOfNow(at: Date, now: Date): Refusal | null {
  const age = (now.getTime() - at.getTime()) / 1000;
  if (age >= oldestSeconds) return refuseField("at", "A reading is a day old at most.");
  return age < -skewSeconds ? refuseField("at", "This reading is of the future.") : null;
}
