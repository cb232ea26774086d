import { describe, expect, test } from "vitest";

import {
  type Asked,
  askedSentence,
  askedWindow,
  dayInSeconds,
  longestWindow,
  startFrom,
  whyCannotAsk,
} from "@/lib/exceptions/window";
import type { Risk } from "@/prisma/generated/enums";

const now = new Date("2026-11-20T12:00:00.000Z");
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
const day = dayInSeconds * 1000;

const asked = (changes: Partial<Asked>): Asked => ({
  askedStart: null,
  askedSeconds: null,
  askedEnd: null,
  ...changes,
});
const lengthOf = (askedSeconds: number) => asked({ askedSeconds });
const until = (askedEnd: Date) => asked({ askedEnd });

describe("the longest window by risk (R12)", () => {
  const days: Record<Risk, number> = { low: 30, moderate: 14, high: 7, critical: 3 };
  for (const [risk, longest] of Object.entries(days) as [Risk, number][]) {
    const limit = longestWindow(risk, false, []);

    test(`at ${risk} risk somebody may ask for ${longest} days, and not for a second more`, () => {
      expect(limit).toMatchObject({ seconds: longest * 86_400, riskSeconds: longest * 86_400 });
      expect(whyCannotAsk(lengthOf(longest * 86_400 - 1), limit, now, null)).toBeNull();
      expect(whyCannotAsk(lengthOf(longest * 86_400), limit, now, null)).toBeNull();
      expect(whyCannotAsk(lengthOf(longest * 86_400 + 1), limit, now, null)).toMatchObject({
        code: "too-long",
        fields: { "window.seconds": `Too long: ${limit.because}` },
      });
    });

    test(`at ${risk} risk a fixed end may stand ${longest} days ahead, and not a millisecond further`, () => {
      expect(whyCannotAsk(until(plus(now, longest * day)), limit, now, null)).toBeNull();
      expect(whyCannotAsk(until(plus(now, longest * day + 1)), limit, now, null)).toMatchObject({
        code: "too-long",
        fields: { "window.end": `Too long: ${limit.because}` },
      });
    });
  }

  test("the limit says which rule sets it", () => {
    expect(longestWindow("moderate", false, []).because).toBe("Moderate risk allows 14 days at most.");
    expect(longestWindow("low", true, []).because).toBe("An emergency allows 3 days at most.");
  });

  test("an emergency ends within 72 hours at every risk (R19)", () => {
    for (const risk of Object.keys(days) as Risk[]) {
      expect(longestWindow(risk, true, []).seconds).toBe(72 * 3600);
    }
  });

  test("a policy may set less than the risk, and the shortest policy counts", () => {
    const policies = [
      { key: "SEC-014", longestSeconds: 5 * 86_400 },
      { key: "SEC-002", longestSeconds: 2 * 86_400 },
      { key: "DAT-001", longestSeconds: null },
    ];
    const limit = longestWindow("high", false, policies);
    expect(limit).toEqual({
      riskSeconds: 7 * 86_400,
      seconds: 2 * 86_400,
      because: "SEC-002 allows 2 days at most.",
    });
    expect(whyCannotAsk(lengthOf(2 * 86_400), limit, now, null)).toBeNull();
    expect(whyCannotAsk(lengthOf(2 * 86_400 + 1), limit, now, null)).toMatchObject({
      message: "Too long: SEC-002 allows 2 days at most.",
    });
  });

  test("a policy never sets more than the risk, and one that sets the same is not named", () => {
    const limit = longestWindow("critical", false, [
      { key: "SEC-014", longestSeconds: 30 * 86_400 },
      { key: "SEC-002", longestSeconds: 3 * 86_400 },
    ]);
    expect(limit).toMatchObject({ seconds: 3 * 86_400, because: "Critical risk allows 3 days at most." });
  });
});

describe("what may be asked (R7)", () => {
  const limit = longestWindow("moderate", false, []);

  test("a later start may be this very moment, and not a millisecond ago", () => {
    expect(whyCannotAsk(asked({ askedStart: now, askedSeconds: 60 }), limit, now, null)).toBeNull();
    expect(
      whyCannotAsk(asked({ askedStart: plus(now, -1), askedSeconds: 60 }), limit, now, null),
    ).toMatchObject({
      fields: { "window.start": "The start has passed. Leave it empty to start at approval." },
    });
  });

  test("a fixed end is measured from the later start that was asked for", () => {
    const askedStart = plus(now, 10 * day);
    const ends = (ms: number) =>
      whyCannotAsk({ askedStart, askedSeconds: null, askedEnd: plus(askedStart, ms) }, limit, now, null);
    expect(ends(14 * day)).toBeNull();
    expect(ends(14 * day + 1)).toMatchObject({ code: "too-long" });
  });

  test("an end that does not come after its start is no window", () => {
    const refusal = { fields: { "window.end": "The end comes before the start." } };
    expect(whyCannotAsk(until(plus(now, 1)), limit, now, null)).toBeNull();
    expect(whyCannotAsk(until(now), limit, now, null)).toMatchObject(refusal);
    const askedStart = plus(now, day);
    expect(
      whyCannotAsk({ askedStart, askedSeconds: null, askedEnd: plus(now, day - 1) }, limit, now, null),
    ).toMatchObject(refusal);
  });

  test("an extension is measured from the end of the earlier exception and takes no start of its own (R16)", () => {
    const earlierEnds = plus(now, 3 * day);
    expect(whyCannotAsk(until(plus(earlierEnds, 14 * day)), limit, now, earlierEnds)).toBeNull();
    expect(whyCannotAsk(until(plus(earlierEnds, 14 * day + 1)), limit, now, earlierEnds)).toMatchObject({
      code: "too-long",
    });
    expect(whyCannotAsk(until(earlierEnds), limit, now, earlierEnds)).toMatchObject({
      message: "The end comes before the start.",
    });
    expect(
      whyCannotAsk(asked({ askedStart: plus(now, day), askedSeconds: 60 }), limit, now, earlierEnds),
    ).toMatchObject({
      fields: { "window.start": "An extension starts where the earlier exception ends." },
    });
  });

  test("the window starts at the latest of now, the asked start and the earlier end", () => {
    const soon = plus(now, day);
    const later = plus(now, 2 * day);
    expect(startFrom({ askedStart: null }, now, null)).toEqual(now);
    expect(startFrom({ askedStart: plus(now, -day) }, now, null)).toEqual(now);
    expect(startFrom({ askedStart: soon }, now, null)).toEqual(soon);
    expect(startFrom({ askedStart: soon }, now, later)).toEqual(later);
    expect(startFrom({ askedStart: null }, now, plus(now, -1))).toEqual(now);
  });

  test("a form's length or end is stored as asked, never both", () => {
    expect(askedWindow({ kind: "length", seconds: 60, start: "2026-11-21T09:00:00+01:00" })).toEqual({
      askedStart: new Date("2026-11-21T08:00:00Z"),
      askedSeconds: 60,
      askedEnd: null,
    });
    expect(askedWindow({ kind: "until", end: "2026-11-23T09:00:00+05:45" })).toEqual({
      askedStart: null,
      askedSeconds: null,
      askedEnd: new Date("2026-11-23T03:15:00Z"),
    });
  });

  test("what was asked reads as a phrase", () => {
    const written = { start: "Mon 23 Nov, 09:00", end: "Wed 25 Nov, 12:00" };
    expect(askedSentence(lengthOf(5 * 86_400), {})).toBe("5 days from approval");
    expect(askedSentence(lengthOf(5 * 86_400), written)).toBe("5 days from Mon 23 Nov, 09:00");
    expect(askedSentence(until(now), { end: written.end })).toBe("from approval until Wed 25 Nov, 12:00");
    expect(askedSentence(until(now), written)).toBe("from Mon 23 Nov, 09:00 until Wed 25 Nov, 12:00");
  });
});
