import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Asked, fewestSteps, type Pool, route, stepsNobodyCanSign } from "@/lib/exceptions/routing";
import { defaultRules, type Rule, type Rules } from "@/lib/exceptions/rules";
import { lowRisk, noFacts } from "@/lib/testing/requests";
import { Risk } from "@/prisma/generated/enums";

const pool = (id: string, aboveId: string | null, ...members: string[]): Pool => ({
  id,
  key: id.toLowerCase().replaceAll(" ", "-"),
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
const asked: Asked = {
  risk: "low",
  renewal: 0,
  policies: [policy("SEC-014", "Security")],
  domains: ["security"],
  systemKinds: ["application"],
  environments: ["test"],
  classification: lowRisk,
};

/** What the requester reads: the groups in their order, and why each. */
const told = (changes: Partial<Asked>, rules: Rules = defaultRules, groups = pools) =>
  route({ ...asked, ...changes }, rules, groups).steps.map(
    ({ group, because }) => `${group.name}: ${because}`,
  );

describe("who has to decide (R9)", () => {
  test("at low and moderate risk the group that owns the rule decides alone", () => {
    expect(told({})).toEqual(["Security: Owns SEC-014"]);
    expect(told({ risk: "moderate" })).toEqual(["Security: Owns SEC-014"]);
  });

  test("at high risk the group above decides after it", () => {
    expect(told({ risk: "high" })).toEqual([
      "Security: Owns SEC-014",
      "Risk committee: High risk: the group above Security",
    ]);
  });

  test("at critical risk the executive forum decides last", () => {
    expect(told({ risk: "critical" })).toEqual([
      "Security: Owns SEC-014",
      "Risk committee: High risk: the group above Security",
      "Forum: Critical risk",
    ]);
  });

  test("the third renewal needs the forum at any risk, the second does not (R17)", () => {
    expect(told({ renewal: 2 })).toEqual(["Security: Owns SEC-014"]);
    expect(told({ renewal: 3 })).toEqual(["Security: Owns SEC-014", "Forum: Third renewal"]);
    expect(told({ renewal: 4 })).toEqual(["Security: Owns SEC-014", "Forum: Third renewal"]);
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
      "Forum: Critical risk · Third renewal",
    ]);
  });

  test("the order does not depend on the order in which the rules were chosen", () => {
    const policies = [policy("SEC-014", "Security"), policy("DAT-001", "Data protection")];
    expect(told({ risk: "high", policies: [...policies].reverse() })).toEqual(
      told({ risk: "high", policies }),
    );
  });

  test("when the forum itself owns the rule, it is asked once and first", () => {
    expect(told({ risk: "critical", renewal: 3, policies: [policy("GOV-001", "Forum")] })).toEqual([
      "Forum: Owns GOV-001 · Critical risk · Third renewal",
    ]);
  });

  test("a group with nobody above it stands alone also at high risk, which is fewer than high risk needs", () => {
    expect(fewestSteps.high).toBe(2);
    expect(told({ risk: "high", policies: [policy("FIN-001", "Finance")] })).toEqual([
      "Finance: Owns FIN-001",
    ]);
  });

  test("one signature is needed of each group, and two of the forum at critical risk", () => {
    const needed = route({ ...asked, risk: "critical" }, defaultRules, pools).steps.map(
      ({ needed }) => needed,
    );
    expect(needed).toEqual([1, 1, 2]);
  });

  test("the third renewal needs the forum whatever the rules say (R17)", () => {
    const silent: Rules = { ...defaultRules, rules: defaultRules.rules.slice(0, 1) };
    expect(told({ renewal: 2 }, silent)).toEqual(["Security: Owns SEC-014"]);
    expect(told({ renewal: 3 }, silent)).toEqual([
      "Security: Owns SEC-014",
      "Forum: Renewal 3: a design problem by now",
    ]);
  });

  test("what no rule speaks of goes to the group that is named for it", () => {
    const onlyCost: Rules = {
      rules: defaultRules.rules.slice(2, 3),
      fallback: { kind: "group", key: "finance" },
    };
    expect(told({}, onlyCost)).toEqual(["Finance: No rule speaks of it"]);
    expect(told({ domains: ["cost"] }, onlyCost)).toEqual(["Finance: Cost"]);
  });
});

describe("specialists are asked at once, beside the control owner", () => {
  const withSpecialists = [...pools, pool("Compliance", "Forum", "Cy"), pool("Model risk", "Forum", "Mo")];
  const stages = (changes: Partial<Asked>, rules = defaultRules) =>
    route({ ...asked, ...changes }, rules, withSpecialists).steps.map(
      ({ group, stage }) => `${stage} ${group.name}`,
    );

  test("Finance for cost, Compliance for regulated data, Model risk for AI before customers or an external model", () => {
    expect(stages({ domains: ["cost"] })).toEqual(["1 Security", "1 Finance"]);
    const regulated = { ...lowRisk, dataSensitivity: "regulated" as const };
    expect(stages({ classification: regulated })).toEqual(["1 Security", "1 Compliance"]);
    const external = { ...lowRisk, facts: { ...noFacts, usesExternalModel: true } };
    expect(stages({ classification: external })).toEqual(["1 Security", "1 Model risk"]);
    const customers = { ...lowRisk, exposure: "customers" as const };
    expect(stages({ domains: ["ai"] })).toEqual(["1 Security"]);
    expect(stages({ domains: ["ai"], classification: customers })).toEqual(["1 Security", "1 Model risk"]);
  });

  test("whoever comes after waits for all that were asked before", () => {
    const classification = { ...lowRisk, dataSensitivity: "regulated" as const };
    expect(stages({ risk: "critical", classification })).toEqual([
      "1 Security",
      "1 Compliance",
      "2 Risk committee",
      "3 Forum",
    ]);
  });

  test("a group that is not there is reported and left out", () => {
    const { steps, missing } = route({ ...asked, domains: ["cost"] }, defaultRules, pools.slice(0, 4));
    expect(steps.map(({ group }) => group.name)).toEqual(["Security"]);
    expect(missing).toEqual(["Cost asks for the group “finance”, and there is none."]);
  });

  test("nobody above a group is reported, except above the forum", () => {
    const policies = [policy("FIN-001", "Finance")];
    expect(route({ ...asked, risk: "high", policies }, defaultRules, pools).missing).toEqual([
      "High risk: no group stands above Finance.",
    ]);
    const byForum = [policy("GOV-001", "Forum")];
    expect(route({ ...asked, risk: "high", policies: byForum }, defaultRules, pools).missing).toEqual([]);
  });

  test("two rules that ask the same group ask it once: for the larger number and the shorter time", () => {
    const rule = (name: string, needed: number, dueHours?: number): Rule => ({
      name,
      when: {},
      steps: [{ who: { kind: "group", key: "security" }, needed, opens: "after", dueHours }],
    });
    const rules = { ...defaultRules, rules: [rule("One", 2, 8), rule("Two", 1, 3), rule("Three", 1)] };
    expect(route(asked, rules, pools).steps).toMatchObject([
      { needed: 2, dueHours: 3, because: "One · Two · Three", stage: 1 },
    ]);
  });
});

describe("steps that nobody could sign", () => {
  const step = (group: Pool, needed = 1) => ({ group, needed });
  const stuck = (routes: { group: Pool; needed: number }[], ...parties: string[]) =>
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
  for (const risk of Object.values(Risk))
    expect(route({ ...asked, risk }, defaultRules, pools).steps.length).toBeGreaterThan(0);
});
