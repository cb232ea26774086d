// Readings as a monitor sends them over the API, and what the gate says in the same second.

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { db } from "@/lib/db";
import { pointedAt } from "@/lib/gate/json-pointer";
import { type Answer, call } from "@/lib/testing/api";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { asked, exceptionFor, mapTrivy, pipelineOfPayroll, tokenOf, trivyReport } from "@/lib/testing/gate";
import { failures, measurable, quarter } from "@/lib/testing/measured";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let token: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = await tokenOf(cast, { rights: ["measure", "export"], name: "Metrics" });
});
beforeEach(() => {
  vi.setSystemTime(noon);
});
afterAll(() => {
  vi.useRealTimers();
});

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const send = (id: string, json: unknown, query = ""): Promise<Answer> =>
  call("POST", `/api/v1/conditions/${id}/readings${query}`, { token, json });
const numberOf = async (id: string) =>
  `EX-${(await db.exception.findUniqueOrThrow({ where: { id } })).number}`;

describe("readings", () => {
  test("one reading, and the answer says whether the exception is still in force", async () => {
    const { id, conditionId } = await measurable(cast);
    const { status, body } = await send(conditionId, { value: 4.2 });
    expect([status, body]).toEqual([
      201,
      {
        condition: conditionId,
        exception: await numberOf(id),
        taken: 1,
        known: 0,
        state: "holds",
        inForce: true,
      },
    ]);
    expect(await db.reading.findFirstOrThrow({ where: { conditionId } })).toMatchObject({
      at: noon,
      source: "Metrics",
      value: 4.2,
    });
    const again = await send(conditionId, { value: 7, at: noon.toISOString(), source: "Metrics" });
    expect([again.status, again.body]).toMatchObject([200, { taken: 0, known: 1, state: "holds" }]);
  });

  test("a list of up to 100, and one that cannot be read is pointed at", async () => {
    const { conditionId } = await measurable(cast);
    const readings = Array.from({ length: 100 }, (_, index) => ({
      value: 1,
      at: later(-index).toISOString(),
    }));
    expect((await send(conditionId, { readings: [...readings, { value: 1 }] })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: "/readings" }],
    });
    const old = { value: 1, at: later(-86_400).toISOString() };
    expect((await send(conditionId, { readings: [{ value: 1 }, old] })).body).toMatchObject({
      code: "request_incomplete",
      errors: [{ pointer: "/readings/1/at", detail: "A reading is a day old at most." }],
    });
    expect((await send(conditionId, { value: "4.2" })).body).toMatchObject({
      errors: [{ pointer: "/value" }],
    });
    expect((await send(conditionId, { readings })).body).toMatchObject({ taken: 100 });
  });

  test("any JSON will do where the address says what stands where", async () => {
    const { conditionId } = await measurable(cast);
    const seconds = noon.getTime() / 1000 - 60;
    const prometheus = { data: { result: [{ value: [seconds, "4.2"] }] } };
    const query = "?value=/data/result/0/value/1&at=/data/result/0/value/0&source=prometheus";
    expect((await send(conditionId, prometheus, query)).status).toBe(201);
    expect(await db.reading.findFirstOrThrow({ where: { conditionId } })).toMatchObject({
      at: later(-60),
      source: "prometheus",
      value: 4.2,
    });
    for (const [json, words] of [
      [{ data: {} }, "No number stands at /data/result/0/value/1."],
      [{ data: { result: [{ value: ["yesterday", 1] }] } }, "No instant stands at /data/result/0/value/0."],
    ] as const)
      expect((await send(conditionId, json, query)).body).toMatchObject({ status: 422, detail: words });
    expect((await send(conditionId, {}, "?unit=s")).body).toMatchObject({ code: "bad_query" });
  });

  test("a pointer leads as RFC 6901 says, and to nothing that is inherited", () => {
    const document = { "a/b": { "m~n": [10, { "": 3 }] } };
    expect(pointedAt(document, "/a~1b/m~0n/0")).toBe(10);
    expect(pointedAt(document, "/a~1b/m~0n/1/")).toBe(3);
    expect(pointedAt(5, "")).toBe(5);
    for (const nowhere of ["a", "/a~1b/m~0n/01", "/a~1b/m~0n/length", "/constructor/name", "/__proto__"])
      expect(pointedAt(document, nowhere)).toBeUndefined();
  });

  test("a token without the right, of another place, or a condition that is not there", async () => {
    const { conditionId } = await measurable(cast);
    const path = `/api/v1/conditions/${conditionId}/readings`;
    const json = { value: 1 };
    const evaluating = await tokenOf(cast);
    expect((await call("POST", path, { token: evaluating, json })).body.code).toBe("token_lacks_right");
    const elsewhere = await tokenOf(cast, { rights: ["measure"], systemIds: [cast.system.sandbox] });
    expect((await call("POST", path, { token: elsewhere, json })).status).toBe(404);
    expect((await send(crypto.randomUUID(), json)).status).toBe(404);
    expect((await send("1", json)).status).toBe(404);
    expect((await call("POST", path, { json })).status).toBe(401);
    expect(await db.reading.count({ where: { conditionId } })).toBe(0);
  });
});

describe("Alertmanager", () => {
  const alert = (condition: string, status: string, more: object = {}) => ({
    status,
    labels: { alertname: "TooManyFailures", exception_condition: condition, ...more },
    annotations: {},
    startsAt: noon.toISOString(),
  });
  const notify = (...alerts: object[]) =>
    call("POST", "/api/v1/readings/alertmanager", {
      token,
      json: { version: "4", status: "firing", alerts },
    });

  test("what fires breaks its condition, and what is resolved mends it", async () => {
    const { conditionId } = await measurable(cast);
    const { body } = await notify(alert(conditionId, "firing"));
    expect(body).toMatchObject({ readings: [{ state: "broken", inForce: false }], refused: [] });
    vi.setSystemTime(later(1));
    expect((await notify(alert(conditionId, "resolved"))).body).toMatchObject({
      readings: [{ state: "holds" }],
    });
  });

  test("one that fires while all is well says that it holds, and of several all have to", async () => {
    const { conditionId } = await measurable(cast);
    const well = { exception_while_firing: "holds" };
    expect((await notify(alert(conditionId, "firing", well))).body.readings).toMatchObject([
      { state: "holds" },
    ]);
    vi.setSystemTime(later(1));
    const both = [
      alert(conditionId, "firing", { instance: "a" }),
      alert(conditionId, "resolved", { instance: "b" }),
    ];
    expect((await notify(...both)).body.readings).toMatchObject([{ state: "broken" }]);
  });

  test("an alert of a condition that is not there does not keep the others from being taken", async () => {
    const { conditionId } = await measurable(cast);
    const strange = crypto.randomUUID();
    const { status, body } = await notify(alert(strange, "firing"), alert(conditionId, "resolved"), {
      status: "firing",
      labels: { alertname: "DiskFull" },
    });
    expect([status, body.readings.length, body.refused]).toEqual([
      200,
      1,
      [{ condition: strange, code: "not_found", detail: expect.any(String) }],
    ]);
    expect((await notify(alert(strange, "firing"))).status).toBe(422);
  });
});

test("what has to hold is read with its last reading, and is stale when that is too old", async () => {
  const { id, conditionId } = await measurable(cast);
  await send(conditionId, { value: 4.2, source: "prometheus" });
  const read = async () =>
    (await call("GET", `/api/v1/exceptions/${await numberOf(id)}/conditions`, { token })).body;
  expect(await read()).toMatchObject({
    inForce: true,
    conditions: [
      {
        id: conditionId,
        kind: "monitored",
        state: "holds",
        measure: { metric: "failed requests", comparator: "below", threshold: 5, unit: "%" },
        lastReading: { value: 4.2, source: "prometheus", staleAt: later(quarter).toISOString() },
      },
    ],
  });
  vi.setSystemTime(later(quarter));
  expect(await read()).toMatchObject({ inForce: false, conditions: [{ state: "stale" }] });
});

test("a reading that breaks it turns the gate's yes into a no at that instant; silence does so when it is too long", async () => {
  await mapTrivy(cast);
  const pipeline = await pipelineOfPayroll(cast);
  const finding = "aws_security_group.debug";
  const { conditionId } = await coveredBy(pipeline, finding);
  const gate = (at: Date) => asked(pipeline, { reports: [trivyReport({ resource: finding })], at });

  await send(conditionId, { value: 1 });
  expect(await gate(noon)).toMatchObject({ decision: "exception", validUntil: later(300) });
  vi.setSystemTime(later(700));
  expect(await gate(later(700))).toMatchObject({ decision: "exception", validUntil: later(quarter) });
  await send(conditionId, { value: 9 });
  expect(await gate(later(700))).toMatchObject({
    decision: "violation",
    findings: [{ why: "condition_broken" }],
  });
  vi.setSystemTime(later(701));
  await send(conditionId, { value: 1 });
  expect(await gate(later(701))).toMatchObject({ decision: "exception" });
  expect(await gate(later(701 + quarter))).toMatchObject({
    decision: "violation",
    findings: [{ why: "condition_stale", sentence: expect.stringContaining("stopped") }],
  });
});

async function coveredBy(pipeline: Parameters<typeof exceptionFor>[1], resource: string) {
  const exceptionId = await exceptionFor(cast, pipeline, resource, { conditions: [failures()] });
  return { conditionId: (await db.condition.findFirstOrThrow({ where: { exceptionId } })).id };
}
