// When things happen in the stories: always counted back from the moment of seeding, in Berlin,
// in working hours, so that the demo looks fresh on any day and no story reaches into the future.

import { TZDate } from "@date-fns/tz";
import {
  addBusinessDays,
  addDays,
  format,
  isWeekend,
  nextMonday,
  set,
  startOfWeek,
  subBusinessDays,
} from "date-fns";

const zone = "Europe/Berlin";

/** What a moment of a story is counted from: the seeding, the beat before, and the end of the window if it is known. */
type Reference = { now: Date; before: Date; end: Date | null };
export type When = (reference: Reference) => Date;

type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
const weekdays: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const inBerlin = (date: Date) => new TZDate(date, zone);
const instant = (date: Date) => new Date(date.getTime());

function clock(date: Date, at: string): Date {
  const [hours, minutes] = at.split(":").map(Number);
  return instant(set(inBerlin(date), { hours, minutes, seconds: 0, milliseconds: 0 }));
}

/** That many days before the seeding; a weekend moves to the Monday after it. For stories older than two weeks. */
export const daysAgo =
  (days: number, at: string): When =>
  ({ now }) => {
    const day = addDays(inBerlin(now), -days);
    return clock(isWeekend(day) ? nextMonday(day) : day, at);
  };

/** A working day before today, so that whatever happens that day has happened. */
export const workdaysAgo =
  (days: number, at: string): When =>
  ({ now }) =>
    clock(subBusinessDays(inBerlin(now), days), at);

/** The Friday, say, of the week so many weeks before this one. */
export const onWeekday =
  (weekday: Weekday, weeksAgo: number, at: string): When =>
  ({ now }) => {
    const monday = startOfWeek(inBerlin(now), { weekStartsOn: 1 });
    return clock(addDays(monday, weekdays.indexOf(weekday) - 7 * weeksAgo), at);
  };

/** A little while ago; outside working hours it was the afternoon of the last working day. */
export const lately =
  (length: string, otherwiseAt: string): When =>
  ({ now, ...rest }) => {
    const moment = inBerlin(new Date(now.getTime() - milliseconds(length)));
    const atWork = !isWeekend(moment) && moment.getHours() >= 8 && moment.getHours() < 19;
    return atWork ? instant(moment) : workdaysAgo(1, otherwiseAt)({ now, ...rest });
  };

/** After the beat before: "25m", "3h", "1h 40m". */
export const later =
  (length: string): When =>
  ({ before }) =>
    new Date(before.getTime() + milliseconds(length));

export const daysLater =
  (days: number, at: string): When =>
  ({ before }) =>
    clock(addDays(inBerlin(before), days), at);

export const workdaysLater =
  (days: number, at: string): When =>
  ({ before }) =>
    clock(addBusinessDays(inBerlin(before), days), at);

/** The first such weekday after the beat before. */
export const next =
  (weekday: Weekday, at: string): When =>
  ({ before }) => {
    const from = inBerlin(before);
    const today = (from.getDay() + 6) % 7;
    return clock(addDays(from, (weekdays.indexOf(weekday) - today + 7) % 7 || 7), at);
  };

/** Counted from the end of the window, for those who close late. */
export const afterEnd =
  (length: string): When =>
  ({ end }) =>
    new Date(known(end).getTime() + milliseconds(length));

export const workdaysAfterEnd =
  (days: number, at: string): When =>
  ({ end }) =>
    clock(addBusinessDays(inBerlin(known(end)), days), at);

function known(end: Date | null): Date {
  if (!end) throw new Error("This moment is counted from an end, and the story has none yet.");
  return end;
}

function milliseconds(length: string): number {
  const [, days = 0, hours = 0, minutes = 0] = /^(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?$/.exec(length) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}

/** People write dates: `{day+5}` and `{workday-2}` in a text become "Thu 3 December". */
export function withDates(text: string, written: Date): string {
  if (!text.includes("{")) return text;
  const day = inBerlin(written);
  return text
    .replace(/\{day([+-]\d+)\}/g, (_, days) => format(addDays(day, Number(days)), "EEE d MMMM"))
    .replace(/\{workday([+-]\d+)\}/g, (_, days) => format(addBusinessDays(day, Number(days)), "EEE d MMMM"));
}
