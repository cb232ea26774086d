// Whatever people did in whatever order, the quarter's figures are those that another way of counting finds in the
// trail: from the snapshot that each event holds, one exception after the other, without the record's own tables.

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { standsInTheWay } from "@/lib/exceptions/conditions";
import { binds } from "@/lib/exceptions/taken-back";
import { chartKeys } from "@/lib/reviews/charts";
import { type Counted, countsOf, facts } from "@/lib/reviews/facts";
import { type Period, periodOf, type Quarter, quarterAfter, quarterAt, startOf } from "@/lib/reviews/quarter";
import { figuresOf, readReview } from "@/lib/reviews/review";
import { rowsBehind } from "@/lib/reviews/rows-behind";
import { tableOf } from "@/lib/reviews/tables";
import { anyAct } from "@/lib/testing/acts";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { History } from "@/lib/testing/history";
import { type ConditionState, Risk } from "@/prisma/generated/enums";

const [histories, length] = process.env.TEST_LONG ? [200, 40] : [12, 40];
const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);
const zone = "Europe/Berlin";
const day = 86_400_000;

let cast: Cast;
let ends = noon;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: length, maxLength: length }), async (acts) => {
      const history = new History(cast, ends);
      try {
        for (const act of acts) await act(history);
      } finally {
        ends = await history.tidy();
      }
    }),
    { numRuns: histories, seed },
  );
}, histories * 30_000);

/**
 * Quarters that ended, and some asked for in the middle of things. An act closes at its own instant and its event is
 * written a moment later, so no act is cut in two: none comes 77.431 seconds after another.
 */
async function periods(): Promise<Period[]> {
  const quarters: Quarter[] = [];
  for (let one = quarterAt(noon, zone); one <= quarterAt(ends, zone); one = quarterAfter(one, 1))
    quarters.push(one);
  const cuts = await db.auditEvent.findMany({
    where: { exceptionId: { not: null } },
    orderBy: { id: "asc" },
    select: { at: true },
  });
  const afterwards = (at: Date) => new Date(at.getTime() + 77_431);
  return [
    ...quarters.map((quarter) => periodOf(quarter, zone, afterwards(ends))),
    ...[0.1, 0.3, 0.5, 0.7, 0.9].map((share) => {
      const at = afterwards(cuts[Math.floor(cuts.length * share)]?.at ?? noon);
      return periodOf(quarterAt(at, zone), zone, at);
    }),
  ];
}

test(`figures are those of the trail (TEST_SEED=${seed})`, async () => {
  const trail = await readTrail();
  for (const period of await periods()) {
    const told = { period: `${period.quarter} as of ${period.asOf.toISOString()}` };
    const review = await readReview(period);
    const then = thingsAt(trail, period.asOf);
    const open = then.filter((one) => isInForce(one, period.asOf));

    const last = review.charts.growth.at(-1);
    expect({ ...told, risks: Object.values(Risk).map((risk) => last?.[risk]) }).toEqual({
      ...told,
      risks: Object.values(Risk).map(
        (risk) => open.filter(({ exception }) => exception.risk === risk).length,
      ),
    });
    for (const level of review.charts.growth.slice(-8, -1)) {
      const at = startOf(level.day, zone);
      const count = thingsAt(trail, at).filter((one) => isInForce(one, at)).length;
      expect({
        ...told,
        day: level.day,
        count: level.low + level.moderate + level.high + level.critical,
      }).toEqual({
        ...told,
        day: level.day,
        count,
      });
    }
    expect({ ...told, ...review.figures }).toEqual({ ...told, ...figuresIn(trail, then, period) });
    expect(review.figures).toEqual(await figuresOf(period));
    expect({ ...told, flow: totals(review.charts.flow) }).toEqual({ ...told, flow: flowIn(then, period) });
    expect({ ...told, renewals: review.charts.renewals.bars.map(({ count }) => count) }).toEqual({
      ...told,
      renewals: [0, 1, 2, 3].map(
        (n) => open.filter(({ exception }) => Math.min(3, exception.renewal) === n).length,
      ),
    });
    expect({ ...told, landing: review.charts.landing.reduce((sum, { count }) => sum + count, 0) }).toEqual({
      ...told,
      landing: landingIn(then, period),
    });
    const all = review.charts.outcomes.find(({ risk }) => risk === "all");
    expect({ ...told, ...all?.counts, approved: undefined, demanded: undefined }).toEqual({
      ...told,
      ...outcomesIn(trail, period),
    });
    expect({ ...told, approved: (all?.counts.approved ?? 0) + (all?.counts.demanded ?? 0) }).toEqual({
      ...told,
      approved: approvedIn(then, period),
    });
    expect(Object.fromEntries(review.charts.conditions.map(({ mark, count }) => [mark, count]))).toEqual(
      conditionsIn(then, period.asOf),
    );
  }
});

test("behind each number of each chart stand exactly so many rows", async () => {
  let marks = 0;
  for (const period of await periods()) {
    const { charts } = await readReview(period);
    for (const chart of chartKeys) {
      const { rows } = tableOf(chart, charts[chart] as never);
      for (const { text, mark } of rows.flat()) {
        if (mark === undefined) continue;
        marks += 1;
        const { total } = await rowsBehind(chart, period, mark, 1);
        expect({ chart, mark, total }).toEqual({ chart, mark, total: text });
      }
    }
  }
  expect(marks).toBeGreaterThan(30);
});

test("what is counted for a past quarter stays the same, whatever happens later", async () => {
  const quarter = quarterAt(noon, zone);
  const period = periodOf(quarter, zone, ends);
  const before = JSON.stringify(await readReview(period));
  const history = new History(cast, ends);
  for (const act of fc.sample(anyAct, { numRuns: 60, seed })) await act(history);
  ends = await history.tidy();
  expect(JSON.stringify(await readReview(periodOf(quarter, zone, ends)))).toBe(before);
});

test("every chart counts what is there: none is empty over all histories", async () => {
  const period = {
    ...periodOf(quarterAt(noon, zone), zone, ends),
    until: ends,
    asOf: ends,
    from: new Date(0),
  };
  const counted = (Object.keys(facts) as Counted[]).filter(
    (one) => !["gate", "ended", "growth", "age", "renewals", "landing", "teams", "conditions"].includes(one),
  );
  for (const one of counted) expect((await countsOf(one, period)).size, one).toBeGreaterThan(0);
});

// --------------------------------------------------------------------------- the other way of counting

type Condition = {
  id: string;
  revision: number;
  state: ConditionState;
  suspends: boolean;
  timing: "before" | "while" | null;
  due_at: string | null;
  due_seconds: number | null;
};
type Told = { id: string; at: Date; action: string; thing: Thing };
type Thing = {
  exception: {
    id: string;
    risk: Risk;
    status: string;
    renewal: number;
    revision: number;
    activated_at: string | null;
    starts_at: string | null;
    ends_at: string | null;
    closed_at: string | null;
    closed_reason: string | null;
    ratify_by: string | null;
    ratified_at: string | null;
  };
  steps: { id: string; due_at: string }[] | null;
  decisions: { id: string; at: string; step_id: string; verdict: string }[] | null;
  conditions: Condition[] | null;
  rechecks?: { outcome: string | null; answered_at: string | null }[] | null;
};

async function readTrail(): Promise<Told[]> {
  const rows = await db.$queryRaw<{ id: string; at: Date; action: string; thing: Thing }[]>`
    SELECT exception_id AS id, at, action, row_after AS thing FROM audit_event WHERE version IS NOT NULL ORDER BY audit_event.id`;
  return rows;
}

/** Each exception as the last event up to then told it. */
function thingsAt(trail: Told[], at: Date): Thing[] {
  const last = new Map<string, Thing>();
  for (const event of trail) if (event.at <= at) last.set(event.id, event.thing);
  return [...last.values()];
}

const time = (text: string | null) => (text === null ? null : new Date(text));

function isInForce({ exception: x, conditions }: Thing, at: Date): boolean {
  const [starts, ends, ratify] = [time(x.starts_at), time(x.ends_at), time(x.ratify_by)];
  if (x.status !== "active" || !starts || !ends || starts > at || ends <= at) return false;
  if (ratify && x.ratified_at === null && ratify <= at) return false;
  return !conditionsOf({ exception: x, conditions } as Thing).some((condition) =>
    standsInTheWay(
      {
        state: condition.state,
        suspends: condition.suspends,
        timing: condition.timing,
        dueAt: time(condition.due_at),
        dueSeconds: condition.due_seconds,
        freshSeconds: null,
        suspendsStale: null,
        lastReading: null,
      },
      { startsAt: starts, endsAt: ends },
      at,
    ),
  );
}

const conditionsOf = ({ exception, conditions }: Thing) =>
  (conditions ?? []).filter(({ revision }) => revision === exception.revision).filter(binds);

function isEnded({ exception: x }: Thing, at: Date): boolean {
  const ended = time(x.ends_at);
  return ["active", "expired"].includes(x.status) && ended !== null && ended <= at;
}

/** Approved, begun, not over: in force but for its conditions. */
function runs({ exception, ...thing }: Thing, at: Date): boolean {
  return isInForce({ ...thing, exception, conditions: null }, at);
}

function figuresIn(trail: Told[], then: Thing[], period: Period) {
  const decisions = then.flatMap(({ decisions, steps }) =>
    (decisions ?? []).map((decision) => ({
      at: new Date(decision.at),
      due: new Date(steps?.find(({ id }) => id === decision.step_id)?.due_at ?? 0),
    })),
  );
  const made = decisions.filter(({ at }) => at >= period.from && at < period.asOf);
  const conditions = Object.values(conditionsIn(then, period.asOf));
  const answers = then.flatMap(({ rechecks }) => {
    const answered = (rechecks ?? [])
      .filter(({ answered_at }) => {
        const at = time(answered_at);
        return at !== null && at >= period.from && at < period.asOf;
      })
      .sort((a, b) => String(a.answered_at).localeCompare(String(b.answered_at)));
    return answered.at(-1)?.outcome ?? [];
  });
  expect(trail.length).toBeGreaterThan(0);
  return {
    inForce: { count: then.filter((one) => isInForce(one, period.asOf)).length, of: null },
    ended: { count: then.filter((one) => isEnded(one, period.asOf)).length, of: null },
    onTime: { count: made.filter(({ at, due }) => at <= due).length, of: made.length },
    holding: { count: conditions[0] ?? 0, of: conditions.reduce((sum, one) => sum + one, 0) },
    compliant: { count: answers.filter((one) => one === "compliant").length, of: answers.length },
  };
}

function conditionsIn(then: Thing[], at: Date) {
  const counts = { holds: 0, broken: 0, late: 0, "not due": 0 };
  for (const thing of then.filter((one) => runs(one, at))) {
    for (const { state, due_at, due_seconds } of conditionsOf(thing)) {
      const starts = new Date(thing.exception.starts_at ?? 0).getTime();
      const due = due_at ? new Date(due_at).getTime() : starts + (due_seconds ?? 0) * 1000;
      if (state !== "unknown") counts[state] += 1;
      else counts[due <= at.getTime() ? "late" : "not due"] += 1;
    }
  }
  return counts;
}

function approvedIn(then: Thing[], { from, asOf }: Period): number {
  return then.filter(({ exception }) => {
    const at = time(exception.activated_at);
    return at !== null && at >= from && at < asOf;
  }).length;
}

function outcomesIn(trail: Told[], { from, asOf }: Period) {
  const within = trail.filter(({ at }) => at >= from && at < asOf);
  const of = (action: string) => within.filter((event) => event.action === action).length;
  return {
    rejected: of("request.rejected"),
    withdrawn: of("request.withdrawn"),
    lapsed: of("request.lapsed"),
  };
}

function totals(flow: { started: number; ended: number }[]) {
  return {
    started: flow.reduce((sum, { started }) => sum + started, 0),
    ended: flow.reduce((sum, { ended }) => sum + ended, 0),
  };
}

function flowIn(then: Thing[], { from, asOf }: Period) {
  const within = (at: number) => at >= from.getTime() && at < asOf.getTime();
  const spans = then.flatMap(({ exception: x }) => {
    if (!x.activated_at || !x.starts_at || !x.ends_at) return [];
    const started = Math.max(new Date(x.activated_at).getTime(), new Date(x.starts_at).getTime());
    const ways = [x.ends_at, x.closed_at, x.ratified_at === null ? x.ratify_by : null];
    const stopped = Math.min(...ways.flatMap((way) => (way ? [new Date(way).getTime()] : [])));
    return [{ started, stopped }];
  });
  return {
    started: spans.filter(({ started }) => within(started)).length,
    ended: spans.filter(({ started, stopped }) => started < stopped && within(stopped)).length,
  };
}

function landingIn(then: Thing[], { asOf }: Period): number {
  const midnight = startOf(new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(asOf), zone);
  return then.filter(({ exception: x }) => {
    const [ends, ratify] = [time(x.ends_at), time(x.ratify_by)];
    const lapsed = ratify !== null && x.ratified_at === null && ratify <= asOf;
    return (
      x.status === "active" &&
      !lapsed &&
      ends &&
      ends > asOf &&
      ends.getTime() < midnight.getTime() + 30 * day + 3_600_000
    );
  }).length;
}
