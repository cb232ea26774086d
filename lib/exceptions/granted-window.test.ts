// What becomes of a window at approval: from when to when, and what an approver may change of it (R7, R8).

import { describe, expect, test } from "vitest";

import { formatInstant } from "@/lib/dates";
import { dayInSeconds, secondsBetween, whyWider, windowAt } from "@/lib/exceptions/window";

const now = new Date("2026-11-20T12:00:00.000Z");
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
const day = dayInSeconds * 1000;
const fiveDays = {
  askedStart: null,
  askedSeconds: 5 * dayInSeconds,
  askedEnd: null,
  limitSeconds: 14 * dayInSeconds,
};
const untilWednesday = {
  askedStart: null,
  askedSeconds: null,
  askedEnd: plus(now, 5 * day),
  limitSeconds: 14 * dayInSeconds,
};

describe("the window at approval", () => {
  test("waiting never eats a length: five days are five days from whenever it is approved (lesson 2)", () => {
    const monday = plus(now, 3 * day);
    expect(windowAt(fiveDays, [], monday, null)).toEqual({
      startsAt: monday,
      endsAt: plus(monday, 5 * day),
    });
  });

  test("a fixed end stands still while the request waits", () => {
    const monday = plus(now, 3 * day);
    expect(windowAt(untilWednesday, [], monday, null)).toEqual({
      startsAt: monday,
      endsAt: plus(now, 5 * day),
    });
  });

  test("a length counts from the later start that was asked for", () => {
    const askedStart = plus(now, 2 * day);
    expect(windowAt({ ...fiveDays, askedStart }, [], now, null)).toEqual({
      startsAt: askedStart,
      endsAt: plus(askedStart, 5 * day),
    });
    const late = plus(askedStart, 1);
    expect(windowAt({ ...fiveDays, askedStart }, [], late, null)).toEqual({
      startsAt: late,
      endsAt: plus(late, 5 * day),
    });
  });

  test("an extension starts at the earlier end, with no gap and no overlap, or now when that has passed (R16)", () => {
    const earlierEnds = plus(now, day);
    expect(windowAt(fiveDays, [], now, earlierEnds)).toEqual({
      startsAt: earlierEnds,
      endsAt: plus(earlierEnds, 5 * day),
    });
    expect(windowAt(fiveDays, [], earlierEnds, earlierEnds)).toMatchObject({ startsAt: earlierEnds });
    expect(windowAt(fiveDays, [], plus(earlierEnds, 1), earlierEnds)).toMatchObject({
      startsAt: plus(earlierEnds, 1),
    });
  });

  test("a fixed end that has come leaves no window; a millisecond before there is one", () => {
    const { askedEnd } = untilWednesday;
    expect(windowAt(untilWednesday, [], plus(askedEnd, -1), null)).toEqual({
      startsAt: plus(askedEnd, -1),
      endsAt: askedEnd,
    });
    expect(windowAt(untilWednesday, [], askedEnd, null)).toBeNull();
  });

  test("a fixed end that the limit does not reach is cut to the limit", () => {
    const far = { ...untilWednesday, askedEnd: plus(now, 20 * day) };
    expect(windowAt(far, [], now, null)).toEqual({ startsAt: now, endsAt: plus(now, 14 * day) });
  });

  test("of several grants the shortest counts, whichever came first", () => {
    const grants = [
      { grantedSeconds: 3 * dayInSeconds },
      { grantedSeconds: null },
      { grantedSeconds: 2 * dayInSeconds },
    ];
    const shortest = { startsAt: now, endsAt: plus(now, 2 * day) };
    expect(windowAt(fiveDays, grants, now, null)).toEqual(shortest);
    expect(windowAt(fiveDays, grants.reverse(), now, null)).toEqual(shortest);
  });

  test("a granted end cuts a length, and a granted length cuts a fixed end", () => {
    expect(windowAt(fiveDays, [{ grantedEnd: plus(now, day) }], now, null)?.endsAt).toEqual(plus(now, day));
    expect(windowAt(untilWednesday, [{ grantedSeconds: 3600 }], now, null)?.endsAt).toEqual(
      plus(now, 3_600_000),
    );
    expect(windowAt(untilWednesday, [{ grantedEnd: null }], now, null)?.endsAt).toEqual(
      untilWednesday.askedEnd,
    );
  });

  test("a grant that is longer than what was asked gives nothing more", () => {
    expect(windowAt(fiveDays, [{ grantedSeconds: 9 * dayInSeconds }], now, null)?.endsAt).toEqual(
      plus(now, 5 * day),
    );
  });
});

describe("a day is 86,400 seconds, also in a night when the clocks change", () => {
  // Approved at noon before the night, in the zone's own time; the wall clock of the end tells what the night did.
  const nights = [
    ["Europe/Berlin", "2027-03-27T11:00:00Z", "Sat 27 Mar 2027, 12:00", "Sun 28 Mar 2027, 13:00"],
    ["Europe/Berlin", "2026-10-24T10:00:00Z", "Sat 24 Oct 2026, 12:00", "Sun 25 Oct 2026, 11:00"],
    ["America/New_York", "2027-03-13T17:00:00Z", "Sat 13 Mar 2027, 12:00", "Sun 14 Mar 2027, 13:00"],
    ["America/Santiago", "2027-04-03T15:00:00Z", "Sat 3 Apr 2027, 12:00", "Sun 4 Apr 2027, 11:00"],
    ["Australia/Lord_Howe", "2027-04-03T01:00:00Z", "Sat 3 Apr 2027, 12:00", "Sun 4 Apr 2027, 11:30"],
    ["Pacific/Auckland", "2027-04-02T23:00:00Z", "Sat 3 Apr 2027, 12:00", "Sun 4 Apr 2027, 11:00"],
    ["Asia/Kathmandu", "2027-03-28T06:15:00Z", "Sun 28 Mar 2027, 12:00", "Mon 29 Mar 2027, 12:00"],
  ] as const;

  for (const [zone, approved, start, end] of nights) {
    test(`one day from ${start} in ${zone} ends ${end}`, () => {
      const window = windowAt({ ...fiveDays, askedSeconds: dayInSeconds }, [], new Date(approved), null);
      expect(window && secondsBetween(window.startsAt, window.endsAt)).toBe(86_400);
      expect(window && [window.startsAt, window.endsAt].map((at) => formatInstant(at, zone))).toEqual([
        start,
        end,
      ]);
    });
  }

  test("a window runs through 29 February and through the new year by the second", () => {
    const from = (instant: string) =>
      windowAt({ ...fiveDays, askedSeconds: 2 * dayInSeconds }, [], new Date(instant), null)?.endsAt;
    expect(from("2028-02-28T12:00:00Z")).toEqual(new Date("2028-03-01T12:00:00Z"));
    expect(from("2027-02-28T12:00:00Z")).toEqual(new Date("2027-03-02T12:00:00Z"));
    expect(from("2026-12-30T23:59:59.999Z")).toEqual(new Date("2027-01-01T23:59:59.999Z"));
  });
});

describe("an approver may shorten and never widen (R8)", () => {
  test("a granted length may be what was asked, and not a second more", () => {
    expect(whyWider(fiveDays, { grantedSeconds: 5 * dayInSeconds }, now, null)).toBeNull();
    expect(whyWider(fiveDays, { grantedSeconds: 5 * dayInSeconds + 1 }, now, null)).toMatchObject({
      code: "too-long",
      message: "An approver may shorten and never widen: 5 days at most.",
    });
  });

  test("against a fixed end, a granted length is held to the limit", () => {
    expect(whyWider(untilWednesday, { grantedSeconds: 14 * dayInSeconds }, now, null)).toBeNull();
    expect(whyWider(untilWednesday, { grantedSeconds: 14 * dayInSeconds + 1 }, now, null)).toMatchObject({
      code: "too-long",
    });
  });

  test("a granted end may be the asked end, and not a millisecond later", () => {
    expect(whyWider(untilWednesday, { grantedEnd: untilWednesday.askedEnd }, now, null)).toBeNull();
    expect(
      whyWider(untilWednesday, { grantedEnd: plus(untilWednesday.askedEnd, 1) }, now, null),
    ).toMatchObject({
      message: "An approver may shorten and never widen: the asked end is the latest.",
    });
  });

  test("a granted end lies ahead: a millisecond is enough, this moment is not", () => {
    expect(whyWider(fiveDays, { grantedEnd: plus(now, 1) }, now, null)).toBeNull();
    expect(whyWider(fiveDays, { grantedEnd: now }, now, null)).toMatchObject({
      message: "The granted end has passed.",
    });
  });

  test("a granted end that comes before the window starts would leave nothing to approve, and is refused", () => {
    const refusal = { code: "too-long", message: "The granted end comes before the window starts." };
    const askedStart = plus(now, 2 * day);
    expect(whyWider({ ...fiveDays, askedStart }, { grantedEnd: plus(askedStart, 1) }, now, null)).toBeNull();
    expect(whyWider({ ...fiveDays, askedStart }, { grantedEnd: askedStart }, now, null)).toMatchObject(
      refusal,
    );

    const earlierEnds = plus(now, 3 * day);
    expect(whyWider(fiveDays, { grantedEnd: plus(earlierEnds, 1) }, now, earlierEnds)).toBeNull();
    expect(whyWider(fiveDays, { grantedEnd: earlierEnds }, now, earlierEnds)).toMatchObject(refusal);
  });

  test("an approval that grants nothing of its own takes what was asked", () => {
    expect(whyWider(fiveDays, {}, now, null)).toBeNull();
    expect(whyWider(untilWednesday, { grantedSeconds: null, grantedEnd: null }, now, null)).toBeNull();
  });
});

test("lengths are rounded up to whole seconds, so that a limit is never overrun by a fraction", () => {
  expect(secondsBetween(now, plus(now, 1000))).toBe(1);
  expect(secondsBetween(now, plus(now, 1001))).toBe(2);
});
