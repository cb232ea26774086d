import { describe, expect, test } from "vitest";

import { readLength } from "@/lib/import/lengths";
import { type DateOrder, orderIn, readDate } from "@/lib/import/sheet-dates";

const zone = "Europe/Berlin";
const read = (words: string, order: DateOrder | null = null, ends = true) => {
  const date = readDate(words, { order, zone, ends });
  return date.ok ? date.at.toISOString() : date.why;
};

const lastMinute = "2026-11-25T22:59:00.000Z";

describe("what can be read in one way only needs no order", () => {
  test.each([
    "2026-11-25",
    "2026/11/25",
    "2026-11-25 23:59",
    "25 Nov 2026",
    "25-Nov-2026",
    "25/Nov/26",
    "25/Nov/26 11:59 PM",
    "November 25, 2026",
    "Wed 25 Nov 2026, 23:59",
    "25th November 2026",
    "25.11.2026",
    "25.11.26 23:59:30",
    "2026-11-25T22:59:00.000Z",
    "2026-11-25T23:59+01:00",
    "2026-11-25 22:59:00 UTC",
  ])("%s", (words) => {
    expect(read(words)).toBe(lastMinute);
  });

  test("a day without a time ends with its last minute and starts with its first", () => {
    expect(read("2026-11-25", null, true)).toBe("2026-11-25T22:59:00.000Z");
    expect(read("2026-11-25", null, false)).toBe("2026-11-24T23:00:00.000Z");
  });
});

describe("03/04/2026", () => {
  test("is the 3rd of April or the 4th of March, as whoever imports says", () => {
    expect(read("03/04/2026", "day")).toBe("2026-04-03T21:59:00.000Z");
    expect(read("03/04/2026", "month")).toBe("2026-03-04T22:59:00.000Z");
    expect(read("3-4-26", "day")).toBe("2026-04-03T21:59:00.000Z");
  });

  test("is never guessed at", () => {
    expect(read("03/04/2026")).toBe(
      "“03/04/2026” can be read in two ways: say whether the day or the month comes first",
    );
    expect(read("04/04/2026")).toBe("2026-04-04T21:59:00.000Z");
  });

  test("is asked for, and what proves the order is named", () => {
    expect(orderIn(["03/04/2026", "2026-11-25", ""])).toEqual({
      ambiguous: "03/04/2026",
      proven: null,
      by: "",
    });
    expect(orderIn(["03/04/2026", "25/04/2026"])).toMatchObject({ proven: "day", by: "25/04/2026" });
    expect(orderIn(["03/04/2026", "04/25/2026 17:00"])).toMatchObject({
      proven: "month",
      by: "04/25/2026 17:00",
    });
    expect(orderIn(["25/04/2026", "04/25/2026"])).toMatchObject({
      ambiguous: expect.any(String),
      proven: null,
    });
    expect(orderIn(["2026-04-03", "3 Apr 2026", "04/04/2026"])).toEqual({
      ambiguous: null,
      proven: null,
      by: "",
    });
  });
});

describe("no date", () => {
  test.each([
    ["46351", "“46351” is how a spreadsheet counts days: format the column as a date, and copy it again"],
    ["soon", "“soon” is no date"],
    ["2026-02-30", "“2026-02-30” is not in the calendar"],
    ["2026-02-30T10:00Z", "“2026-02-30T10:00Z” is not in the calendar"],
    ["31/04/2026", "“31/04/2026” is not in the calendar"],
    ["2026-11-25 25:00", "“25:00” is no time of day"],
    ["2026-11-25 13:00 PM", "“13:00 PM” is no time of day"],
  ])("%s", (words, why) => {
    expect(read(words, "day")).toBe(why);
  });

  test("an hour that summer time skips is none either", () => {
    expect(read("2026-03-29 02:30")).toBe("“2026-03-29 02:30” is not in the calendar");
    expect(read("2026-03-29 03:00")).toBe("2026-03-29T01:00:00.000Z");
  });
});

test.each([
  ["5", 432_000],
  ["5 days", 432_000],
  ["1.5 d", 129_600],
  ["72 hours", 259_200],
  ["2 Weeks", 1_209_600],
  ["0 days", null],
  ["-5", null],
  ["a week", null],
  ["5 months", null],
])("how long: %s", (words, seconds) => {
  expect(readLength(words)).toBe(seconds);
});
