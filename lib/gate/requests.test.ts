// A pipeline asks, waits and takes back, over the API and with a real database behind it.

import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { lockException } from "@/lib/exceptions/lock-exception";
import type { Edit } from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import { endToken } from "@/lib/gate/end-token";
import { mapRule } from "@/lib/gate/map-rule";
import { call, errorsIn } from "@/lib/testing/api";
import { type Cast, filled, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf } from "@/lib/testing/gate";
import { ask, askingFor, evaluated, noonPlus, rights } from "@/lib/testing/pipeline";
import { race } from "@/lib/testing/race";
import { decisionOn, lowRisk, requestFor } from "@/lib/testing/requests";

const { DATABASE_SUPERUSER_URL } = await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let token: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = await tokenOf(cast, { name: "Main pipeline", rights });
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, noon));
});
beforeEach(() => {
  vi.setSystemTime(noon);
});
afterAll(() => {
  vi.useRealTimers();
});

let resources = 0;
const newResource = () => `aws_security_group.r${++resources}`;

const numberOf = (name: string) => Number(name.replace("EX-", ""));
const idOf = async (name: string) =>
  (await db.exception.findUniqueOrThrow({ where: { number: numberOf(name) } })).id;

/** What the requester's form posts: the words of the request, made their own. */
async function editOf(name: string, changes: Partial<Edit> = {}): Promise<Edit> {
  const { id, requesterId, continuesId, emergency, ...request } = requestFor(cast);
  const exceptionId = await idOf(name);
  const { revision } = await db.exception.findUniqueOrThrow({ where: { id: exceptionId } });
  // The pipeline called it moderate, and nobody lowers that (R8).
  const classification = { ...lowRisk, dataSensitivity: "confidential" as const };
  return { ...request, classification, exceptionId, seenRevision: revision, ...changes };
}

const submitted = async (name: string) => filled(editRequest(await editOf(name), cast.actor.Cora, noon));

describe("a token asks for a person", () => {
  test("what it asks for is born sent back to the requester, and covers the findings that were seen", async () => {
    const asked = await askingFor(token, [newResource()], { category: "mitigated" });
    const { status, body, headers } = await ask(token, asked);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "pending",
      subState: "sent_back",
      revision: 1,
      inForce: false,
      endsAt: "2026-11-23T18:00:00.000Z",
      requester: "cora@example.com",
      alreadyCovered: [],
      steps: [{ group: "Security", needed: 1, given: 0 }],
      lapsesAt: expect.stringMatching(/^2026-12-20T12:00:\d\d/),
      url: `https://register.example/exceptions/${body.number}`,
    });
    expect(headers.get("location")).toBe(`/api/v1/gate/requests/${body.number}`);

    const id = await idOf(body.number);
    const { title } = await db.exception.findUniqueOrThrow({ where: { id } });
    expect(title).toBe("SEC-014 on Payroll feed: trivy:AWS-0107 aws_security_group.r1");
    const covers = await db.cover.findMany({ where: { exceptionId: id } });
    expect(covers.map(({ fingerprint, policyId }) => [fingerprint, policyId])).toEqual([
      [asked.fingerprints[0], cast.policy.tls],
    ]);
    const parties = await db.party.findMany({ where: { exceptionId: id } });
    expect(new Set(parties.map(({ personId }) => personId))).toEqual(
      new Set([cast.actor.Cora.id, cast.actor.Root.id]),
    );
    const [event] = await db.auditEvent.findMany({ where: { exceptionId: id } });
    expect(event).toMatchObject({
      via: "token",
      action: "request.filed",
      actorId: cast.actor.Root.accountId,
    });
  });

  test("it names its exact footprint in the form's words, which is decided on and read back", async () => {
    const footprint = { deployment: "eu-central-1", dataSets: "payslips, contracts, payslips" };
    const { status, body } = await ask(token, await askingFor(token, [newResource()], { footprint }));
    expect(status).toBe(201);
    const id = await idOf(body.number);
    const said = { deployment: "eu-central-1", faces: "", dataSets: ["payslips", "contracts"] };
    const { content } = await db.revision.findFirstOrThrow({ where: { exceptionId: id } });
    expect(content).toMatchObject({ scope: [{ footprint: said }] });
    const read = await call("GET", `/api/v1/exceptions/${body.number}`, { token });
    expect(errorsIn("Exception", read.body)).toEqual([]);
    expect(read.body.scope).toMatchObject([{ system: "payroll-feed", footprint: said }]);

    const wrong = { footprint: { deployment: "x".repeat(201), region: "eu" } };
    const refused = await ask(token, await askingFor(token, [newResource()], wrong));
    expect([refused.status, refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ["/footprint/deployment", "/footprint"],
    ]);
  });

  test("the requester alone submits it; findings and category go with it, and the approval opens the gate", async () => {
    const resource = newResource();
    const asked = await askingFor(token, [resource], { category: "false_positive" });
    const { body } = await ask(token, asked);
    const exceptionId = await idOf(body.number);
    expect((await evaluated(token, [resource])).body.findings[0]).toMatchObject({ why: "sent_back" });

    expect(await decide(await decisionOn(exceptionId, "approve"), cast.actor.Ada, noon)).toMatchObject({
      ok: false,
      code: "wrong-status",
    });
    expect(await editRequest(await editOf(body.number), cast.actor.Root, noon)).toMatchObject({
      ok: false,
      code: "not-allowed",
      message: "A pipeline asked for this in its requester’s name. Only they submit it.",
    });
    await submitted(body.number);
    const { content } = await db.revision.findUniqueOrThrow({
      where: { exceptionId_number: { exceptionId, number: 2 } },
    });
    expect(content).toMatchObject({
      category: "false_positive",
      findings: [{ fingerprint: asked.fingerprints[0] }],
    });

    await filled(decide(await decisionOn(exceptionId, "approve"), cast.actor.Ada, noon));
    expect((await evaluated(token, [resource])).body).toMatchObject({ decision: "exception", go: true });
    const { body: now } = await call("GET", `/api/v1/gate/requests/${body.number}`, { token });
    expect(now).toMatchObject({ status: "active", inForce: true, steps: [{ needed: 1, given: 1 }] });
  });

  test("its maker is a party: not on screen and not by SQL do they decide (R4)", async () => {
    await filled(
      inTransaction(noon, async (tx) => {
        await seat(tx, cast.group.security, cast.actor.Root.id, noon);
        return {};
      }),
    );
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    await submitted(body.number);
    const exceptionId = await idOf(body.number);
    const decision = await decisionOn(exceptionId, "approve");
    for (const name of ["Root", "Cora"] as const) {
      expect(await decide(decision, cast.actor[name], noon)).toMatchObject({
        ok: false,
        code: "party-to-it",
      });
    }
    const { accountId, sessionId, id: personId } = cast.actor.Root;
    const written = await inTransaction(noon, async (tx) => {
      const [step] = (await lockException(tx, exceptionId))?.steps ?? [];
      await tx.decision.create({
        data: {
          exceptionId,
          revision: decision.revision,
          contentHash: new Uint8Array(Buffer.from(decision.contentHash, "hex")),
          stepId: step?.id as string,
          verdict: "approve",
          comment: "",
          accountId,
          sessionId,
          personId,
        },
      });
      return { ok: true as const };
    });
    expect(written).toMatchObject({ ok: false, message: "A party does not decide. Nothing was recorded." });
  });
});

describe("the same is asked for once (test 9)", () => {
  test("asked again under another key: 200 with the same number, while it waits and when it is in force", async () => {
    const asked = await askingFor(token, [newResource()]);
    const first = await ask(token, asked);
    const again = await ask(token, asked);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.number).toBe(first.body.number);
    expect(again.headers.get("idempotent-replayed")).toBeNull();

    await submitted(first.body.number);
    const id = await idOf(first.body.number);
    await filled(decide(await decisionOn(id, "approve"), cast.actor.Ada, noon));
    const inForce = await ask(token, asked);
    expect([inForce.status, inForce.body.number, inForce.body.inForce]).toEqual([
      200,
      first.body.number,
      true,
    ]);
  });

  test("what is asked for in part: 201 for the rest, and the part is named", async () => {
    const [known, other] = [newResource(), newResource()];
    const first = await ask(token, await askingFor(token, [known]));
    const asked = await askingFor(token, [known, other]);
    const { status, body } = await ask(token, asked);
    expect(status).toBe(201);
    expect(body.alreadyCovered).toEqual([
      { fingerprint: expect.stringMatching(/^f1:/), exception: first.body.number },
    ]);
    const covers = await db.cover.findMany({ where: { exceptionId: await idOf(body.number) } });
    expect(covers).toHaveLength(1);
    expect(asked.fingerprints).toEqual(
      expect.arrayContaining([covers[0]?.fingerprint, body.alreadyCovered[0].fingerprint]),
    );
  });

  test("two at the same instant make one record", async () => {
    const asked = await askingFor(token, [newResource()]);
    const place = {
      text: "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
      values: [`ask ${cast.system.payroll} test`],
    };
    const one = async () => ({ ok: true as const, ...(await ask(token, asked)) });
    const [first, second] = await race(place, one, one);
    expect([first.status, second.status].sort()).toEqual([200, 201]);
    expect(first.body.number).toBe(second.body.number);
  });
});

describe("what cannot be asked for", () => {
  const pointers = (body: { errors?: { pointer: string }[] }) => body.errors?.map(({ pointer }) => pointer);

  test("each field that is missing or wrong is named, all at once (422)", async () => {
    const asked = await askingFor(token, [newResource()], {
      reason: " ",
      owner: "nobody",
      level: "huge",
      end: "tomorrow",
      category: "other",
    });
    const { status, body } = await ask(token, asked);
    expect([status, body.code]).toEqual([422, "request_incomplete"]);
    expect(pointers(body)?.sort()).toEqual(["/category", "/end", "/level", "/owner", "/reason"]);
    expect((await ask(token, {})).body.errors.length).toBeGreaterThanOrEqual(10);
  });

  test.each([
    ["a requester nobody knows", { requester: "nobody@example.com" }, "request_incomplete", "/requester"],
    ["an owner nobody knows", { owner: "nobody@example.com" }, "request_incomplete", "/owner"],
    ["an auditor as requester", { requester: "otto@example.com" }, "requester_not_a_person", "/requester"],
    ["an auditor as owner", { owner: "otto@example.com" }, "request_incomplete", "/owner"],
    ["an end beyond the limit of the risk", { end: "2026-12-24T12:00:00Z" }, "request_incomplete", "/end"],
    ["no end (lesson 12)", { end: undefined }, "request_incomplete", "/end"],
    ["a length beyond it", { end: undefined, seconds: 40 * 86_400 }, "request_incomplete", "/seconds"],
    ["an end and a length", { seconds: 3600 }, "request_incomplete", "/end"],
    ["a finding that is not there", { fingerprints: ["f1:00"] }, "request_incomplete", "/fingerprints/0"],
    ["no evaluation", { evaluation: "ev_nothing" }, "request_incomplete", "/evaluation"],
    ["a field that nobody reads", { approved: true }, "request_incomplete", ""],
  ])("%s", async (_, changes, code, pointer) => {
    const { status, body } = await ask(token, await askingFor(token, [newResource()], changes));
    expect([status, body.code, pointers(body)]).toEqual([422, code, [pointer]]);
  });

  test("another token's evaluation is none of its business", async () => {
    const other = await tokenOf(cast, { rights });
    const { status, body } = await ask(other, await askingFor(token, [newResource()]));
    expect([status, pointers(body)]).toEqual([422, ["/evaluation"]]);
  });

  test("a token without the right, and one that is not bound here", async () => {
    const reader = await tokenOf(cast, { rights: ["evaluate"] });
    expect((await ask(reader, await askingFor(reader, [newResource()]))).body.code).toBe("token_lacks_right");
  });

  test("what is no JSON, another media type, or too large", async () => {
    const send = (body: string, type = "application/json") =>
      call("POST", "/api/v1/gate/requests", {
        token,
        body,
        headers: { "idempotency-key": "k", "content-type": type },
      });
    expect((await send("{")).body.code).toBe("request_incomplete");
    expect((await send("{}", "text/plain")).status).toBe(415);
    expect((await send(`"${"x".repeat(600_000)}"`)).status).toBe(413);
  });
});

describe("the same sending again (test 10)", () => {
  test("the same key with the same content is answered anew; with other content it is refused", async () => {
    const asked = await askingFor(token, [newResource()]);
    const first = await ask(token, asked, "key-1");
    await filled(
      withdraw({ exceptionId: await idOf(first.body.number), reason: "Not now." }, cast.actor.Cora, noon),
    );
    const again = await ask(token, asked, '"key-1"');
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(again.body).toMatchObject({
      number: first.body.number,
      status: "closed",
      closeReason: "withdrawn",
    });

    const other = await ask(token, { ...asked, reason: "Something else." }, "key-1");
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("a key is forgotten after 24 hours, and not a millisecond before", async () => {
    const resource = newResource();
    const first = await ask(token, await askingFor(token, [resource]), "key-2");
    vi.setSystemTime(noonPlus(86_400_000 - 1));
    const asked = await askingFor(token, [resource]);
    expect((await ask(token, asked, "key-2")).status).toBe(422);
    vi.setSystemTime(noonPlus(86_400_000));
    const later = await ask(token, asked, "key-2");
    expect([later.status, later.body.number]).toEqual([200, first.body.number]);
  });

  test("without a key: 400; while the same is being answered: 409", async () => {
    const asked = await askingFor(token, [newResource()]);
    expect((await ask(token, asked, null)).body.code).toBe("idempotency_key_missing");

    const { id } = await db.apiToken.findFirstOrThrow({ where: { name: "Main pipeline" } });
    const holder = new pg.Client(DATABASE_SUPERUSER_URL);
    await holder.connect();
    await holder.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`requests ${id} busy`]);
    const busy = await ask(token, asked, "busy");
    await holder.end();
    expect([busy.status, busy.body.code, busy.headers.get("retry-after")]).toEqual([409, "in_progress", "1"]);
    expect((await ask(token, asked, "busy")).status).toBe(201);
  });
});

describe("waiting (test 11)", () => {
  const get = (name: string, query = "", headers: Record<string, string> = {}) =>
    call("GET", `/api/v1/gate/requests/${name}${query}`, { token, headers });

  test("unchanged: 304 without a body, and when to ask again", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const first = await get(body.number);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await get(body.number, "?wait=1", { "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.body, again.headers.get("retry-after")]).toEqual([304, null, "5"]);
    await submitted(body.number);
    const changed = await get(body.number, "?wait=25", { "if-none-match": etag });
    expect([changed.status, changed.body.revision]).toEqual([200, 2]);
  });

  test("a decision is told at once and not after the wait, also to who came without a tag", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    await submitted(body.number);
    const waiting = get(body.number, "?wait=20");
    await new Promise((resolve) => setTimeout(resolve, 700));
    const id = await idOf(body.number);
    await filled(decide(await decisionOn(id, "approve"), cast.actor.Ada, noon));
    const decidedAt = performance.now();
    expect((await waiting).body).toMatchObject({ status: "active", inForce: true });
    expect(performance.now() - decidedAt).toBeLessThan(5000);
  });

  test("who hangs up is not waited for", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const { waitForChange } = await import("@/lib/gate/wait-for-change");
    const { pipelineOf } = await import("@/lib/gate/pipeline");
    const pipeline = await pipelineOf(`Bearer ${token}`, noon);
    if ("problem" in pipeline) throw new Error(pipeline.detail);
    const since = performance.now();
    await waitForChange(
      { number: numberOf(body.number), version: 1 },
      pipeline,
      20,
      AbortSignal.timeout(200),
    );
    expect(performance.now() - since).toBeLessThan(5000);
  });

  test.each(["26", "-1", "1.5", "soon", "999"])("wait=%s is refused", async (wait) => {
    const { body } = await get("EX-1", `?wait=${wait}`);
    expect(body.code).toBe("bad_wait");
  });

  test("a number that is not there, and one in a place that the token is not bound to", async () => {
    expect((await get("EX-999999")).status).toBe(404);
    expect((await get("nothing")).status).toBe(404);
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const elsewhere = await tokenOf(cast, { rights, environments: ["production"] });
    const read = (secret: string) => call("GET", `/api/v1/gate/requests/${body.number}`, { token: secret });
    expect((await read(elsewhere)).status).toBe(404);
    expect((await read(token)).status).toBe(200);
  });
});

describe("taking back", () => {
  const withdrawn = (name: string, key: string, secret = token) =>
    call("POST", `/api/v1/gate/requests/${name}/withdraw`, {
      token: secret,
      json: { reason: "The port is closed." },
      headers: { "idempotency-key": key },
    });

  test("a token withdraws what it asked for, once, and the trail names it", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const first = await withdrawn(body.number, "w-1");
    expect([first.status, first.body.status, first.body.closeReason]).toEqual([200, "closed", "withdrawn"]);
    const again = await withdrawn(body.number, "w-1");
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect((await withdrawn(body.number, "w-2")).body).toMatchObject({
      status: 409,
      code: "wrong_status",
      detail: "This exception is closed (withdrawn), so it cannot be withdrawn.",
    });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { exceptionId: await idOf(body.number), version: 2 },
    });
    expect(event).toMatchObject({ via: "token", body: { name: "Main pipeline" } });
  });

  test("not what another token asked for, nor what a person filed", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const other = await tokenOf(cast, { rights });
    expect((await withdrawn(body.number, "w-3", other)).status).toBe(404);
  });

  test("without a reason: 422", async () => {
    const { body } = await ask(token, await askingFor(token, [newResource()]));
    const { status, body: problem } = await call("POST", `/api/v1/gate/requests/${body.number}/withdraw`, {
      token,
      json: {},
      headers: { "idempotency-key": "w-4" },
    });
    expect([status, problem.errors[0].pointer]).toEqual([422, "/reason"]);
  });
});

describe("a token", () => {
  test("that has ended opens no door", async () => {
    const secret = await tokenOf(cast, { name: "Short", rights });
    const { id } = await db.apiToken.findFirstOrThrow({ where: { name: "Short" } });
    await filled(endToken({ tokenId: id }, cast.actor.Root, noon));
    for (const [method, path] of [
      ["GET", "/api/v1/gate/requests/EX-1"],
      ["GET", "/api/v1/exceptions"],
      ["POST", "/api/v1/gate/requests"],
    ] as const) {
      expect((await call(method, path, { token: secret })).body.code).toBe("token_expired");
      expect((await call(method, path)).body.code).toBe("token_missing");
    }
  });

  test("asks so often within a minute and no more; another one, and the next minute, are not hurt", async () => {
    const [busy, other] = [await tokenOf(cast, { rights }), await tokenOf(cast, { rights })];
    process.env.API_REQUESTS_PER_MINUTE = "3";
    try {
      const policies = (secret: string) => call("GET", "/api/v1/policies", { token: secret });
      vi.setSystemTime(noonPlus(15_000));
      const statuses = [];
      for (let time = 0; time < 4; time++) statuses.push((await policies(busy)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      const refused = await policies(busy);
      expect([refused.body.code, refused.headers.get("retry-after")]).toEqual(["rate_limited", "45"]);
      expect((await policies(other)).status).toBe(200);
      vi.setSystemTime(noonPlus(59_999));
      expect((await policies(busy)).status).toBe(429);
      vi.setSystemTime(noonPlus(60_000));
      expect((await policies(busy)).status).toBe(200);
    } finally {
      delete process.env.API_REQUESTS_PER_MINUTE;
    }
  });
});
