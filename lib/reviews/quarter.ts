// A quarter of the year, as the organisation's calendar has it: half open, from its first midnight to the next quarter's.

import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";

declare const written: unique symbol;
/** "2026-Q4" */
export type Quarter = string & { [written]: true };

/** `until` has ended the quarter; figures are as of `asOf`, which is the end, or now while it runs. */
export type Period = { quarter: Quarter; from: Date; until: Date; asOf: Date; zone: string };

export function readQuarter(text: string | undefined): Quarter | null {
  return /^(19|20)\d\d-Q[1-4]$/.test(text ?? "") ? (text as Quarter) : null;
}

export function quarterAt(at: Date, zone: string): Quarter {
  const local = new TZDate(at, zone);
  return quarterOf(local.getFullYear(), Math.floor(local.getMonth() / 3));
}

/** Some quarters after it, or before it: `quarterAfter("2026-Q1", -1)` is "2025-Q4". */
export function quarterAfter(quarter: Quarter, by: number): Quarter {
  const count = yearOf(quarter) * 4 + indexOf(quarter) + by;
  return quarterOf(Math.floor(count / 4), count % 4);
}

export function periodOf(quarter: Quarter, zone: string, now: Date): Period {
  const starts = (one: Quarter) => new Date(new TZDate(yearOf(one), indexOf(one) * 3, 1, zone).getTime());
  const until = starts(quarterAfter(quarter, 1));
  return { quarter, from: starts(quarter), until, asOf: until < now ? until : now, zone };
}

/** "Q4 2026" */
export function quarterName(quarter: Quarter): string {
  return `${quarter.slice(5)} ${quarter.slice(0, 4)}`;
}

/** The Mondays, as days in the zone, of the weeks that the time from `from` to `until` touches. */
export function weeksBetween(from: Date, until: Date, zone: string): string[] {
  const first = new TZDate(from, zone);
  const back = (first.getDay() + 6) % 7;
  const weeks: string[] = [];
  for (let ahead = -back; ; ahead += 7) {
    const monday = midnight(first, ahead, zone);
    if (monday.getTime() >= until.getTime()) return weeks;
    weeks.push(format(monday, "yyyy-MM-dd"));
  }
}

/** The days from the one of `from` on, as many as asked. */
export function daysFrom(from: Date, count: number, zone: string): string[] {
  const first = new TZDate(from, zone);
  return Array.from({ length: count }, (_, ahead) => format(midnight(first, ahead, zone), "yyyy-MM-dd"));
}

/** The first instant of a day. */
export function startOf(day: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date, zone).getTime());
}

function midnight(first: TZDate, ahead: number, zone: string): TZDate {
  return new TZDate(first.getFullYear(), first.getMonth(), first.getDate() + ahead, zone);
}

function quarterOf(year: number, index: number): Quarter {
  return `${year}-Q${index + 1}` as Quarter;
}

const yearOf = (quarter: Quarter) => Number(quarter.slice(0, 4));
const indexOf = (quarter: Quarter) => Number(quarter.slice(6)) - 1;
