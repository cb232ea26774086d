// What waits for a decision may be snoozed, and comes back an hour before it is due at the latest.

import { addHours, subHours } from "date-fns";

import { formatShortInstant, nextWorkingMorning, type WorkingCalendar } from "@/lib/dates";
import { type Refusal, refuse } from "@/lib/refusal";

type Due = { dueAt: Date; ratifyBy: Date | null };

export function latestSnooze({ dueAt, ratifyBy }: Due): Date {
  return subHours(ratifyBy ?? dueAt, 1);
}

export function whyCannotSnooze(request: Due, now: Date): Refusal | null {
  if (latestSnooze(request) > now) return null;
  return refuse("wrong-status", "It is due within the hour or overdue: decide it, or send it back.");
}

export type SnoozeChoice = { label: string; until: string };

/** Until when it can be snoozed, the shortest first. */
export function snoozeChoices(request: Due, now: Date, calendar: WorkingCalendar): SnoozeChoice[] {
  const latest = latestSnooze(request);
  return [
    ...commonSnoozes(now, calendar),
    { label: "Until an hour before it is due", until: latest.toISOString() },
  ].filter(({ until }) => new Date(until) > now && new Date(until) <= latest);
}

/** What fits several requests; each comes back before it is due all the same. */
export function commonSnoozes(now: Date, calendar: WorkingCalendar): SnoozeChoice[] {
  const morning = nextWorkingMorning(now, calendar);
  return [
    { label: "For three hours", until: addHours(now, 3).toISOString() },
    { label: `Until ${formatShortInstant(morning, calendar.zone)}`, until: morning.toISOString() },
  ];
}
