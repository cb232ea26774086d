// What stands in TypeScript and in SQL says the same: when an exception is in force, which moves exist, how long a
// window may be and how many groups have to sign.

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { standsInTheWay } from "@/lib/exceptions/conditions";
import { after as columnsOf, isInForce, type Move, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { fewestSteps, rulesVersion } from "@/lib/exceptions/routing";
import { defaultRules } from "@/lib/exceptions/rules";
import { longestWindow } from "@/lib/exceptions/window";
import { testDatabase } from "@/lib/testing/database";
import { ConditionState, ConditionTiming, Risk, Status } from "@/prisma/generated/enums";

beforeAll(async () => {
  await testDatabase();
});

test("in force, drawn around every edge", async () => {
  // A few instants close together, so that many draws stand exactly on an edge.
  const instant = fc.integer({ min: 0, max: 6 }).map((ms) => new Date(Date.UTC(2026, 10, 20, 12, 0, 0, ms)));
  const drawn = fc.record({
    status: fc.constantFrom(...Object.values(Status)),
    startsAt: fc.option(instant, { freq: 9 }),
    endsAt: fc.option(instant, { freq: 9 }),
    ratifyBy: fc.option(instant),
    ratifiedAt: fc.option(instant),
    now: instant,
  });
  const cases = fc.sample(drawn, 3000);
  const rows = cases.map(({ status, startsAt, endsAt, ratifyBy, ratifiedAt, now }) => ({
    row: { status, starts_at: startsAt, ends_at: endsAt, ratify_by: ratifyBy, ratified_at: ratifiedAt },
    now,
  }));
  const told = await db.$queryRaw<{ yes: boolean | null }[]>`
    SELECT in_force(jsonb_populate_record(NULL::exception, drawn->'row'), (drawn->>'now')::timestamptz) AS yes
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS listed(drawn, n) ORDER BY n`;

  const bySql = told.map(({ yes }) => yes === true);
  expect(bySql).toEqual(cases.map(({ now, ...exception }) => isInForce(exception, now)));
  expect(bySql.filter(Boolean).length).toBeGreaterThan(50);
});

const unmeasured = { freshSeconds: null, suspendsStale: null, lastReading: null };

test("what stands in the way, drawn around every edge", async () => {
  const instant = fc.integer({ min: 0, max: 6 }).map((s) => new Date(Date.UTC(2026, 10, 20, 12, 0, s)));
  const drawn = fc.record({
    state: fc.constantFrom(...Object.values(ConditionState)),
    suspends: fc.boolean(),
    timing: fc.option(fc.constantFrom(...Object.values(ConditionTiming)), { freq: 5 }),
    dueAt: fc.option(instant),
    dueSeconds: fc.option(fc.integer({ min: 1, max: 4 })),
    startsAt: fc.option(instant, { freq: 9 }),
    now: instant,
  });
  const cases = fc.sample(drawn, 3000);
  const rows = cases.map(({ state, suspends, timing, dueAt, dueSeconds, startsAt, now }) => ({
    condition: { state, suspends, timing, due_at: dueAt, due_seconds: dueSeconds },
    exception: { starts_at: startsAt },
    now,
  }));
  const told = await db.$queryRaw<{ yes: boolean | null }[]>`
    SELECT stands_in_the_way(jsonb_populate_record(NULL::condition, drawn->'condition'),
      jsonb_populate_record(NULL::exception, drawn->'exception'), (drawn->>'now')::timestamptz) AS yes
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS listed(drawn, n) ORDER BY n`;

  expect(told.map(({ yes }) => yes)).toEqual(
    cases.map(({ startsAt, now, ...condition }) =>
      standsInTheWay({ ...condition, ...unmeasured }, { startsAt, endsAt: null }, now),
    ),
  );
  expect(new Set(told.map(({ yes }) => yes))).toEqual(new Set([true, false]));
});

test("every move of ours is one the database knows, and it knows no other but handing over", async () => {
  const moves: Record<Move, true> = {
    ...{ edit: true, sign: true, send_back: true, approve: true, reject: true, withdraw: true, lapse: true },
    ...{ expire: true, supersede: true, revoke: true, close: true, extend: true },
    ...{ raise: true, retract: true, ratify: true },
  };
  const ours = (Object.keys(moves) as Move[])
    .filter((move) => move !== "extend") // begins another exception
    .flatMap((move) => Object.values(Status).map((status) => ({ move, status })))
    .filter(({ move, status }) => whyCannotMove({ status }, move) === null)
    .map(({ move, status }) => [status, columnsOf(move).status, columnsOf(move).closedReason].join(" "));
  const handingOver = ["pending pending ", "active active ", "expired expired "];

  const known = (await db.move.findMany()).map(({ fromStatus, toStatus, closedReason }) =>
    [fromStatus, toStatus, closedReason].join(" "),
  );
  expect(known.sort()).toEqual([...new Set([...ours, ...handingOver])].sort());
});

test("the longest windows and the fewest signatures are those of the present rules", async () => {
  const limits = await db.riskLimit.findMany({ where: { version: rulesVersion } });
  expect(limits).toHaveLength(8);
  for (const { risk, emergency, limitSeconds, stepsMin } of limits) {
    expect(longestWindow(risk, emergency, []).riskSeconds, `${risk} ${emergency}`).toBe(limitSeconds);
    expect(fewestSteps[risk], `${risk} ${emergency}`).toBe(stepsMin);
  }
  expect(new Set(limits.map(({ risk }) => risk))).toEqual(new Set(Object.values(Risk)));
});

test("the rules that every register comes with are version 1, word for word", async () => {
  const first = await db.ruleSet.findUniqueOrThrow({ where: { version: 1 } });
  expect(first.rules).toEqual(defaultRules);
  expect(first.publishedAt).not.toBeNull();
});
