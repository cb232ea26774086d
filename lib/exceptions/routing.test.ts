import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fewestSteps, type Pool, type Route, route, stepsNobodyCanSign } from "@/lib/exceptions/routing";
import { Risk } from "@/prisma/generated/enums";

const pool = (id: string, aboveId: string | null, ...members: string[]): Pool => ({
  id,
  name: id,
  aboveId,
  isForum: id === "Forum",
  members: members.map((name) => ({ id: name, name })),
});
const pools = [
  pool("Forum", null, "Fay"),
  pool("Risk committee", "Forum", "Eli"),
  pool("Security", "Risk committee", "Ada", "Ben"),
  pool("Data protection", "Risk committee", "Dan"),
  pool("Finance", null, "Flo"),
];
const policy = (key: string, controlOwnerId: string) => ({ key, controlOwnerId });
const asked = { risk: "low" as Risk, renewal: 0, policies: [policy("SEC-014", "Security")] };

/** What the requester reads: the groups in their order, and why each. */
const told = (request: typeof asked) =>
  route(request, pools).map(({ group, because }) => `${group.name}: ${because}`);

describe("who has to decide (R9)", () => {
  test("at low and moderate risk the group that owns the rule decides alone", () => {
    expect(told(asked)).toEqual(["Security: Owns SEC-014"]);
    expect(told({ ...asked, risk: "moderate" })).toEqual(["Security: Owns SEC-014"]);
  });

  test("at high risk the group above decides after it", () => {
    expect(told({ ...asked, risk: "high" })).toEqual([
      "Security: Owns SEC-014",
      "Risk committee: High risk: the group above Security",
    ]);
  });

  test("at critical risk the executive forum decides last", () => {
    expect(told({ ...asked, risk: "critical" })).toEqual([
      "Security: Owns SEC-014",
      "Risk committee: High risk: the group above Security",
      "Forum: Critical risk",
    ]);
  });

  test("the third renewal needs the forum at any risk, the second does not (R17)", () => {
    expect(told({ ...asked, renewal: 2 })).toEqual(["Security: Owns SEC-014"]);
    expect(told({ ...asked, renewal: 3 })).toEqual([
      "Security: Owns SEC-014",
      "Forum: Renewal 3: a design problem by now",
    ]);
    expect(told({ ...asked, renewal: 4 })).toEqual([
      "Security: Owns SEC-014",
      "Forum: Renewal 4: a design problem by now",
    ]);
  });

  test("each group decides once, however many of its rules are broken and however many groups it stands above", () => {
    const policies = [
      policy("SEC-014", "Security"),
      policy("DAT-001", "Data protection"),
      policy("SEC-002", "Security"),
    ];
    expect(told({ risk: "critical", renewal: 3, policies })).toEqual([
      "Data protection: Owns DAT-001",
      "Security: Owns SEC-002 and SEC-014",
      "Risk committee: High risk: the group above Data protection",
      "Forum: Critical risk",
    ]);
  });

  test("the order does not depend on the order in which the rules were chosen", () => {
    const policies = [policy("SEC-014", "Security"), policy("DAT-001", "Data protection")];
    expect(told({ ...asked, risk: "high", policies: [...policies].reverse() })).toEqual(
      told({ ...asked, risk: "high", policies }),
    );
  });

  test("when the forum itself owns the rule, it is asked once and first", () => {
    expect(told({ risk: "critical", renewal: 3, policies: [policy("GOV-001", "Forum")] })).toEqual([
      "Forum: Owns GOV-001",
    ]);
  });

  test("a group with nobody above it stands alone also at high risk, which is fewer than high risk needs", () => {
    expect(fewestSteps.high).toBe(2);
    expect(told({ ...asked, risk: "high", policies: [policy("FIN-001", "Finance")] })).toEqual([
      "Finance: Owns FIN-001",
    ]);
  });

  test("one signature is needed of each group", () => {
    expect(route({ ...asked, risk: "critical" }, pools).map(({ needed }) => needed)).toEqual([1, 1, 1]);
  });
});

describe("steps that nobody could sign", () => {
  const step = (group: Pool, needed = 1): Route => ({ group, needed, because: "" });
  const stuck = (routes: Route[], ...parties: string[]) =>
    stepsNobodyCanSign(routes, new Set(parties)).map(({ group }) => group.name);

  test("a group whose only member is a party cannot sign (R4)", () => {
    expect(stuck([step(pool("Security", null, "Ada"))])).toEqual([]);
    expect(stuck([step(pool("Security", null, "Ada"))], "Ada")).toEqual(["Security"]);
    expect(stuck([step(pool("Security", null, "Ada", "Ben"))], "Ada")).toEqual([]);
    expect(stuck([step(pool("Security", null))])).toEqual(["Security"]);
  });

  test("one person who sits in two groups signs only one of them (R5)", () => {
    const security = pool("Security", null, "Ada");
    const risk = pool("Risk committee", null, "Ada");
    expect(stuck([step(security), step(risk)])).toEqual(["Risk committee"]);
    expect(stuck([step(security), step(pool("Risk committee", null, "Ada", "Eli"))])).toEqual([]);
  });

  test("somebody who could sign an early step is kept for the late one that needs them", () => {
    expect(
      stuck([step(pool("Security", null, "Ada", "Ben")), step(pool("Risk committee", null, "Ada"))]),
    ).toEqual([]);
  });

  test("a step that needs two signatures needs two people", () => {
    expect(stuck([step(pool("Security", null, "Ada", "Ben"), 2)])).toEqual([]);
    expect(stuck([step(pool("Security", null, "Ada", "Ben"), 2)], "Ben")).toEqual(["Security"]);
  });

  test("the same human listed twice, under an alias, is one signature", () => {
    expect(stuck([step(pool("Security", null, "Ada", "Ada"), 2)])).toEqual(["Security"]);
  });

  const names = ["Ada", "Ben", "Cy", "Dan", "Eli"];
  const drawnSteps = fc.array(
    fc.record({ members: fc.uniqueArray(fc.constantFrom(...names)), needed: fc.integer({ min: 1, max: 2 }) }),
    { minLength: 1, maxLength: 4 },
  );

  /** Tries every way of giving the seats of these steps to different people. */
  function canAllBeSigned(
    [first, ...rest]: { members: string[]; needed: number }[],
    taken: string[],
  ): boolean {
    if (!first) return true;
    if (first.needed === 0) return canAllBeSigned(rest, taken);
    return first.members
      .filter((name) => !taken.includes(name))
      .some((name) => canAllBeSigned([{ ...first, needed: first.needed - 1 }, ...rest], [...taken, name]));
  }

  test("the first stuck step is the first that no way of giving out the seats can fill", () => {
    fc.assert(
      fc.property(drawnSteps, fc.uniqueArray(fc.constantFrom(...names)), (steps, parties) => {
        const routes = steps.map(({ members, needed }, index) =>
          step(pool(`step ${index}`, null, ...members), needed),
        );
        const firstByTrying = steps.findIndex(
          (_, index) => !canAllBeSigned(steps.slice(0, index + 1), parties),
        );
        expect(stuck(routes, ...parties)[0]).toBe(firstByTrying === -1 ? undefined : `step ${firstByTrying}`);
      }),
      { numRuns: 2000 },
    );
  });
});

test("every risk has a route", () => {
  for (const risk of Object.values(Risk)) expect(route({ ...asked, risk }, pools).length).toBeGreaterThan(0);
});
