import { TZDate } from "@date-fns/tz";
import { expect, test } from "vitest";

import { reminderInstants } from "@/lib/notices/reminders";

const start = new Date("2026-11-20T12:00:00.000Z");
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const day = 24;

test("R14: reminders stand 7 days and 1 day before the end", () => {
  expect(reminderInstants(start, hours(30 * day))).toEqual([hours(23 * day), hours(29 * day)]);
  expect(reminderInstants(start, new Date(hours(7 * day).getTime() + 2))).toEqual([
    new Date(start.getTime() + 2),
    new Date(hours(6 * day).getTime() + 2),
  ]);
});

test("R14: a window of seven days or less is reminded of at half time, and the day before", () => {
  expect(reminderInstants(start, hours(7 * day))).toEqual([hours(84), hours(6 * day)]);
  expect(reminderInstants(start, hours(5 * day))).toEqual([hours(60), hours(4 * day)]);
  expect(reminderInstants(start, new Date(hours(48).getTime() + 2))).toHaveLength(2);
});

test("R14: a window of two days or less has one reminder, at half time", () => {
  expect(reminderInstants(start, hours(48))).toEqual([hours(24)]);
  expect(reminderInstants(start, hours(24))).toEqual([hours(12)]);
  expect(reminderInstants(start, hours(1))).toEqual([hours(0.5)]);
});

test("summer time moves no reminder: a day is 24 hours, whatever the clock on the wall says", () => {
  const end = new Date(new TZDate(2026, 9, 26, 9, 0, "Europe/Berlin").getTime());
  const [, last] = reminderInstants(new Date(end.getTime() - 10 * 86_400_000), end);
  expect(end.getTime() - (last as Date).getTime()).toBe(86_400_000);
});
