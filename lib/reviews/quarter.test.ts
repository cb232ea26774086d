import { expect, test } from "vitest";

import {
  daysFrom,
  periodOf,
  type Quarter,
  quarterAfter,
  quarterAt,
  quarterName,
  readQuarter,
  startOf,
  weeksBetween,
} from "@/lib/reviews/quarter";

const zone = "Europe/Berlin";
const q4 = "2026-Q4" as Quarter;

test("a quarter begins and ends at midnight where the organisation is", () => {
  const { from, until } = periodOf(q4, zone, new Date("2027-06-01T00:00:00Z"));
  expect(from.toISOString()).toBe("2026-09-30T22:00:00.000Z");
  expect(until.toISOString()).toBe("2026-12-31T23:00:00.000Z");
  expect(quarterAt(new Date(from.getTime() - 1), zone)).toBe("2026-Q3");
  expect(quarterAt(from, zone)).toBe(q4);
  expect(quarterAt(new Date(until.getTime() - 1), zone)).toBe(q4);
  expect(quarterAt(until, zone)).toBe("2027-Q1");
});

test("figures are as of now while it runs, and as of its end from then on", () => {
  const until = new Date("2026-12-31T23:00:00.000Z");
  const before = new Date(until.getTime() - 1);
  expect(periodOf(q4, zone, before).asOf).toEqual(before);
  expect(periodOf(q4, zone, until).asOf).toEqual(until);
  expect(periodOf(q4, zone, new Date(until.getTime() + 1)).asOf).toEqual(until);
});

test("quarters count on over the year", () => {
  expect(quarterAfter(q4, 1)).toBe("2027-Q1");
  expect(quarterAfter("2027-Q1" as Quarter, -1)).toBe(q4);
  expect(quarterAfter(q4, -4)).toBe("2025-Q4");
  expect(quarterName(q4)).toBe("Q4 2026");
});

test("what is no quarter is not read", () => {
  for (const text of ["2026-Q5", "2026-Q0", "2026-q4", "26-Q4", "2026-Q44", "", undefined])
    expect(readQuarter(text)).toBeNull();
  expect(readQuarter("2026-Q4")).toBe(q4);
});

test("weeks begin on Mondays, the first one before the quarter where it has to, and none at its end", () => {
  const { from, until } = periodOf(q4, zone, new Date("2027-06-01T00:00:00Z"));
  const weeks = weeksBetween(from, until, zone);
  expect([weeks[0], weeks.at(-1), weeks.length]).toEqual(["2026-09-28", "2026-12-28", 14]);
  expect(weeksBetween(startOf("2026-11-02", zone), startOf("2026-11-09", zone), zone)).toEqual([
    "2026-11-02",
  ]);
});

test("days follow each other over the night when the clocks change", () => {
  expect(daysFrom(new Date("2026-10-24T21:59:00Z"), 3, zone)).toEqual([
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
  ]);
  expect(startOf("2026-10-26", zone).toISOString()).toBe("2026-10-25T23:00:00.000Z");
});
