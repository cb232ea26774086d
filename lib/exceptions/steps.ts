// The sign-offs of a revision: when each is due (R11), which one is open, and when all are done (R9).
// Steps are signed one after another; one that is not signed yet keeps the later ones waiting.

import { addWorkingDays, addWorkingHours, type WorkingCalendar } from "@/lib/dates";
import type { Risk, Verdict } from "@/prisma/generated/enums";

const reviewTime: Record<Risk, { days: number } | { hours: number }> = {
  low: { days: 3 },
  moderate: { days: 2 },
  high: { days: 1 },
  critical: { hours: 4 },
};

/** When the step at this position (1, 2, …) is due: each has the full review time, counted after the one before. */
export function dueAt(position: number, risk: Risk, filedAt: Date, calendar: WorkingCalendar): Date {
  const time = reviewTime[risk];
  return "days" in time
    ? addWorkingDays(filedAt, time.days * position, calendar)
    : addWorkingHours(filedAt, time.hours * position, calendar);
}

type Step = { id: string; position: number; needed: number; decisions: { verdict: Verdict }[] };

export function isSigned(step: Step): boolean {
  return step.decisions.filter(({ verdict }) => verdict === "approve").length >= step.needed;
}

/** The first step that is not signed; undefined when all are. */
export function openStep<Shown extends Step>(steps: Shown[]): Shown | undefined {
  return [...steps].sort((a, b) => a.position - b.position).find((step) => !isSigned(step));
}

/** Whether one more approval on `step` leaves nothing open. */
export function wouldSettle(steps: Step[], step: Step): boolean {
  return steps.every((other) =>
    other.id === step.id
      ? other.decisions.filter(({ verdict }) => verdict === "approve").length + 1 >= other.needed
      : isSigned(other),
  );
}
