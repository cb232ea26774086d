// R20: a vague reason is called vague, and a good one is left in peace. Every other of 200 reasons was used to find the
// thresholds (with those of the demo); the figures are those of the rest.

import { describe, expect, test } from "vitest";

import { readReason } from "@/lib/exceptions/vague-reason";
import { goodReasons, poorReasons } from "@/lib/testing/reasons";

const half = (reasons: string[], which: 0 | 1) => reasons.filter((_, index) => index % 2 === which);
const flagged = (reasons: string[]) => reasons.filter((reason) => readReason(reason).isVague);
const shareFlagged = (reasons: string[]) => (100 * flagged(reasons).length) / reasons.length;

describe.each([
  ["the half it was tuned on", 0],
  ["the half it never saw", 1],
] as const)("on %s", (_, which) => {
  const [good, poor] = [half(goodReasons, which), half(poorReasons, which)];

  test(`of ${poor.length} poor reasons ${shareFlagged(poor)} % are flagged, 95 at least`, () => {
    expect(shareFlagged(poor)).toBeGreaterThanOrEqual(95);
  });

  test(`of ${good.length} good reasons ${shareFlagged(good)} % are flagged, 5 at most`, () => {
    expect(shareFlagged(good)).toBeLessThanOrEqual(5);
  });
});

test("there are a hundred of each, and none twice", () => {
  expect(new Set(goodReasons).size).toBe(100);
  expect(new Set(poorReasons).size).toBe(100);
});

describe("it says what is left out, and what the reason is made of instead", () => {
  test.each([
    ["Needed for business.", ["business"], ["what happens to what", "a name or a number", "a date"]],
    ["We need it until Friday.", [], ["what happens to what", "a name or a number"]],
    [
      "Temporary access is required for operational reasons.",
      ["Temporary", "required", "operational", "reasons"],
      ["what happens to what", "a name or a number", "a date"],
    ],
  ])("%s", (reason, filler, missing) => {
    expect(readReason(reason)).toEqual({ isVague: true, filler, missing });
  });

  test("a ticket's number says nothing here", () => {
    expect(readReason("See OPS-4711 for all of this.").isVague).toBe(true);
    expect(readReason("Same as EX-1012, EX-1013 and EX-1014.").isVague).toBe(true);
  });

  test("short is not vague, and long is not precise", () => {
    expect(readReason("Badge readers from Brno arrive on Thursday.").isVague).toBe(false);
    expect(readReason(poorReasons.at(-10) ?? "").isVague).toBe(true);
  });

  test("nothing is vague, too", () => {
    expect(readReason("").isVague).toBe(true);
    expect(readReason("   \n ").isVague).toBe(true);
  });

  test("office talk does not hide a reason that says something", () => {
    const [good = ""] = goodReasons;
    expect(readReason(`${good} Please approve this request as soon as possible, thank you.`).isVague).toBe(
      false,
    );
  });
});
