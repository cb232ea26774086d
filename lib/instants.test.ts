import { expect, test } from "vitest";

import { formatShortInstant, readings, spoken } from "@/lib/instants";

const at = new Date("2026-12-02T16:00:00Z");

test("an instant is told in the organisation's zone, in the viewer's own and in UTC", () => {
  expect(readings(at, "Europe/Berlin", "Asia/Tokyo")).toEqual([
    { text: "Wed 2 Dec 2026, 17:00", place: "Berlin, UTC+1" },
    { text: "Thu 3 Dec 2026, 01:00", place: "Tokyo, UTC+9 (you)" },
    { text: "Wed 2 Dec 2026, 16:00", place: "UTC" },
  ]);
});

test("a zone is told once, also when it is the viewer's, and while nobody knows where the viewer is", () => {
  const places = (...zones: [string, string?]) => readings(at, ...zones).map(({ place }) => place);
  expect(places("Europe/Berlin", "Europe/Berlin")).toEqual(["Berlin, UTC+1 (you)", "UTC"]);
  expect(places("Europe/Berlin", "UTC")).toEqual(["Berlin, UTC+1", "UTC"]);
  expect(places("UTC", "America/New_York")).toEqual(["UTC", "New York, UTC−5 (you)"]);
  expect(places("Europe/Berlin")).toEqual(["Berlin, UTC+1", "UTC"]);
});

test("whoever hears the readings hears them in one sentence", () => {
  expect(spoken(readings(at, "Europe/Berlin"))).toBe(
    "Wed 2 Dec 2026, 17:00 Berlin, UTC+1; Wed 2 Dec 2026, 16:00 UTC",
  );
});

test("what is due soon drops the year", () => {
  expect(formatShortInstant(new Date("2026-09-04T06:05:00Z"), "Europe/Berlin")).toBe("Fri 4 Sep, 08:05");
});
