// How instants are shown and counted. An end is an instant; the organisation's zone only says how it reads.
// The clock is never read here: `now` and the zone are arguments.

import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";

import { offsetName } from "@/lib/offset-name";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "Wed 2 Dec 2026, 17:00" */
export function formatInstant(at: Date, zone: string): string {
  return written(at, zone, "instant");
}

/** "Wed 2 Dec 2026" */
export function formatDay(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "EEE d MMM yyyy");
}

/** "2026-12-02": the calendar day that it is in the zone at that instant. */
export function dayIn(zone: string, at: Date): string {
  return format(new TZDate(at, zone), "yyyy-MM-dd");
}

/** "Wed 2 Dec": for dense lists, which may drop the year and the time and never the weekday. */
export function formatShortDay(at: Date, zone: string): string {
  return written(at, zone, "short day");
}

/** "Wed 2 Dec, 17:00": for what is due soon, where the year is plain. */
export function formatShortInstant(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "EEE d MMM, HH:mm");
}

// The two that lists show by the hundred. The platform writes them ten times as fast as the library.
const weekday = { weekday: "short", day: "numeric", month: "short" } as const;
const styles = {
  instant: { ...weekday, year: "numeric", hour: "2-digit", minute: "2-digit" },
  "short day": weekday,
} as const;
const writers = new Map<string, Intl.DateTimeFormat>();

function written(at: Date, zone: string, style: keyof typeof styles): string {
  const name = `${style} ${zone}`;
  const writer = writers.get(name) ?? new Intl.DateTimeFormat("en-GB", { ...styles[style], timeZone: zone });
  writers.set(name, writer);
  return writer.format(at).replace(",", "").replace("Sept", "Sep");
}

/** "09:41:03": for the trail. */
export function formatTime(at: Date, zone: string): string {
  return format(new TZDate(at, zone), "HH:mm:ss");
}

/** "UTC+1", "UTC+5:45": the zone's distance from UTC at that instant. */
export function formatOffset(at: Date, zone: string): string {
  return offsetName(-new TZDate(at, zone).getTimezoneOffset());
}

/** "in 12 days", "in 36 hours" below 48 hours, "in 25 minutes" below one; "3 hours ago". Rounded down: never more than there is. */
export function relative(at: Date, now: Date): string {
  const left = at.getTime() - now.getTime();
  const amount = roughLength(Math.abs(left));
  if (left > 0) return amount ? `in ${amount}` : "in less than a minute";
  return amount ? `${amount} ago` : "just now";
}

/** "in 12 days · Wed 2 Dec 2026, 17:00", and from the end itself on "ended 3 hours ago · …". */
export function formatEnd(at: Date, now: Date, zone: string): string {
  const ended = at.getTime() <= now.getTime();
  return `${ended ? "ended " : ""}${relative(at, now)} · ${formatInstant(at, zone)}`;
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

function roughLength(length: number): string | null {
  if (length >= 2 * day) return count(Math.floor(length / day), "day");
  if (length >= hour) return count(Math.floor(length / hour), "hour");
  if (length >= minute) return count(Math.floor(length / minute), "minute");
  return null;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
