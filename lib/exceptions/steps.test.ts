import { describe, expect, test } from "vitest";

import { dueAt, isSigned, openStep, wouldSettle } from "@/lib/exceptions/steps";
import type { Verdict } from "@/prisma/generated/enums";

const office = {
  zone: "Europe/Berlin",
  workingHours: { start: "09:00", end: "17:00" },
  workingDays: [1, 2, 3, 4, 5],
  holidays: ["2026-11-23"],
};
const friday = new Date("2026-11-20T09:00:00Z"); // 10:00 in Berlin

describe("by when each step is due (R11)", () => {
  test("three working days at low risk, two at moderate, one at high, four working hours at critical", () => {
    const openMonday = { ...office, holidays: [] };
    expect(dueAt(1, "low", friday, openMonday)).toEqual(new Date("2026-11-25T09:00:00Z"));
    expect(dueAt(1, "moderate", friday, openMonday)).toEqual(new Date("2026-11-24T09:00:00Z"));
    expect(dueAt(1, "high", friday, openMonday)).toEqual(new Date("2026-11-23T09:00:00Z"));
    expect(dueAt(1, "critical", friday, openMonday)).toEqual(new Date("2026-11-20T13:00:00Z"));
  });

  test("each later step has the full time after the one before", () => {
    const openMonday = { ...office, holidays: [] };
    expect(dueAt(2, "high", friday, openMonday)).toEqual(new Date("2026-11-24T09:00:00Z"));
    expect(dueAt(3, "critical", friday, openMonday)).toEqual(new Date("2026-11-23T13:00:00Z"));
  });

  test("weekends and holidays do not count", () => {
    expect(dueAt(1, "high", friday, office)).toEqual(new Date("2026-11-24T09:00:00Z"));
  });
});

type Drawn = { id: string; position: number; needed: number; decisions: { verdict: Verdict }[] };
const step = (position: number, needed: number, ...verdicts: Verdict[]): Drawn => ({
  id: `step ${position}`,
  position,
  needed,
  decisions: verdicts.map((verdict) => ({ verdict })),
});

test("a step is signed once as many have approved as it needs; a no signs nothing", () => {
  expect(isSigned(step(1, 1))).toBe(false);
  expect(isSigned(step(1, 1, "approve"))).toBe(true);
  expect(isSigned(step(1, 2, "approve"))).toBe(false);
  expect(isSigned(step(1, 2, "approve", "approve"))).toBe(true);
  expect(isSigned(step(1, 1, "reject"))).toBe(false);
  expect(isSigned(step(1, 1, "send_back"))).toBe(false);
});

test("the open step is the first that is not signed, in the order of positions", () => {
  expect(openStep([step(2, 1), step(1, 1)])?.position).toBe(1);
  expect(openStep([step(2, 1), step(1, 1, "approve")])?.position).toBe(2);
  expect(openStep([step(1, 2, "approve"), step(2, 1)])?.position).toBe(1);
  expect(openStep([step(1, 1, "approve"), step(2, 1, "approve")])).toBeUndefined();
});

test("an approval settles a request when nothing else is left open", () => {
  const [last, earlier] = [step(2, 1), step(1, 1, "approve")];
  expect(wouldSettle([earlier, last], last)).toBe(true);
  expect(wouldSettle([step(1, 1), last], last)).toBe(false);
  const half = step(1, 2, "approve");
  expect(wouldSettle([half], half)).toBe(true);
  const fresh = step(1, 2);
  expect(wouldSettle([fresh], fresh)).toBe(false);
});
