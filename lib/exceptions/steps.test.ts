import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  dueTimes,
  isSigned,
  openSteps,
  stepToSign,
  whyCannotApprove,
  wouldSettle,
} from "@/lib/exceptions/steps";
import type { Risk, Verdict } from "@/prisma/generated/enums";

const office = {
  zone: "Europe/Berlin",
  workingHours: { start: "09:00", end: "17:00" },
  workingDays: [1, 2, 3, 4, 5],
  holidays: ["2026-11-23"],
};
const friday = new Date("2026-11-20T09:00:00Z"); // 10:00 in Berlin

describe("by when each step is due (R11)", () => {
  const openMonday = { ...office, holidays: [] as string[] };
  const due = (risk: Risk, stages: number[], calendar = openMonday) =>
    dueTimes(
      stages.map((stage) => ({ stage, dueHours: null })),
      risk,
      friday,
      calendar,
    ).map((at) => at.toISOString().slice(0, 16));

  test("three working days at low risk, two at moderate, one at high, four working hours at critical", () => {
    expect(due("low", [1])).toEqual(["2026-11-25T09:00"]);
    expect(due("moderate", [1])).toEqual(["2026-11-24T09:00"]);
    expect(due("high", [1])).toEqual(["2026-11-23T09:00"]);
    expect(due("critical", [1])).toEqual(["2026-11-20T13:00"]);
  });

  test("each later stage has the full time after the one before", () => {
    expect(due("high", [1, 2])).toEqual(["2026-11-23T09:00", "2026-11-24T09:00"]);
    expect(due("critical", [1, 2, 3]).at(-1)).toBe("2026-11-23T13:00");
  });

  test("steps of one stage are due together, and the next stage counts from there", () => {
    expect(due("high", [1, 1, 2])).toEqual(["2026-11-23T09:00", "2026-11-23T09:00", "2026-11-24T09:00"]);
  });

  test("a rule may set its own hours, and the next stage counts from the latest of the stage before", () => {
    const steps = [
      { stage: 1, dueHours: 2 },
      { stage: 1, dueHours: null },
      { stage: 2, dueHours: 4 },
    ];
    const told = dueTimes(steps, "high", friday, openMonday).map((at) => at.toISOString().slice(0, 16));
    expect(told).toEqual(["2026-11-20T11:00", "2026-11-23T09:00", "2026-11-23T13:00"]);
  });

  test("weekends and holidays do not count", () => {
    expect(due("high", [1], office)).toEqual(["2026-11-24T09:00"]);
  });
});

const step = (position: number, needed: number, ...verdicts: Verdict[]) => ({
  id: `step ${position}`,
  position,
  stage: null as number | null,
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

describe("the open steps", () => {
  const open = (...steps: ReturnType<typeof step>[]) => openSteps(steps).map(({ position }) => position);

  test("without stages, the first that is not signed, in the order of positions", () => {
    expect(open(step(2, 1), step(1, 1))).toEqual([1]);
    expect(open(step(2, 1), step(1, 1, "approve"))).toEqual([2]);
    expect(open(step(1, 2, "approve"), step(2, 1))).toEqual([1]);
    expect(open(step(1, 1, "approve"), step(2, 1, "approve"))).toEqual([]);
  });

  test("all that are not signed of the first stage; the next opens when every one of them is", () => {
    const at = (stage: number, one: ReturnType<typeof step>) => ({ ...one, stage });
    expect(open(at(1, step(1, 1)), at(1, step(2, 1)), at(2, step(3, 1)))).toEqual([1, 2]);
    expect(open(at(1, step(1, 1, "approve")), at(1, step(2, 1)), at(2, step(3, 1)))).toEqual([2]);
    expect(open(at(1, step(1, 1, "approve")), at(1, step(2, 1, "approve")), at(2, step(3, 1)))).toEqual([3]);
  });
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

describe("which step somebody signs who sits in several of the groups (R5)", () => {
  const seated = (position: number, stage: number, needed: number, ...memberIds: string[]) => ({
    ...step(position, needed),
    stage,
    groupName: `Group ${position}`,
    memberIds,
  });
  const chosen = (steps: ReturnType<typeof seated>[], who = "Ada", barred: string[] = []) =>
    stepToSign({ emergency: false, steps, barredIds: new Set(barred) }, who)?.step.position;
  const refused = (steps: ReturnType<typeof seated>[], id = "Ada") =>
    whyCannotApprove({ emergency: false, steps, barredIds: new Set() }, { id })?.message;

  test("of two that are open at once, the one that leaves the other to somebody", () => {
    expect(chosen([seated(1, 1, 1, "Ada", "Ben"), seated(2, 1, 1, "Ada")])).toBe(2);
    expect(chosen([seated(1, 1, 1, "Ada"), seated(2, 1, 1, "Ada", "Ben")])).toBe(1);
    expect(chosen([seated(1, 1, 1, "Ada", "Ben"), seated(2, 1, 1, "Ada", "Ben")])).toBe(1);
  });

  test("who alone can sign a later step does not approve the early one, and is told", () => {
    const steps = [seated(1, 1, 1, "Ada", "Ben"), seated(2, 2, 1, "Ada")];
    expect(refused(steps)).toBe(
      "Group 2 needs you later, and nobody signs twice. Leave Group 1 to somebody else in it.",
    );
    expect(refused(steps, "Ben")).toBeUndefined();
  });

  test("where nobody could sign all of it anyway, nobody is held back", () => {
    expect(refused([seated(1, 1, 1, "Ada"), seated(2, 2, 1, "Ada")])).toBeUndefined();
  });

  test("whoever signs when they may, in whatever order, nobody is ever stranded", () => {
    const names = ["Ada", "Ben", "Cy", "Dan"];
    const drawn = fc.array(
      fc.record({
        members: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
        stage: fc.integer({ min: 1, max: 3 }),
        needed: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    let finished = 0;
    fc.assert(
      fc.property(
        drawn,
        fc.array(fc.constantFrom(...names), { maxLength: 40 }),
        fc.boolean(),
        (groups, order, emergency) => {
          const steps = groups.map(({ members, stage, needed }, index) =>
            seated(index + 1, stage, needed, ...members),
          );
          const decided: string[] = [];
          const couldBeSigned = allSigned(steps, decided);
          for (const name of [...order, ...names, ...names, ...names, ...names]) {
            if (decided.includes(name)) continue;
            const found = stepToSign({ emergency, steps, barredIds: new Set(decided) }, name);
            if (!found || found.stranded) continue;
            found.step.decisions.push({ verdict: "approve" });
            decided.push(name);
          }
          if (!couldBeSigned) return;
          finished++;
          expect(openSteps(steps)).toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
    expect(finished).toBeGreaterThan(100);
  });

  /** Tries every way of giving the seats to different people. */
  function allSigned([first, ...rest]: { memberIds: string[]; needed: number }[], taken: string[]): boolean {
    if (!first) return true;
    if (first.needed === 0) return allSigned(rest, taken);
    return first.memberIds
      .filter((name) => !taken.includes(name))
      .some((name) => allSigned([{ ...first, needed: first.needed - 1 }, ...rest], [...taken, name]));
  }
});
