// The gate over HTTP, with a real database behind it.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { GET as getGo } from "@/app/api/v1/gate/evaluations/[id]/go/route";
import { GET as getEvaluation } from "@/app/api/v1/gate/evaluations/[id]/route";
import { POST as postEvaluation } from "@/app/api/v1/gate/evaluations/route";
import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import type { AskedFinding } from "@/lib/exceptions/schemas";
import { endToken } from "@/lib/gate/end-token";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule, unmapRule } from "@/lib/gate/map-rule";
import { readReport } from "@/lib/gate/read-report";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { addPerson, type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decisionOn, filedBy, requestFor } from "@/lib/testing/requests";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let token: string;
let address: string;
const server = createServer(async (incoming, outgoing) => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const url = new URL(incoming.url ?? "/", address);
  const request = new Request(url, {
    method: incoming.method,
    headers: incoming.headers as Record<string, string>,
    ...(incoming.method === "POST" && { body: Buffer.concat(parts) }),
  });
  const [, id = "", go] = /evaluations\/([^/]+)(\/go)?$/.exec(url.pathname) ?? [];
  const params = { params: Promise.resolve({ id }) };
  const response = await (incoming.method === "POST"
    ? postEvaluation(request, { params: Promise.resolve({}) })
    : go
      ? getGo(request, params)
      : getEvaluation(request, params));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = (await newToken()).secret;
  const { policy, actor } = cast;
  await filled(mapRule(rule({ policyId: policy.tls }), actor.Root, noon));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  vi.setSystemTime(noon);
});
afterAll(() => {
  vi.useRealTimers();
  server.close();
});

const rule = (changes: object = {}) => ({
  tool: "trivy",
  pattern: "AVD-AWS-*",
  kind: null,
  severityFrom: null,
  severityTo: null,
  policyId: null,
  reason: "",
  ...changes,
});

const newToken = (changes: object = {}) =>
  filled(
    makeToken(
      {
        name: "Payroll pipeline",
        rights: ["evaluate"],
        systemIds: [cast.system.payroll],
        environments: ["production", "test"],
        days: 90,
        ...changes,
      },
      cast.actor.Root,
      noon,
    ),
  );

/** A Trivy report of an open port on each of these resources. */
const report = (...resources: string[]) =>
  JSON.stringify({
    SchemaVersion: 2,
    Results: [
      {
        Target: "net/main.tf",
        Misconfigurations: resources.map((Resource) => ({
          ID: "AWS-0107",
          Status: "FAIL",
          Severity: "HIGH",
          Message: "Open.",
          CauseMetadata: { Resource },
        })),
      },
    ],
  });

type Ask = { key?: string; secret?: string; context?: object | string; headers?: Record<string, string> };

async function ask(reports: string[], { key, secret = token, context, headers }: Ask = {}) {
  const form = new FormData();
  const asked = { system: "payroll-feed", environment: "test", ...(typeof context === "object" && context) };
  const part = typeof context === "string" ? context : JSON.stringify(asked);
  form.set("context", new Blob([part], { type: "application/json" }));
  for (const [at, one] of reports.entries()) form.append("report", new Blob([one]), `trivy-${at}.json`);
  const response = await fetch(`${address}/api/v1/gate/evaluations`, {
    method: "POST",
    body: form,
    headers: {
      authorization: `Bearer ${secret}`,
      "idempotency-key": key ?? crypto.randomUUID(),
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const get = (path: string, secret = token) =>
  fetch(`${address}${path}`, { headers: { authorization: `Bearer ${secret}` } });

/** What a request asks for, as the scanner saw it. */
function finding(resource: string): AskedFinding {
  const [found] = readReport(new TextEncoder().encode(report(resource))).findings;
  if (!found) throw new Error("no finding");
  const { fingerprint, aliasFingerprints, resourceKey, severity, occurrences } = found;
  return {
    policy: cast.policy.tls,
    fingerprint,
    aliasFingerprints,
    resourceKey,
    wholeResource: false,
    severity,
    occurrences,
    rule: "trivy:AWS-0107",
    resource,
    place: "net/main.tf",
  };
}

const asking = (resource: string) => filedBy(cast, cast.actor.Cora, { findings: [finding(resource)] });

async function inForce(resource: string) {
  const { id } = await asking(resource);
  await filled(decide(await decisionOn(id, "approve"), cast.actor.Ada, noon));
  return db.exception.findUniqueOrThrow({ where: { id } });
}

test("a pipeline asks, and a violation is answered with 201, its reason and a link", async () => {
  const nonce = "ab".repeat(16);
  const { status, headers, body } = await ask([report("aws_sg.debug")], { headers: { "gate-nonce": nonce } });
  expect(status).toBe(201);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("location")).toBe(`/api/v1/gate/evaluations/${body.id}`);
  expect(body).toMatchObject({
    decision: "violation",
    go: false,
    nonce,
    evaluatedAt: noon.toISOString(),
    validUntil: "2026-11-20T12:05:00.000Z",
    system: "payroll-feed",
    environment: "test",
    requestUrl: `https://register.example/exceptions/new?evaluation=${body.id}`,
    next: null,
    reports: [{ name: "trivy-0.json", tool: "trivy", status: "evaluated", findings: 1 }],
    policies: [{ key: "SEC-014", title: "TLS 1.2 or newer", answer: "violation", findings: 1 }],
    findings: [{ answer: "violation", why: "no_exception", rule: { tool: "trivy", id: "AWS-0107" } }],
  });
});

test("no findings are compliant, and the yes is written down", async () => {
  const { body } = await ask([report()]);
  expect(body).toMatchObject({ decision: "compliant", go: true, findings: [] });
  const evaluationId = body.id.slice("ev_".length);
  expect(await db.gateAnswer.findMany({ where: { evaluationId } })).toMatchObject([{ answer: "compliant" }]);
});

test("what is asked for is pending; approved, it is an exception; at its end a violation, with no worker", async () => {
  const { id } = await asking("aws_sg.web");
  const asked = [report("aws_sg.web")];
  const waiting = await ask(asked);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  expect(waiting.body).toMatchObject({ decision: "violation", findings: [{ why: "pending" }] });
  expect(waiting.body.findings[0].open.number).toBe(`EX-${number}`);

  await filled(decide(await decisionOn(id, "approve"), cast.actor.Ada, noon));
  const { endsAt } = await db.exception.findUniqueOrThrow({ where: { id } });
  const end = (endsAt as Date).getTime();

  vi.setSystemTime(end - 1);
  const { secret } = await newToken();
  const covered = await ask(asked, { key: "the end", secret });
  expect(covered.body).toMatchObject({
    decision: "exception",
    go: true,
    validUntil: new Date(end).toISOString(),
    findings: [{ exception: { number: `EX-${number}`, endsAt: new Date(end).toISOString() } }],
  });
  expect((await get(`/api/v1/gate/evaluations/${covered.body.id}/go`, secret)).status).toBe(204);

  vi.setSystemTime(end);
  const again = await get(`/api/v1/gate/evaluations/${covered.body.id}`, secret);
  expect(await again.json()).toMatchObject({ decision: "violation", findings: [{ why: "expired" }] });
  const go = await get(`/api/v1/gate/evaluations/${covered.body.id}/go`, secret);
  expect([go.status, await go.text()]).toEqual([403, ""]);
});

test("an exception of one place covers no other: environment, resource", async () => {
  const { number } = await inForce("aws_sg.here");
  const reports = [report("aws_sg.here")];
  expect((await ask(reports)).body.decision).toBe("exception");
  const elsewhere = await ask(reports, { context: { environment: "prod" } });
  expect(elsewhere.body.findings[0]).toMatchObject({ why: "other_environment" });
  expect(elsewhere.body.findings[0].sentence).toContain(`EX-${number}`);
  expect((await ask([report("aws_sg.there")])).body.findings[0].why).toBe("other_resource");
});

test("who changes the words of a request does not change what was found", async () => {
  const { id } = await asking("aws_sg.edited");
  const { id: _, requesterId: __, continuesId: ___, ...words } = requestFor(cast);
  const edit = { ...words, ownerId: cast.actor.Cora.id, exceptionId: id, seenRevision: 1 };
  await filled(editRequest({ ...edit, reason: "They move on Monday." }, cast.actor.Cora, noon));
  const covers = await db.cover.findMany({ where: { exceptionId: id }, orderBy: { revision: "asc" } });
  expect(covers).toMatchObject([
    { revision: 1, severity: "high", occurrences: 1, wholeResource: false },
    { revision: 2, severity: "high", occurrences: 1, wholeResource: false },
  ]);
  expect((await ask([report("aws_sg.edited")])).body.findings[0].why).toBe("pending");
});

test("the link of a violation fills a request in: what is covered or asked for already is left out", async () => {
  await inForce("aws_sg.one");
  await asking("aws_sg.two");
  const { body } = await ask([report("aws_sg.one", "aws_sg.two", "aws_sg.three", "aws_sg.four")]);
  const id = body.id.slice("ev_".length);
  const toAskFor = await whatToAskFor(id, [], noon);
  expect(toAskFor).toMatchObject({
    systemId: cast.system.payroll,
    environment: "test",
    policies: [cast.policy.tls],
    found: 2,
    findings: [finding("aws_sg.three"), finding("aws_sg.four")],
  });
  const { fingerprint } = finding("aws_sg.four");
  expect((await whatToAskFor(id, [fingerprint], noon))?.findings).toEqual([finding("aws_sg.four")]);
  expect(await whatToAskFor(crypto.randomUUID(), [], noon)).toBeNull();
});

describe("the same key", () => {
  test("and the same content is the same record with a fresh answer, whatever the boundary", async () => {
    const { id } = await inForce("aws_sg.replayed");
    const reports = [report("aws_sg.replayed")];
    const first = await ask(reports, { key: '"k1"' });
    expect(first.status).toBe(201);
    const { endsAt } = await db.exception.findUniqueOrThrow({ where: { id } });
    const second = await ask(reports, { key: "k1" });
    expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(second.body).toMatchObject({ id: first.body.id, decision: "exception" });
    expect(endsAt).not.toBeNull();
    expect(await db.evaluation.count({ where: { idempotencyKey: "k1" } })).toBe(1);
  });

  test("and other content is refused", async () => {
    await ask([report("a.b")], { key: "k2" });
    const other = await ask([report("a.c")], { key: "k2" });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  });

  test("at the same instant is one record; who comes while it runs is told to wait", async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => ask([report("a.b")], { key: "k3" })));
    expect(await db.evaluation.count({ where: { idempotencyKey: "k3" } })).toBe(1);
    for (const { status, body, headers } of outcomes) {
      expect([200, 201, 409]).toContain(status);
      if (status !== 409) continue;
      expect(body.code).toBe("in_progress");
      expect(headers.get("retry-after")).toBe("1");
    }
  });

  test("of two tokens is two questions; no key at all is refused", async () => {
    const { secret } = await newToken();
    await ask([report("a.b")], { key: "k4" });
    expect((await ask([report("a.b")], { key: "k4", secret })).status).toBe(201);
    expect(await ask([report("a.b")], { key: "" })).toMatchObject({
      status: 400,
      body: { code: "idempotency_key_missing" },
    });
  });
});

describe("who may ask", () => {
  const code = async (asked: Ask) => {
    const { status, body } = await ask([report()], asked);
    return [status, body.code];
  };

  test("no token, a cut one, one that nobody knows", async () => {
    expect(await code({ headers: { authorization: "" } })).toEqual([401, "token_missing"]);
    expect(await code({ secret: token.slice(0, -1) })).toEqual([401, "token_invalid"]);
    const { id, secret } = await newToken();
    const row = await db.apiToken.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.hash ?? []).toString("hex")).not.toContain(secret);
  });

  test("a token that was ended, and one whose 90 days are over", async () => {
    const { id, secret } = await newToken();
    expect(await code({ secret })).toEqual([201, undefined]);
    await filled(endToken({ tokenId: id }, cast.actor.Root, noon));
    expect(await code({ secret })).toEqual([401, "token_expired"]);
    vi.setSystemTime(noon.getTime() + 90 * 86_400_000 - 1);
    expect(await code({})).toEqual([201, undefined]);
    vi.setSystemTime(noon.getTime() + 90 * 86_400_000);
    expect(await code({})).toEqual([401, "token_expired"]);
  });

  test("another system, another environment, another right", async () => {
    expect(await code({ context: { system: "sandbox" } })).toEqual([403, "system_not_bound"]);
    expect(await code({ context: { system: "no-such-system" } })).toEqual([403, "system_not_bound"]);
    expect(await code({ context: { environment: "dev" } })).toEqual([403, "environment_not_bound"]);
    const { secret } = await newToken({ rights: ["export"] });
    expect(await code({ secret })).toEqual([403, "token_lacks_right"]);
  });

  test("another pipeline's evaluation is not there", async () => {
    const { body } = await ask([report()]);
    const { secret } = await newToken();
    expect((await get(`/api/v1/gate/evaluations/${body.id}`, secret)).status).toBe(404);
    expect((await get(`/api/v1/gate/evaluations/${body.id}`)).status).toBe(200);
    expect((await get("/api/v1/gate/evaluations/ev_1")).status).toBe(404);
  });

  test("tokens are made by administrators, with a name for the trail, and die with their maker's access", async () => {
    const asked = {
      name: "Mine",
      rights: ["evaluate" as const],
      systemIds: [cast.system.payroll],
      environments: ["test" as const],
      days: 1,
    };
    expect(await makeToken(asked, cast.actor.Cora, noon)).toMatchObject({ ok: false, code: "not-allowed" });

    const { actor } = await addAdministrator();
    const { secret } = await filled(makeToken(asked, actor, noon));
    expect(await code({ secret })).toEqual([201, undefined]);
    await filled(deactivatePerson({ personId: actor.id }, cast.actor.Root, noon));
    expect(await code({ secret })).toEqual([401, "token_expired"]);
  });
});

async function addAdministrator() {
  return filled(
    inTransaction(noon, async (tx) => ({
      actor: await addPerson(tx, "Rita", "administrator", noon, cast.actor.Mara.id),
    })),
  );
}

describe("what is sent", () => {
  test("is read within limits, and a report that cannot be read is kept and answered, not refused", async () => {
    const unreadable = await ask(["<html>"]);
    expect(unreadable).toMatchObject({
      status: 201,
      body: { decision: "indeterminate", go: false, reports: [{ status: "unreadable" }] },
    });
    expect(unreadable.body.doubts[0].code).toBe("report_unreadable");
    expect((await ask([])).body).toMatchObject({
      decision: "indeterminate",
      doubts: [{ code: "report_missing" }],
    });
    expect(await ask([" ".repeat(10 * 1024 * 1024 + 1)])).toMatchObject({ status: 413 });
    expect(await ask(Array(21).fill("{}"))).toMatchObject({ status: 413, body: { code: "too_large" } });
  });

  test("names system and environment, in JSON, as multipart", async () => {
    expect(await ask([report()], { context: "{" })).toMatchObject({
      status: 400,
      body: { code: "bad_context" },
    });
    const { body } = await ask([report()], { context: { environment: "moon" } });
    expect(body).toMatchObject({
      status: 400,
      type: "/problems/bad-context",
      errors: [{ pointer: "/environment" }],
    });
    const plain = await fetch(`${address}/api/v1/gate/evaluations`, {
      method: "POST",
      body: "{}",
      headers: {
        authorization: `Bearer ${token}`,
        "idempotency-key": "k",
        "content-type": "application/json",
      },
    });
    expect(plain.status).toBe(415);
    expect(plain.headers.get("content-type")).toBe("application/problem+json");
  });

  test("cannot hold a snippet or a secret that would be kept", async () => {
    const { body } = await ask([
      JSON.stringify({
        SchemaVersion: 2,
        Results: [{ Target: "a", Secrets: [{ RuleID: "pat", Title: "Token", Match: "ghp_CANARY" }] }],
      }),
    ]);
    const kept = await db.evaluation.findUniqueOrThrow({ where: { id: body.id.slice(3) } });
    expect(JSON.stringify(kept)).not.toContain("CANARY");
  });
});

describe("the rule map", () => {
  test("its control owner maps a rule, others do not; no policy is for administrators, with a reason", async () => {
    const mine = rule({ pattern: "X-1", policyId: cast.policy.tls });
    expect(await mapRule(mine, cast.actor.Cora, noon)).toMatchObject({ ok: false, code: "not-allowed" });
    const { id } = await filled(mapRule(mine, cast.actor.Ada, noon));
    expect(await mapRule(mine, cast.actor.Ada, noon)).toMatchObject({ id });
    const none = rule({ pattern: "X-1", reason: "About style." });
    expect(await mapRule(none, cast.actor.Ada, noon)).toMatchObject({ ok: false });
    await filled(mapRule(none, cast.actor.Root, noon));
    expect(await db.policyRule.findUniqueOrThrow({ where: { id } })).toMatchObject({ endedAt: noon });
    const events = await db.auditEvent.findMany({
      where: { stream: `policy_rule/${id}` },
      orderBy: { seq: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual(["rule.mapped", "rule.unmapped"]);
  });

  test("a rule that is mapped no more counts as unmapped", async () => {
    const { id } = await filled(
      mapRule(rule({ pattern: "AWS-0107", policyId: cast.policy.port }), cast.actor.Root, noon),
    );
    expect((await ask([report("a.b")])).body.policies[0].key).toBe("SEC-002");
    await filled(unmapRule({ ruleId: id }, cast.actor.Root, noon));
    expect((await ask([report("a.b")])).body.policies[0].key).toBe("SEC-014");
    const bare = JSON.stringify({
      SchemaVersion: 2,
      Results: [{ Target: "a", Licenses: [{ Name: "GPL" }] }],
    });
    expect((await ask([bare])).body.findings[0]).toMatchObject({ policy: "UNMAPPED", why: "unmapped_rule" });
  });
});
