// R24, R13: what is measured stands as its last reading says, the clock says when that is too old, and SQL says the same.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addEvidence } from "@/lib/evidence/add-evidence";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { comparatorSigns, satisfies } from "@/lib/exceptions/readings";
import { revoke } from "@/lib/exceptions/revoke";
import type { Sent } from "@/lib/exceptions/take-readings";
import { actionsOn, activeFor } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { pipelineOfPayroll } from "@/lib/testing/gate";
import { brokenPromises } from "@/lib/testing/invariants";
import { failures, measurable, quarter } from "@/lib/testing/measured";
import { exceptionRow, race } from "@/lib/testing/race";
import type { Comparator } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const from = (source: string, value: number, at: Date = noon): Sent => ({ at, source, value });
const events = async (id: string) => (await actionsOn(id)).slice(2);

async function conditionOf(id: string) {
  return db.condition.findUniqueOrThrow({ where: { id }, include: { lastReading: true } });
}

/** Whether it is in force at each instant, by the function that the pages ask and by the one that the gate's guard asks. */
async function inForceAt(id: string, instants: Date[]) {
  const found = await db.exception.findUniqueOrThrow({
    where: { id },
    include: { conditions: { include: { lastReading: true } } },
  });
  const rows = await db.$queryRaw<{ yes: boolean }[]>`
    SELECT in_force(x, at) AS yes FROM exception x, unnest(${instants}::timestamptz[]) WITH ORDINALITY AS asked(at, n)
    WHERE x.id = ${id}::uuid ORDER BY n`;
  const bySql = rows.map(({ yes }) => yes);
  expect(instants.map((at) => isInForce(found, at))).toEqual(bySql);
  return bySql;
}

describe("how it stands", () => {
  test("a reading breaks it, and the exception is out of force at that instant; the next that holds mends it", async () => {
    const { id, conditionId, read } = await measurable(cast);
    expect(await read(4.9, later(1))).toMatchObject({ taken: 1, state: "holds", inForce: true });
    expect(await read(5, later(2))).toMatchObject({ state: "broken", inForce: false });
    expect(await conditionOf(conditionId)).toMatchObject({
      state: "broken",
      reason: "failed requests: 5 % from prometheus, must be < 5 %",
    });
    expect(await inForceAt(id, [later(2)])).toEqual([false]);
    expect(await read(4.99, later(3))).toMatchObject({ state: "holds", inForce: true });
    expect(await events(id)).toEqual(["condition.held", "condition.broken", "condition.held"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("readings that say the same are kept and are no events", async () => {
    const { id, conditionId, read } = await measurable(cast);
    for (const second of [1, 2, 3]) await read(second, later(second));
    expect(await db.reading.count({ where: { conditionId } })).toBe(3);
    expect(await events(id)).toEqual(["condition.held"]);
  });

  test("one that only warns is broken and suspends nothing", async () => {
    const { read } = await measurable(cast, failures({ suspendsStale: false }, false));
    expect(await read(80)).toMatchObject({ state: "broken", inForce: true });
  });

  test("an event names the reading and the token, and no person", async () => {
    const { id, pipeline, read } = await measurable(cast);
    await read(7.25, later(1));
    const event = await db.auditEvent.findFirstOrThrow({
      where: { exceptionId: id, action: "condition.broken" },
    });
    expect([event.via, event.actorId]).toEqual(["pipeline", null]);
    expect(event.body).toMatchObject({
      reading: {
        value: 7.25,
        at: later(1).toISOString(),
        source: "prometheus",
        token: pipeline.tokenId,
        name: "Metrics",
      },
    });
  });

  test("before its first reading it is not proven: in the way from its time on, and from the start on where it comes before", async () => {
    const { id } = await measurable(cast);
    expect(await inForceAt(id, [later(quarter - 1), later(quarter)])).toEqual([true, false]);
    const first = await measurable(cast, { ...failures(), due: { kind: "before" } });
    expect(await inForceAt(first.id, [noon])).toEqual([false]);
    expect(await first.read(1)).toMatchObject({ inForce: true });
  });
});

describe("how long a reading counts", () => {
  test("each second around its end the two functions agree: it counts until then, and no longer", async () => {
    const { id, read } = await measurable(cast);
    await read(1, later(60));
    const seconds = Array.from({ length: 21 }, (_, index) => 60 + quarter - 10 + index);
    expect(await inForceAt(id, seconds.map(later))).toEqual(seconds.map((second) => second < 60 + quarter));
  });

  test("where nobody asked for that, readings may stop and nothing happens", async () => {
    const { id, read } = await measurable(cast, failures({ suspendsStale: false }));
    await read(1);
    expect(await inForceAt(id, [later(quarter), later(86_400)])).toEqual([true, true]);
  });

  test("what is broken stays broken, however long nobody reads", async () => {
    const { id, read } = await measurable(cast, failures({ suspendsStale: false }));
    await read(9);
    expect(await inForceAt(id, [later(quarter - 1), later(86_400)])).toEqual([false, false]);
  });
});

describe("what is taken", () => {
  test("the same source reads once at one instant; sent again nothing changes", async () => {
    const { id, conditionId, send } = await measurable(cast);
    const readings = [from("prometheus", 1), from("canary", 2)];
    expect(await send(readings)).toMatchObject({ taken: 2 });
    expect(await send([from("prometheus", 99), from("canary", 2)])).toMatchObject({
      taken: 0,
      state: "holds",
    });
    expect(await db.reading.count({ where: { conditionId } })).toBe(2);
    expect(await events(id)).toEqual(["condition.held"]);
  });

  test("one that comes late is kept and changes nothing; of two of one instant the no counts", async () => {
    const { send, read } = await measurable(cast);
    await read(1, later(60));
    expect(await send([from("canary", 99, later(59))], later(61))).toMatchObject({
      taken: 1,
      state: "holds",
    });
    expect(await send([from("canary", 99, later(60))], later(61))).toMatchObject({ state: "broken" });
    expect(await send([from("third", 1, later(60))], later(61))).toMatchObject({ taken: 1, state: "broken" });
  });

  test("a list is read in the order of its instants, and each change in it is told", async () => {
    const { id, send } = await measurable(cast);
    const values = [1, 9, 9, 2, 2].map((value, index) => from("prometheus", value, later(index)));
    expect(await send(values.reverse(), later(9))).toMatchObject({ taken: 5, state: "holds" });
    expect(await events(id)).toEqual(["condition.held", "condition.broken", "condition.held"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("an alert says whether it holds without a number", async () => {
    const { conditionId, send } = await measurable(cast);
    expect(await send([{ at: noon, source: "alertmanager", holds: false }])).toMatchObject({
      state: "broken",
    });
    expect(await conditionOf(conditionId)).toMatchObject({
      reason: "failed requests: an alert from alertmanager, must be < 5 %",
      lastReading: { value: null, holds: false },
    });
  });

  test("a day old is too old, and more than five seconds ahead is the future; the whole list waits for its worst", async () => {
    const { conditionId, send } = await measurable(cast);
    const day = 86_400_000;
    const at = (offset: number) => new Date(noon.getTime() + day + offset);
    for (const [instant, words] of [
      [at(-day), "A reading is a day old at most."],
      [at(5001), "This reading is of the future."],
    ] as const) {
      expect(await send([from("a", 1, at(0)), from("b", 1, instant)], at(0))).toMatchObject({
        message: words,
        fields: { "readings.1.at": words },
      });
    }
    expect(await db.reading.count({ where: { conditionId } })).toBe(0);
    expect(await send([from("a", 1, at(1 - day)), from("b", 1, at(5000))], at(0))).toMatchObject({
      taken: 2,
    });
  });

  test("what people prove takes none, nor does what is over, nor one that the token may not measure", async () => {
    const { id, send } = await measurable(cast);
    await filled(revoke({ exceptionId: id, reason: "Not needed." }, cast.actor.Ada, noon));
    expect(await send([from("a", 1)])).toMatchObject({ code: "wrong-status" });

    const attested = {
      statement: "Log read daily.",
      suspends: false,
      due: { kind: "after", seconds: 60 },
    } as const;
    const other = await activeFor(cast, cast.actor.Cora, { conditions: [attested] });
    const { id: proven } = await db.condition.findFirstOrThrow({ where: { exceptionId: other.id } });
    const elsewhere = await pipelineOfPayroll(cast, noon, {
      rights: ["measure"],
      systemIds: [cast.system.sandbox],
    });
    const there = await measurable(cast, failures());
    const { takeReadings } = await import("@/lib/exceptions/take-readings");
    const readings = [from("a", 1)];
    const given = { readings, token: { id: elsewhere.tokenId, name: "Metrics" }, within: elsewhere };
    expect(await takeReadings({ ...given, conditionId: there.conditionId }, noon)).toMatchObject({
      code: "not-found",
    });
    const { pipeline } = there;
    const payroll = { readings, token: { id: pipeline.tokenId, name: "Metrics" }, within: pipeline };
    expect(await takeReadings({ ...payroll, conditionId: proven }, noon)).toMatchObject({
      message: "This condition is proven by people, not measured.",
    });
  });
});

test("nobody's word counts beside the readings: neither evidence nor a declaration", async () => {
  const { id, conditionId, read } = await measurable(cast);
  await read(1);
  const measured = "It is measured: its readings say whether it holds, and nobody’s word.";
  const broken = { exceptionId: id, conditionId, reason: "I do not believe it." };
  expect(await breakCondition(broken, cast.actor.Ada, noon)).toMatchObject({ message: measured });
  const link = { exceptionId: id, conditionId, link: "https://example.com/log", title: "Log", note: "" };
  const { given } = await filled(readNewEvidence(link));
  expect(await addEvidence(given, cast.actor.Cora, noon)).toMatchObject({ message: measured });
});

test("two readings at once: both are kept, and it stands as the later one says, whoever comes second", async () => {
  const { id, conditionId, send } = await measurable(cast);
  const [no, yes] = await race(
    exceptionRow(id),
    () => send([from("a", 9, later(2))], later(2)),
    () => send([from("b", 1, later(1))], later(2)),
  );
  expect([no, yes]).toMatchObject([{ state: "broken" }, { taken: 1, state: "broken" }]);
  expect(await db.reading.count({ where: { conditionId } })).toBe(2);
  expect(await brokenPromises(id)).toEqual([]);
});

test("a number satisfies a threshold in TypeScript and in SQL alike", async () => {
  const number = fc.oneof(
    fc.constantFrom(-1, -0, 0, 0.1, 0.2, 0.30000000000000004, 5, 1e300),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const comparator = fc.constantFrom(...(Object.keys(comparatorSigns) as Comparator[]));
  const drawn = fc.oneof(
    fc.record({ value: number, threshold: number, comparator }),
    fc.record({ value: number, comparator }).map((one) => ({ ...one, threshold: one.value })),
  );
  const cases = fc.sample(drawn, 1000);
  const told = await db.$queryRaw<{ yes: boolean }[]>`
    SELECT satisfies((drawn->>'value')::float8, jsonb_populate_record(NULL::condition, drawn)) AS yes
    FROM jsonb_array_elements(${JSON.stringify(cases)}::jsonb) WITH ORDINALITY AS listed(drawn, n) ORDER BY n`;
  const rest = { metric: "", unit: "", freshSeconds: 60, suspendsStale: false };
  expect(told.map(({ yes }) => yes)).toEqual(
    cases.map(({ value, ...measure }) => satisfies(value, { ...measure, ...rest })),
  );
});
