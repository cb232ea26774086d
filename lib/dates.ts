// How instants are shown and counted. An end is an instant; the organisation's zone only says how it reads.
// The clock is never read here: `now` and the zone are arguments.

import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";

import { count } from "@/lib/instants";

// What the browser needs too stands in a file without the library.
export {
  formatEnd,
  formatInstant,
  formatOffset,
  formatShortDay,
  formatShortInstant,
  relative,
} from "@/lib/instants";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "Wed 2 Dec 2026" */
export function formatDay(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "EEE d MMM yyyy");
}

/** "2026-12-02": the calendar day that it is in the zone at that instant. */
export function dayIn(zone: string, at: Date): string {
  return format(new TZDate(at, zone), "yyyy-MM-dd");
}

/** "09:41:03": for the trail. */
export function formatTime(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "HH:mm:ss");
}

/** "5 days", "1 day 6 hours", exact to the second. An emergency is counted in hours: `formatLength(259200, "hours")` is "72 hours". */
export function formatLength(seconds: number, largest: "days" | "hours" = "days"): string {
  const units = [
    ["day", day],
    ["hour", hour],
    ["minute", minute],
    ["second", second],
  ] as const;

  let rest = seconds * second;
  const parts: string[] = [];
  for (const [unit, size] of largest === "hours" ? units.slice(1) : units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(count(amount, unit));
  }
  return parts.join(" ") || "0 minutes";
}

/** When the organisation works: what due times are counted in. Weekdays are 1 (Monday) to 7, holidays "2026-12-25". */
export type WorkingCalendar = {
  zone: string;
  workingHours: { start: string; end: string };
  workingDays: number[];
  holidays: string[];
};

/** The instant after `days` full working days: Fri 09:41 + 1 is Mon 09:41; Saturday + 1 is the end of Monday. */
export function addWorkingDays(from: Date, days: number, calendar: WorkingCalendar): Date {
  const { start, end } = calendar.workingHours;
  return addWorkingTime(from, days * (minutesOf(end) - minutesOf(start)) * minute, calendar);
}

/** The instant at which `hours` of working time have passed. Nights, weekends and holidays do not count. */
export function addWorkingHours(from: Date, hours: number, calendar: WorkingCalendar): Date {
  return addWorkingTime(from, hours * hour, calendar);
}

/** When work begins on the next working day after this one. */
export function nextWorkingMorning(now: Date, calendar: WorkingCalendar): Date {
  const today = new TZDate(now, calendar.zone);
  const tomorrow = localDate(today.getFullYear(), today.getMonth(), today.getDate() + 1, calendar.zone);
  return new Date(addWorkingTime(new Date(tomorrow.getTime()), 1, calendar).getTime() - 1);
}

function addWorkingTime(from: Date, length: number, calendar: WorkingCalendar): Date {
  if (length <= 0) return from;
  const { zone, workingHours } = calendar;
  const first = new TZDate(from, zone);
  const daysSearched = 3660;

  let rest = length;
  for (let ahead = 0; ahead < daysSearched; ahead++) {
    const date = localDate(first.getFullYear(), first.getMonth(), first.getDate() + ahead, zone);
    if (!isWorkingDay(date, calendar)) continue;

    const opens = Math.max(atMinutes(date, minutesOf(workingHours.start)), from.getTime());
    const closes = atMinutes(date, minutesOf(workingHours.end));
    const open = closes - opens;
    if (open <= 0) continue;
    if (rest <= open) return new Date(opens + rest);
    rest -= open;
  }
  throw new Error("The calendar has no working time within ten years.");
}

/** The working time from one instant to another, in hours: what `addWorkingHours` needs to come from here to there. */
export function workingHoursBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  const { zone, workingHours } = calendar;
  const first = new TZDate(from, zone);
  let passed = 0;
  for (let ahead = 0; ; ahead++) {
    const date = localDate(first.getFullYear(), first.getMonth(), first.getDate() + ahead, zone);
    const opens = atMinutes(date, minutesOf(workingHours.start));
    if (opens >= to.getTime()) return passed / hour;
    if (!isWorkingDay(date, calendar)) continue;
    const closes = atMinutes(date, minutesOf(workingHours.end));
    passed += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
  }
}

function isWorkingDay(date: TZDate, { workingDays, holidays }: WorkingCalendar): boolean {
  const weekday = date.getDay() || 7;
  return workingDays.includes(weekday) && !holidays.includes(format(date, "yyyy-MM-dd"));
}

function atMinutes(date: TZDate, minutes: number): number {
  const zone = date.timeZone ?? "UTC";
  return new TZDate(date.getFullYear(), date.getMonth(), date.getDate(), 0, minutes, zone).getTime();
}

function localDate(year: number, month: number, date: number, zone: string): TZDate {
  return new TZDate(year, month, date, 12, zone);
}

/** What `<input type="datetime-local">` shows for an instant: "2026-12-02T17:00". */
export function toLocalInput(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "yyyy-MM-dd'T'HH:mm");
}

/** The instant that "2026-12-02T17:00" names in a zone; null when it names none (half typed, or skipped by summer time). */
export function fromLocalInput(value: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(value);
  if (!match) return null;
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0] = match.slice(1).map(Number);
  const at = new Date(new TZDate(year, month - 1, date, hours, minutes, zone).getTime());
  return toLocalInput(at, zone) === value ? at : null;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
