// Dates as people and spreadsheets write them. What can be read in two ways is never guessed at: whoever imports says
// once for the sheet whether the day or the month comes first.

import { fromLocalInput } from "@/lib/dates";

export const dateOrders = ["day", "month"] as const;
/** What comes first in 03/04/2026. */
export type DateOrder = (typeof dateOrders)[number];

type Parts = { year: number; month: number; day: number };

export type ReadDate =
  | { ok: true; at: Date /** Whether it said a time of day, too. */; timed: boolean }
  | { ok: false; why: string };

/** A day without a time means its first minute, or its last one where something ends with it. */
export function readDate(
  words: string,
  { order, zone, ends }: { order: DateOrder | null; zone: string; ends: boolean },
): ReadDate {
  const notInCalendar = { ok: false, why: `“${words}” is not in the calendar` } as const;
  const exact = exactInstant(words);
  if (exact) return "at" in exact ? { ok: true, ...exact, timed: true } : notInCalendar;

  const { date, time } = takenApart(words);
  const parts = partsOf(date, order);
  if (typeof parts === "string") return { ok: false, why: parts };
  const clock = time === "" ? (ends ? "23:59" : "00:00") : clockOf(time);
  if (!clock) return { ok: false, why: `“${time}” is no time of day` };
  const at = fromLocalInput(
    `${padded(parts.year, 4)}-${padded(parts.month)}-${padded(parts.day)}T${clock}`,
    zone,
  );
  return at ? { ok: true, at, timed: time !== "" } : notInCalendar;
}

/**
 * What the dates of a sheet say about their order: those that can be read only one way prove it. `ambiguous`: one that
 * could be both, for the question; null: nothing has to be asked.
 */
export function orderIn(dates: string[]): { ambiguous: string | null; proven: DateOrder | null; by: string } {
  let ambiguous: string | null = null;
  const proofs = new Map<DateOrder, string>();
  for (const words of dates) {
    const [first = 0, second = 0] = numericDate(takenApart(words).date) ?? [];
    if (first < 1 || second < 1) continue;
    if (first > 12 && second <= 12) proofs.set("day", words);
    else if (second > 12 && first <= 12) proofs.set("month", words);
    else if (first !== second) ambiguous ??= words;
  }
  const [proof, ...others] = [...proofs];
  if (!proof || others.length > 0)
    return { ambiguous: ambiguous ?? proof?.[1] ?? null, proven: null, by: "" };
  return { ambiguous, proven: proof[0], by: proof[1] };
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** With a zone it is an instant, whatever the zone of the organisation. Null: it has none. */
function exactInstant(words: string): { at: Date } | { impossible: true } | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?\s?(Z|UTC|[+-]\d{2}:\d{2})$/.exec(words);
  if (!match) return null;
  const [, day, minutes, seconds = ":00", zone = "Z"] = match;
  const at = new Date(`${day}T${minutes}${seconds}${zone === "UTC" ? "Z" : zone}`);
  // JavaScript takes the 31st of February for the 3rd of March.
  return Number.isNaN(at.getTime()) || !isDay(day ?? "") ? { impossible: true } : { at };
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** "Wed 25 Nov 2026, 17:00" is a date and a time; the weekday says nothing new. */
function takenApart(words: string): { date: string; time: string } {
  const bare = words.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, "");
  const [whole = "", time = ""] = /[\sT,]+(\d{1,2}[:.]\d{2}.*)$/.exec(bare) ?? [];
  return { date: bare.slice(0, bare.length - whole.length).trim(), time: time.trim() };
}

/** The parts of a date, or why it is none. */
function partsOf(date: string, order: DateOrder | null): Parts | string {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(date);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const named = withMonthName(date);
  if (named) return named;
  // With dots the day comes first, wherever dots are written.
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(date);
  if (dotted) return { day: Number(dotted[1]), month: Number(dotted[2]), year: fullYear(dotted[3] ?? "") };
  const numeric = numericDate(date);
  if (numeric) {
    const [first, second, year] = numeric;
    if (first === second) return { day: first, month: second, year };
    if (!order) return `“${date}” can be read in two ways: say whether the day or the month comes first`;
    return order === "day" ? { day: first, month: second, year } : { day: second, month: first, year };
  }
  if (/^\d{5}$/.test(date))
    return `“${date}” is how a spreadsheet counts days: format the column as a date, and copy it again`;
  return `“${date}” is no date`;
}

/** 03/04/2026 and 3-4-26: two numbers of which nobody knows which is the day. */
function numericDate(date: string): [first: number, second: number, year: number] | null {
  const match = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(date);
  return match ? [Number(match[1]), Number(match[3]), fullYear(match[4] ?? "")] : null;
}

/** 25 Nov 2026, 25/Nov/26, November 25, 2026. */
function withMonthName(date: string): Parts | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.?[\s/-]+([a-z]{3,9})\.?,?[\s/-]+(\d{4}|\d{2})$/i.exec(date);
  const monthFirst = /^([a-z]{3,9})\.?[\s/-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s/-]+(\d{4}|\d{2})$/i.exec(date);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
  return month > 0 ? { day: Number(day), month, year: fullYear(year ?? "") } : null;
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

/** "5:00 PM" is 17:00. Seconds are left out: no window is counted in them. */
function clockOf(time: string): string | null {
  const match = /^(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s?(am|pm)?$/i.exec(time);
  if (!match) return null;
  const [, typed = "", minutes = "", half] = match;
  const hour = Number(typed);
  if (half && (hour < 1 || hour > 12)) return null;
  const hours = half ? (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : hour;
  return hours < 24 && Number(minutes) < 60 ? `${padded(hours)}:${minutes}` : null;
}

function padded(number: number, length = 2): string {
  return String(number).padStart(length, "0");
}
