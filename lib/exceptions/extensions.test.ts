// The rules of an extension without a register: who decides more (R16), what a third renewal brings (R17), and time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addWorkingHours, type WorkingCalendar } from "@/lib/dates";
import {
  askBy,
  groupsAboveEarlierApprovers,
  type Link,
  overAt,
  secondsSoFar,
  whyNoPlan,
} from "@/lib/exceptions/extensions";
import type { Risk } from "@/prisma/generated/enums";

const noon = new Date("2026-11-20T12:00:00.000Z");
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);

const names = ["Security", "Data protection", "Risk committee", "Executive forum", "Finance"];
const risk = fc.constantFrom<Risk>("low", "moderate", "high", "critical");
const pools = fc
  .array(fc.option(fc.nat(names.length - 1)), { minLength: names.length, maxLength: names.length })
  .map((above) =>
    names.map((name, index) => {
      const over = above[index] ?? null;
      return { id: name, name, aboveId: over === null || over === index ? null : (names[over] ?? null) };
    }),
  );

describe("the groups above those that approved the earlier one (R16)", () => {
  const earlier = fc.option(
    fc.subarray(names).map((approvedByGroupIds) => ({ number: 1042, approvedByGroupIds })),
  );

  test("at high and critical risk each of them decides, and no other; below that none does", () => {
    fc.assert(
      fc.property(risk, earlier, pools, (level, before, groups) => {
        const added = groupsAboveEarlierApprovers(level, before, groups).map(({ group }) => group.id);
        const above = groups
          .filter(({ id }) => before?.approvedByGroupIds.includes(id))
          .flatMap(({ aboveId }) => aboveId ?? []);
        expect(added.sort()).toEqual(level === "low" || level === "moderate" ? [] : above.sort());
      }),
    );
  });

  test("each says which group it stands above, and what that one approved", () => {
    const groups = [
      { id: "s", name: "Security", aboveId: "r" },
      { id: "r", name: "Risk committee", aboveId: null },
    ];
    expect(
      groupsAboveEarlierApprovers("high", { number: 1042, approvedByGroupIds: ["s", "r"] }, groups),
    ).toEqual([{ group: groups[1], because: "Above Security, which approved EX-1042" }]);
  });
});

describe("the plan of a third renewal (R17)", () => {
  test("is asked of every renewal from the third on and of none before, whatever the day", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: -30, max: 800 }), (renewal, inDays) => {
        const by = hours(inDays * 24)
          .toISOString()
          .slice(0, 10);
        const refusal = whyNoPlan({ plan: "A feed of our own.", by }, renewal, noon);
        expect(refusal === null).toBe(renewal < 3 || (inDays >= 1 && inDays <= 365));
        expect(whyNoPlan(undefined, renewal, noon) === null).toBe(renewal < 3);
      }),
    );
  });

  test("a plan that says nothing is none", () => {
    expect(whyNoPlan({ plan: "", by: "2027-03-01" }, 3, noon)).toMatchObject({
      fields: { "remediation.plan": expect.stringContaining("design problem") },
    });
  });
});

describe("time", () => {
  const link = (startsAt: Date | null, endsAt: Date | null, closedAt: Date | null = null): Link => ({
    ...{ number: 1042, status: "active", renewal: 0 },
    ...{ startsAt, endsAt, closedAt },
  });

  test("what was closed early counts until then, what was closed late until its end", () => {
    expect(overAt(link(noon, hours(10), hours(4)))).toEqual(hours(4));
    expect(overAt(link(noon, hours(10), hours(12)))).toEqual(hours(10));
    expect(overAt(link(noon, hours(10)))).toEqual(hours(10));
  });

  test("only the time that has passed counts, and gaps do not", () => {
    const chain = [
      link(hours(-48), hours(-24)),
      link(hours(-12), hours(12)),
      link(hours(12), hours(36)),
      link(null, null),
    ];
    expect(secondsSoFar(chain, noon)).toBe(36 * 3600);
    expect(secondsSoFar([], noon)).toBe(0);
  });

  const calendar: WorkingCalendar = {
    zone: "Europe/Berlin",
    workingHours: { start: "09:00", end: "17:00" },
    workingDays: [1, 2, 3, 4, 5],
    holidays: [],
  };

  test("a high request needs two working days, so one that ends on Wednesday is asked for by Monday", () => {
    const lastDue = (filedAt: Date) => addWorkingHours(filedAt, 16, calendar);
    const wednesday = new Date("2026-11-25T12:00:00.000Z");
    expect(askBy(lastDue, wednesday, noon)).toEqual(new Date("2026-11-23T12:00:00.000Z"));
    expect(askBy(lastDue, new Date("2026-11-24T11:59:00.000Z"), noon)).toBeNull();
    expect(askBy(lastDue, new Date("2026-11-24T12:00:00.000Z"), noon)).toEqual(noon);
  });

  test("asked at that minute every step falls due in time, and a minute later it does not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40 }), (ends, needed) => {
        const lastDue = (filedAt: Date) => addWorkingHours(filedAt, needed, calendar);
        const by = askBy(lastDue, hours(ends), noon);
        expect(by === null).toBe(lastDue(noon) > hours(ends));
        if (!by) return;
        expect(lastDue(by) <= hours(ends)).toBe(true);
        const later = new Date(by.getTime() + 60_000);
        expect(lastDue(later) > hours(ends) || later > hours(ends)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
