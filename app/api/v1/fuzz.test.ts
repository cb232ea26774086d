// What integrators and attackers get wrong: 5,000 calls that were right once and are spoilt in one place or several. No door
// breaks, none tells of what the token may not see or of the database, and what is refused changes nothing. Each answer is
// also held against the document (lib/testing/api.ts).

import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { db } from "@/lib/db";
import { mapRule } from "@/lib/gate/map-rule";
import { type Answer, type Call, call } from "@/lib/testing/api";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf, trivyReport } from "@/lib/testing/gate";
import { measurable } from "@/lib/testing/measured";
import { naughtyStrings } from "@/lib/testing/naughty-strings";
import { askingFor, evaluated } from "@/lib/testing/pipeline";
import { decidedBy, filedBy } from "@/lib/testing/requests";

import { endpoints } from "./endpoints";

const { DATABASE_SUPERUSER_URL } = await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);
process.env.API_REQUESTS_PER_MINUTE = "1000000";

const runs = process.env.TEST_LONG ? 100_000 : 5_000;
const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);
const canary = "canary 7f3a9c, of another system";

type Right = { method: string; path: string; right: number[] } & Call & { context?: object; file?: string };

let cast: Cast;
let token: string;
let client: pg.Client;
let counting: string;
let rightCalls: Record<string, Right>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = await tokenOf(cast, { rights: ["evaluate", "request", "recheck", "export", "measure"] });
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, noon));
  const sandbox = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.sandbox,
      environment: "test" as const,
      resource: canary,
    },
  ];
  await filedBy(cast, cast.actor.Sam, { title: canary, reason: canary, scope: sandbox });
  const { id: active, conditionId } = await measurable(cast);
  const pending = await nameOf((await filedBy(cast, cast.actor.Cora)).id);
  await decidedBy(cast.actor.Ada, (await filedBy(cast, cast.actor.Cora)).id);
  rightCalls = await callsOf(await nameOf(active), pending, conditionId);
  client = new pg.Client(DATABASE_SUPERUSER_URL);
  await client.connect();
  counting = await countingEachTable();
}, 120_000);
afterAll(async () => {
  vi.useRealTimers();
  delete process.env.API_REQUESTS_PER_MINUTE;
  await client.end();
});

const nameOf = async (id: string) =>
  `EX-${(await db.exception.findUniqueOrThrow({ where: { id }, select: { number: true } })).number}`;

/** One that is right for each door, and how it is answered then. */
async function callsOf(active: string, pending: string, conditionId: string): Promise<Record<string, Right>> {
  const { body: evaluation } = await evaluated(token, ["aws_security_group.fuzzed"]);
  const asked = await askingFor(token, ["aws_security_group.asked"]);
  const get = (path: string, ...right: number[]): Right => ({ method: "GET", path, right });
  const post = (path: string, sent: Partial<Right>, ...right: number[]): Right => ({
    method: "POST",
    path,
    right,
    headers: { "idempotency-key": "fuzz-1" },
    ...sent,
  });
  const context = { system: "payroll-feed", environment: "test" };
  const found = { repository: "acme/feed", commit: "4f2c1d", system: "payroll-feed" };
  const alert = {
    status: "firing",
    labels: { alertname: "Fails", exception_condition: conditionId },
    startsAt: noon.toISOString(),
  };
  const nobodysRecheck = "/rechecks/00000000-0000-4000-8000-000000000000";
  return {
    "post /gate/evaluations": post(
      "/gate/evaluations",
      { context, file: trivyReport({ resource: "a.b" }) },
      201,
      200,
    ),
    "get /gate/evaluations/{id}": get(`/gate/evaluations/${evaluation.id}`, 200),
    "get /gate/evaluations/{id}/go": get(`/gate/evaluations/${evaluation.id}/go`, 403, 204),
    "post /gate/requests": post("/gate/requests", { json: asked }, 201, 200),
    "get /gate/requests/{number}": get(`/gate/requests/${pending}?wait=0`, 200),
    // A person filed it: this token may look, and not take it back.
    "post /gate/requests/{number}/withdraw": post(
      `/gate/requests/${pending}/withdraw`,
      { json: { reason: "Gone." } },
      404,
    ),
    "get /rechecks": get("/rechecks?status=open", 200),
    // Opened by a one-time token, or by one of an issuer, and by no other.
    "post /rechecks/{id}/answer": post(`${nobodysRecheck}/answer`, { json: { outcome: "compliant" } }, 401),
    "post /rechecks/{id}/evaluations": post(
      `${nobodysRecheck}/evaluations`,
      { context: {}, file: trivyReport() },
      401,
    ),
    "post /gate/tokens": post("/gate/tokens", {}, 401),
    "get /exports/{format}": get("/exports/trivyignore?system=payroll-feed&environment=test", 200, 204),
    "post /gate/found-entries": post(
      "/gate/found-entries",
      { context: found, file: "CVE-2024-0001\n" },
      201,
      200,
    ),
    "get /gate/found-entries": get("/gate/found-entries?system=payroll-feed", 200),
    "post /conditions/{id}/readings": post(
      `/conditions/${conditionId}/readings`,
      { json: { value: 4.2 } },
      201,
      200,
    ),
    "get /exceptions/{number}/conditions": get(`/exceptions/${active}/conditions`, 200),
    "post /readings/alertmanager": post(
      "/readings/alertmanager",
      { json: { version: "4", alerts: [alert] } },
      200,
    ),
    "get /exceptions": get("/exceptions?q=risk:low&limit=5", 200),
    "get /exceptions/{number}": get(`/exceptions/${active}`, 200),
    "get /exceptions/{number}/events": get(`/exceptions/${active}/events`, 200),
    "get /policies": get("/policies", 200),
    "get /systems": get("/systems", 200),
    "get /openapi.json": get("/openapi.json", 200),
  };
}

function send({ method, path, right: _, context, file, ...sent }: Right): Promise<Answer> {
  const body = new FormData();
  if (context) body.set("context", new Blob([JSON.stringify(context)], { type: "application/json" }));
  if (context && file !== undefined) body.append("report", new Blob([file]), "report.json");
  return call(method, `/api/v1${path}`, { token, ...sent, ...(context && { body }) });
}

test("every door of the document has a call that is right, and it is answered so", async () => {
  expect(Object.keys(rightCalls).sort()).toEqual(
    endpoints.map(({ method, path }) => `${method} ${path}`).sort(),
  );
  for (const [door, right] of Object.entries(rightCalls)) {
    const { status, body } = await send(right);
    expect(right.right, `${door}: ${status} ${JSON.stringify(body)}`).toContain(status);
  }
});

// ------------------------------------------------------------------------------------------------ what is spoilt

const odd = fc.oneof(
  fc.constantFrom<unknown>(...naughtyStrings.filter((text) => text.length < 5_000)),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 53,
    -1e308,
    [],
    {},
    [[]],
    { $gt: "" },
    "\u0000",
    "\ud800",
  ),
  fc.constantFrom<unknown>(
    "' OR 1=1 --",
    "00000000-0000-0000-0000-000000000000",
    "EX-99999999999",
    "ev_",
    "9".repeat(400),
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const word = odd.map((value) => (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 2_000));

type Spoil = (call: Right) => Right;
type Json = Record<string, unknown> | unknown[];

/** Each key and index within, by the way to it. */
function waysInto(value: unknown, way: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...way, key], ...waysInto(inner, [...way, key])]);
}

function withoutOrWith(
  json: object,
  at: number,
  change: (holder: Record<string, unknown>, key: string) => void,
) {
  const copy = structuredClone(json) as Json;
  const ways = waysInto(copy);
  const way = ways[at % Math.max(ways.length, 1)];
  if (!way) return copy;
  const holder = way
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy);
  change(holder as Record<string, unknown>, way.at(-1) as string);
  return copy;
}

/** In the body that it has: JSON, or the context of a form. */
const inBody =
  (change: (body: object) => unknown): Spoil =>
  (sent) => {
    if (sent.context) return { ...sent, context: change(sent.context) as object };
    return sent.json ? { ...sent, json: change(sent.json) } : sent;
  };

const spoils = fc.oneof<fc.Arbitrary<Spoil>[]>(
  fc.tuple(fc.nat(), odd).map(([at, value]) =>
    inBody((body) =>
      withoutOrWith(body, at, (holder, key) => {
        holder[key] = value;
      }),
    ),
  ),
  fc.nat().map((at) =>
    inBody((body) =>
      withoutOrWith(body, at, (holder, key) => {
        delete holder[key];
      }),
    ),
  ),
  fc
    .tuple(fc.constantFrom("status", "verdict", "id", "approved", "__proto__x", "where", "raisedTo"), odd)
    .map(([key, value]) => inBody((body) => ({ ...body, [key]: value }))),
  odd.map((value) => inBody(() => value)),
  // A part of the path, and a word of the query.
  fc.tuple(fc.nat(), word).map(
    ([at, text]): Spoil =>
      ({ path, ...sent }) => {
        const [where = "", query] = path.split("?");
        const parts = where.split("/");
        const last = parts.findLastIndex((part) => /\d|trivy/.test(part));
        if (last > 0) parts[last] = encoded(at % 2 ? text : `${parts[last]}${text}`) || "x";
        return { ...sent, path: query === undefined ? parts.join("/") : `${parts.join("/")}?${query}` };
      },
  ),
  fc
    .tuple(
      fc.constantFrom(
        "q",
        "view",
        "limit",
        "below",
        "wait",
        "status",
        "system",
        "environment",
        "folder",
        "from",
        "value",
        "at",
        "gone",
      ),
      word,
    )
    .map(
      ([name, text]): Spoil =>
        ({ path, ...sent }) => {
          const [where = "", query = ""] = path.split("?");
          const asked = new URLSearchParams(query);
          asked.set(name, name === "wait" ? text.replace(/^\d+$/, "0") : text);
          return { ...sent, path: `${where}?${asked}` };
        },
    ),
  fc
    .tuple(
      fc.constantFrom(
        "idempotency-key",
        "if-none-match",
        "gate-nonce",
        "content-type",
        "authorization",
        "accept",
        "content-encoding",
      ),
      word,
    )
    .map(
      ([name, text]): Spoil =>
        ({ headers, ...sent }) => ({
          ...sent,
          headers: { ...headers, [name]: text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "?") },
        }),
    ),
  fc.constant<Spoil>(({ headers: _, ...sent }) => sent),
  // The bytes of the body themselves.
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 30 })).map(
    ([at, bytes]): Spoil =>
      ({ json, context, ...sent }) => {
        if (sent.method === "GET") return { json, context, ...sent };
        const text = Buffer.from(JSON.stringify(json ?? context ?? {}));
        const cut = Buffer.concat([text.subarray(0, at % (text.length + 1)), bytes]);
        return { ...sent, body: cut, headers: { "content-type": "application/json", ...sent.headers } };
      },
  ),
  // The report: another file, or a spoilt one.
  fc.tuple(fc.nat(), word).map(
    ([at, text]): Spoil =>
      ({ file, ...sent }) => ({
        ...sent,
        ...(file !== undefined && { file: file.slice(0, at % (file.length + 1)) + text }),
      }),
  ),
);

function encoded(text: string): string {
  return encodeURIComponent(text.slice(0, 300).toWellFormed()).replaceAll(".", "%2E");
}

/** What changes with each act, and only then: how many rows each table has, and the newest change of one. */
async function standing(): Promise<string> {
  const { rows } = await client.query(counting);
  return JSON.stringify(rows);
}

async function countingEachTable(): Promise<string> {
  // How often it was asked and when a token was last used is told of refused calls, too.
  const tables = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
     AND c.relname <> ALL ('{attempt,api_token,idempotency}') ORDER BY 1`,
  );
  return tables.rows
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) AS n, max(xmin::text::bigint) AS newest FROM "${name}"`,
    )
    .join(" UNION ALL ");
}

const leaks = new RegExp(
  [
    canary,
    'Failing row|DETAIL:|violates |invalid input syntax|duplicate key|relation "|syntax error at|prisma|node_modules|\\bat .*\\.ts:\\d',
  ].join("|"),
  "i",
);

test(`${runs.toLocaleString("en")} spoilt calls (TEST_SEED=${seed})`, { timeout: 3_600_000 }, async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const doors = Object.keys(rightCalls);
  const told = new Map<string, Map<number, number>>();
  let before = await standing();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...doors),
      fc.array(spoils, { minLength: 1, maxLength: 3 }),
      fc.nat(),
      async (door, changes, key) => {
        const right = rightCalls[door] as Right;
        const fresh = right.headers && { headers: { "idempotency-key": `fuzz-${key % 1_000_000}` } };
        const spoilt = changes.reduce((sent, spoil) => spoil(sent), { ...right, ...fresh });
        const { status, headers, body } = await send(spoilt);
        expect(status, `${door}: ${JSON.stringify(body)} ${log.mock.calls.at(-1)}`).toBeLessThan(500);
        expect(`${JSON.stringify(body)} ${JSON.stringify([...headers])}`).not.toMatch(leaks);
        const counts = told.get(door) ?? new Map<number, number>();
        told.set(door, counts.set(status, (counts.get(status) ?? 0) + 1));
        const after = await standing();
        if (status >= 400)
          expect(after, `${door} was refused with ${status}, and something changed`).toBe(before);
        before = after;
      },
    ),
    { numRuns: runs, seed, endOnFailure: true },
  );
  log.mockRestore();
  const sum = (of: (status: number) => boolean) =>
    [...told.values()]
      .flatMap((counts) => [...counts])
      .reduce((all, [status, n]) => all + (of(status) ? n : 0), 0);
  // None of it may have been for nothing: every door was knocked at often, and many calls were heard in spite of it all.
  expect(sum(() => true)).toBe(runs);
  expect(
    [...told.values()]
      .map((counts) => [...counts.values()].reduce((all, n) => all + n, 0))
      .every((n) => n > runs / 50),
  ).toBe(true);
  expect(told.size).toBe(doors.length);
  expect(sum((status) => status < 300)).toBeGreaterThan(runs / 10);
  expect(sum((status) => status >= 400 && status !== 401)).toBeGreaterThan(runs / 5);
});
