// The register as a pipeline reads it over the API: what its places hold, and nothing else.

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { db } from "@/lib/db";
import { editSystem } from "@/lib/systems/edit-system";
import { systemEditSchema } from "@/lib/systems/schemas";
import { call, errorsIn } from "@/lib/testing/api";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf } from "@/lib/testing/gate";
import { decidedBy, filedBy } from "@/lib/testing/requests";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let token: string;
const numbers: Record<"feed" | "active" | "sandbox" | "production", string> = {
  feed: "",
  active: "",
  sandbox: "",
  production: "",
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = await tokenOf(cast, { rights: ["export"], environments: ["test"] });
  const at = (systemId: string, environment: "production" | "test") => ({
    scope: [{ policyId: cast.policy.tls, systemId, environment, resource: "" }],
  });
  const { payroll, sandbox } = cast.system;
  numbers.feed = await filed(at(payroll, "test"));
  numbers.active = await filed({ ...at(payroll, "test"), title: "Keep the old cipher" });
  numbers.sandbox = await filed(at(sandbox, "test"));
  numbers.production = await filed(at(payroll, "production"));
  await decidedBy(cast.actor.Ada, await idOf(numbers.active));
});
afterAll(() => {
  vi.useRealTimers();
});

const idOf = async (name: string) =>
  (await db.exception.findUniqueOrThrow({ where: { number: Number(name.slice(3)) } })).id;

async function filed(changes: Parameters<typeof filedBy>[2]): Promise<string> {
  const { id } = await filedBy(cast, cast.actor.Cora, changes);
  return `EX-${(await db.exception.findUniqueOrThrow({ where: { id } })).number}`;
}

const get = (path: string, headers: Record<string, string> = {}) =>
  call("GET", `/api/v1${path}`, { token, headers });
const found = async (query: string) =>
  (await get(`/exceptions${query}`)).body.exceptions.map(({ number }: { number: string }) => number);

test("the list holds what has a place that the token is bound to, newest first", async () => {
  expect(await found("")).toEqual([numbers.active, numbers.feed]);
});

test("the words of the register's search narrow it, and a word that it does not know is refused", async () => {
  expect(await found("?q=status:active")).toEqual([numbers.active]);
  expect(await found("?q=cipher")).toEqual([numbers.active]);
  expect(await found(`?q=${numbers.feed}`)).toEqual([numbers.feed]);
  expect(await found("?q=system:sandbox")).toEqual([]);
  expect(await found("?view=in-force")).toEqual([numbers.active]);
  for (const query of ["?q=risk:huge", "?view=mine", "?limit=0", "?limit=201", "?below=x"])
    expect((await get(`/exceptions${query}`)).body).toMatchObject({ status: 400, code: "bad_query" });
});

test("one page leads to the next", async () => {
  const first = await get("/exceptions?limit=1&q=policy:SEC-014");
  expect(first.body.exceptions).toHaveLength(1);
  const second = await get(first.body.next.replace("/api/v1", ""));
  expect(second.body.exceptions.map(({ number }: { number: string }) => number)).toEqual([numbers.feed]);
  expect(second.body.next).toBeNull();
});

test("one exception is told whole; who has it already is told that nothing changed", async () => {
  const { body, headers } = await get(`/exceptions/${numbers.active}`);
  expect(body).toMatchObject({
    status: "active",
    inForce: true,
    owner: "Cora",
    approvedBy: ["Ada"],
    scope: [{ policy: "SEC-014", system: "payroll-feed", environment: "test" }],
    decisions: [{ by: "Ada", verdict: "approve", group: "Security" }],
  });
  const again = await get(`/exceptions/${numbers.active}`, { "if-none-match": headers.get("etag") ?? "" });
  expect([again.status, again.body]).toEqual([304, null]);
});

test("what stands in another place is not there, nor are its events", async () => {
  for (const name of [numbers.sandbox, numbers.production, "EX-999999", "nothing"]) {
    expect((await get(`/exceptions/${name}`)).status).toBe(404);
    expect((await get(`/exceptions/${name}/events`)).status).toBe(404);
  }
});

test("the events are the chain of the trail, with its hashes", async () => {
  const { body } = await get(`/exceptions/${numbers.active}/events`);
  const chain = await db.auditEvent.findMany({
    where: { exceptionId: await idOf(numbers.active) },
    orderBy: { seq: "asc" },
  });
  expect(body.events.map(({ seq, hash }: { seq: number; hash: string }) => [seq, hash])).toEqual(
    chain.map(({ seq, hash }) => [seq, Buffer.from(hash).toString("hex")]),
  );
  expect(body.events[1]).toMatchObject({
    action: "request.approved",
    sentence: `Ada approved step 1 of ${numbers.active}, revision 1`,
    remark: "Read and weighed.",
    statusBefore: "pending",
    status: "active",
  });
});

test("the catalogue is whole; of the systems those of the token, in its environments", async () => {
  const { policies } = (await get("/policies")).body;
  expect(policies.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(["DAT-001", "SEC-002", "SEC-014"]),
  );
  expect((await get("/systems")).body.systems).toEqual([
    expect.objectContaining({ key: "payroll-feed", environments: ["test"], model: "", dataSets: [] }),
  ]);
});

test("a system tells which model it is, whose, on which data, and where its records stand", async () => {
  const known = {
    model: "gpt-5.2, March 2026",
    vendor: "Norsk Språk AS",
    dataSets: ["payslips", "contracts"],
    deployment: "eu-north-1",
    modelRecord: "MI-12",
    modelRecordUrl: "https://inventory.example/MI-12",
    vendorRecord: "V-4",
    vendorRecordUrl: "https://vendors.example/V-4",
  };
  const {
    id: systemId,
    key,
    retiredAt,
    ...facts
  } = await db.system.findUniqueOrThrow({
    where: { id: cast.system.payroll },
  });
  await filled(editSystem(systemEditSchema.parse({ ...facts, systemId, ...known }), cast.actor.Root, noon));
  const { body } = await get("/systems");
  expect(errorsIn("Systems", body)).toEqual([]);
  expect(body.systems).toMatchObject([known]);
});

test("without the right to export nothing of it is read", async () => {
  const other = await tokenOf(cast, { rights: ["evaluate", "request", "recheck"] });
  for (const path of ["/exceptions", `/exceptions/${numbers.feed}`, "/policies", "/systems"]) {
    const { status, body } = await call("GET", `/api/v1${path}`, { token: other });
    expect([status, body.code]).toEqual([403, "token_lacks_right"]);
  }
});
