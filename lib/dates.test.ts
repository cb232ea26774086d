import { expect, test } from "vitest";

import {
  addWorkingDays,
  addWorkingHours,
  formatDay,
  formatEnd,
  formatInstant,
  formatLength,
  formatOffset,
  formatShortDay,
  fromLocalInput,
  relative,
  toLocalInput,
  type WorkingCalendar,
  workingHoursBetween,
} from "@/lib/dates";

const berlin = "Europe/Berlin";
// Friday, 09:41 in Berlin.
const now = new Date("2026-11-20T08:41:00Z");
const calendar: WorkingCalendar = {
  zone: berlin,
  workingHours: { start: "09:00", end: "17:00" },
  workingDays: [1, 2, 3, 4, 5],
  holidays: ["2026-12-25"],
};

function after(milliseconds: number) {
  return new Date(now.getTime() + milliseconds);
}

test("an instant reads in the organisation's zone, wherever the server stands (lesson 16)", () => {
  const at = new Date("2026-12-02T16:00:00Z");
  expect(formatInstant(at, berlin)).toBe("Wed 2 Dec 2026, 17:00");
  expect(formatInstant(at, "Asia/Kathmandu")).toBe("Wed 2 Dec 2026, 21:45");
  expect(formatInstant(at, "UTC")).toBe("Wed 2 Dec 2026, 16:00");
});

test("a day never slips by one in either direction", () => {
  expect(formatDay(new Date("2026-12-01T23:30:00Z"), berlin)).toBe("Wed 2 Dec 2026");
  expect(formatDay(new Date("2026-12-02T04:30:00Z"), "America/New_York")).toBe("Tue 1 Dec 2026");
  expect(formatShortDay(new Date("2026-12-01T23:30:00Z"), berlin)).toBe("Wed 2 Dec");
});

test("a zone is told by its distance from UTC at that instant", () => {
  expect(formatOffset(new Date("2026-12-02T16:00:00Z"), berlin)).toBe("UTC+1");
  expect(formatOffset(new Date("2026-07-02T16:00:00Z"), berlin)).toBe("UTC+2");
  expect(formatOffset(now, "Asia/Kathmandu")).toBe("UTC+5:45");
  expect(formatOffset(now, "America/New_York")).toBe("UTC−5");
  expect(formatOffset(now, "UTC")).toBe("UTC");
});

test("what is left is counted in days, below 48 hours in hours, below one hour in minutes", () => {
  expect(relative(after(12 * 86_400_000 + 7 * 3_600_000), now)).toBe("in 12 days");
  expect(relative(after(48 * 3_600_000), now)).toBe("in 2 days");
  expect(relative(after(48 * 3_600_000 - 1), now)).toBe("in 47 hours");
  expect(relative(after(3_600_000), now)).toBe("in 1 hour");
  expect(relative(after(3_600_000 - 1), now)).toBe("in 59 minutes");
  expect(relative(after(59_999), now)).toBe("in less than a minute");
  expect(relative(after(-3 * 3_600_000), now)).toBe("3 hours ago");
  expect(relative(after(-30_000), now)).toBe("just now");
});

test("the end itself is no longer before the end", () => {
  const end = new Date("2026-12-02T16:00:00Z");
  const justBefore = new Date(end.getTime() - 1);
  expect(formatEnd(end, justBefore, berlin)).toBe("in less than a minute · Wed 2 Dec 2026, 17:00");
  expect(formatEnd(end, end, berlin)).toBe("ended just now · Wed 2 Dec 2026, 17:00");
  expect(formatEnd(end, now, berlin)).toBe("in 12 days · Wed 2 Dec 2026, 17:00");
  expect(formatEnd(after(-3 * 3_600_000), now, berlin)).toBe("ended 3 hours ago · Fri 20 Nov 2026, 06:41");
});

test("a length is exact, and an emergency's is told in hours", () => {
  expect(formatLength(5 * 86_400)).toBe("5 days");
  expect(formatLength(86_400)).toBe("1 day");
  expect(formatLength(30 * 3_600)).toBe("1 day 6 hours");
  expect(formatLength(72 * 3_600, "hours")).toBe("72 hours");
  expect(formatLength(5_400)).toBe("1 hour 30 minutes");
  expect(formatLength(61)).toBe("1 minute 1 second");
  expect(formatLength(0)).toBe("0 minutes");
});

test("a working day ends at the same time of the next working day, and a weekend does not count", () => {
  expect(addWorkingDays(now, 1, calendar)).toEqual(new Date("2026-11-23T08:41:00Z"));
  expect(addWorkingDays(new Date("2026-11-21T10:00:00Z"), 1, calendar)).toEqual(
    new Date("2026-11-23T16:00:00Z"),
  );
});

test("what is asked after hours starts to count the next morning", () => {
  const evening = new Date("2026-11-19T19:00:00Z");
  expect(addWorkingHours(evening, 1, calendar)).toEqual(new Date("2026-11-20T09:00:00Z"));
});

test("working time that fits ends today, to the minute of closing; one millisecond more goes to Monday", () => {
  const hoursLeft = 7 + 19 / 60;
  expect(addWorkingHours(now, hoursLeft, calendar)).toEqual(new Date("2026-11-20T16:00:00Z"));
  expect(addWorkingHours(now, hoursLeft + 1 / 3_600_000, calendar)).toEqual(
    new Date("2026-11-23T08:00:00.001Z"),
  );
});

test("the working time between two instants is what leads from one to the other", () => {
  const monday = new Date("2026-11-23T10:00:00Z");
  expect(workingHoursBetween(now, monday, calendar)).toBe(7 + 19 / 60 + 2);
  expect(workingHoursBetween(monday, now, calendar)).toBe(0);
  const saturday = new Date("2026-11-21T10:00:00Z");
  expect(workingHoursBetween(saturday, new Date("2026-11-22T10:00:00Z"), calendar)).toBe(0);
  for (const hours of [0.5, 8, 21])
    expect(workingHoursBetween(now, addWorkingHours(now, hours, calendar), calendar)).toBeCloseTo(hours, 6);
});

test("a holiday is no working day", () => {
  const christmasEve = new Date("2026-12-24T15:00:00Z");
  expect(addWorkingHours(christmasEve, 2, calendar)).toEqual(new Date("2026-12-28T09:00:00Z"));
});

test("working hours keep to the wall clock when summer time ends in between", () => {
  const fridayInSummer = new Date("2026-10-23T13:00:00Z");
  expect(addWorkingDays(fridayInSummer, 1, calendar)).toEqual(new Date("2026-10-26T14:00:00Z"));
});

test("a typed time is read in the organisation's zone and comes back as typed", () => {
  const at = fromLocalInput("2026-12-02T17:00", berlin);
  expect(at).toEqual(new Date("2026-12-02T16:00:00Z"));
  expect(toLocalInput(at as Date, berlin)).toBe("2026-12-02T17:00");
});

test("a time that does not exist is refused: half typed, no such day, or skipped by summer time", () => {
  expect(fromLocalInput("2026-12-02", berlin)).toBeNull();
  expect(fromLocalInput("2026-02-30T10:00", berlin)).toBeNull();
  expect(fromLocalInput("2026-03-29T02:30", berlin)).toBeNull();
});
