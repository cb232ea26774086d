// The sign-offs of a revision: when each is due (R11), which one is open, and when all are done (R9).
// Steps are signed one after another; one that is not signed yet keeps the later ones waiting.

import { addWorkingDays, addWorkingHours, type WorkingCalendar } from "@/lib/dates";
import type { Risk, Verdict } from "@/prisma/generated/enums";

type ReviewTime = { days: number } | { hours: number };

const reviewTime: Record<Risk, ReviewTime> = {
  low: { days: 3 },
  moderate: { days: 2 },
  high: { days: 1 },
  critical: { hours: 4 },
};

/** When the step at this position (1, 2, …) is due: each has the full review time, counted after the one before. */
export function dueAt(
  position: number,
  risk: Risk,
  filedAt: Date,
  calendar: WorkingCalendar,
  isUrgent = false,
): Date {
  const time = isUrgent ? reviewTime.critical : reviewTime[risk];
  return "days" in time
    ? addWorkingDays(filedAt, time.days * position, calendar)
    : addWorkingHours(filedAt, time.hours * position, calendar);
}

type Decided = { verdict: Verdict; retracted?: boolean };
type Step = { id: string; position: number; needed: number; decisions: Decided[] };

/** An approval that was taken back signs nothing. */
export function stands({ verdict, retracted }: Decided): boolean {
  return verdict === "approve" && !retracted;
}

export function isSigned(step: Step): boolean {
  return step.decisions.filter(stands).length >= step.needed;
}

/** All that a decision can be about now: the open step, and in an emergency every step that is not signed (R19). */
export function opensNow<Shown extends Step>({ emergency, steps }: { emergency: boolean; steps: Shown[] }) {
  const open = openStep(steps);
  if (!open) return [];
  return emergency ? steps.filter((step) => !isSigned(step)) : [open];
}

/** The first step that is not signed; undefined when all are. */
export function openStep<Shown extends Step>(steps: Shown[]): Shown | undefined {
  return [...steps].sort((a, b) => a.position - b.position).find((step) => !isSigned(step));
}

/** Whether one more approval on `step` leaves nothing open. */
export function wouldSettle(steps: Step[], step: Step): boolean {
  return steps.every((other) =>
    other.id === step.id ? other.decisions.filter(stands).length + 1 >= other.needed : isSigned(other),
  );
}
