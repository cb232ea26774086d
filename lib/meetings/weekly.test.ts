import { expect, test } from "vitest";

import { nextWeekly } from "@/lib/meetings/weekly";

const next = (now: string, weekly = "Friday 10:00") =>
  nextWeekly(weekly, "Europe/Berlin", new Date(now)).toISOString();

test("the next meeting is this week until it begins, and at that instant the one of the week after", () => {
  expect(next("2026-11-20T08:59:59.999Z")).toBe("2026-11-20T09:00:00.000Z");
  expect(next("2026-11-20T09:00:00.000Z")).toBe("2026-11-27T09:00:00.000Z");
});

test("the day is the organisation's, not the server's", () => {
  // Sunday evening in UTC is Monday in Berlin.
  expect(next("2026-11-22T23:30:00Z", "Monday 09:00")).toBe("2026-11-23T08:00:00.000Z");
});

test("it stays at its hour when the clocks change", () => {
  expect(next("2026-10-23T12:00:00Z")).toBe("2026-10-30T09:00:00.000Z");
  expect(next("2026-10-16T12:00:00Z")).toBe("2026-10-23T08:00:00.000Z");
});
