// R4, gate test 15: whoever started a run asks with it, once they have linked themselves, and never decides what it asked.

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { lockException } from "@/lib/exceptions/lock-exception";
import { addIssuer } from "@/lib/gate/add-issuer";
import { linkPerson, linksOf, starterByCode, unlinkPerson } from "@/lib/gate/link-person";
import { makeBinding } from "@/lib/gate/make-binding";
import { mapRule } from "@/lib/gate/map-rule";
import type { NewBinding } from "@/lib/gate/schemas";
import { swapToken } from "@/lib/gate/swap-token";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { call } from "@/lib/testing/api";
import { addPerson, type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type TestIssuer, testIssuer } from "@/lib/testing/issuer";
import { ask, askingFor, evaluated, noonPlus } from "@/lib/testing/pipeline";
import { decisionOn } from "@/lib/testing/requests";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let github: TestIssuer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  github = await testIssuer();
  process.env.WEBHOOK_ALLOWED_HOSTS = new URL(github.url).host;
  cast = await theCast();
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, noon));
  const { id: issuerId } = await filled(
    addIssuer({ url: github.url, kind: "github" }, cast.actor.Root, noon),
  );
  const binding: NewBinding = {
    name: "Payroll, deploy",
    issuerId,
    rights: ["evaluate", "request"],
    systemIds: [cast.system.payroll],
    environments: ["production", "test"],
    claims: { repository_id: "7" },
  };
  await filled(makeBinding(binding, cast.actor.Root, noon));
});
beforeEach(() => {
  vi.setSystemTime(noon);
});
afterAll(async () => {
  vi.useRealTimers();
  await github.stop();
});

let starters = 100;
const newStarter = () => String(++starters);
let resources = 0;
const newResource = () => `aws_security_group.r${++resources}`;

const said = (actor_id: string, more: object = {}) => ({
  aud: "https://register.example",
  repository_id: "7",
  repository: "acme/payroll",
  run_id: "8841",
  run_attempt: "1",
  actor_id,
  actor: `octocat-${actor_id}`,
  ...more,
});

/** A token of the register for a run that this person of GitHub started. */
async function runBy(actor_id: string, more: object = {}): Promise<string> {
  const token = await github.token(said(actor_id, more), noon);
  const answer = await swapToken(`Bearer ${token}`, "POST /api/v1/gate/tokens 1", noon, github.way);
  if ("problem" in answer) throw new Error(answer.detail);
  return answer.token;
}

const asking = async (token: string, changes: object = {}) =>
  askingFor(token, [newResource()], { requester: undefined, ...changes });

/** What the pipeline prints for whoever started it. */
async function codeFor(token: string): Promise<string> {
  const { body } = await ask(token, await asking(token));
  return /\/account\/link\/([\w-]+)/.exec(body.detail)?.[1] ?? "";
}

async function linkedTo(name: "Cora" | "Ada", subject = newStarter()) {
  const token = await runBy(subject);
  await filled(linkPerson({ code: await codeFor(token) }, cast.actor[name], noon));
  return { token, subject };
}

const idOf = async (number: string) =>
  (await db.exception.findUniqueOrThrow({ where: { number: Number(number.replace("EX-", "")) } })).id;

describe("whoever started the run asks", () => {
  test("nobody here: it evaluates, and is led to the form and to linking themselves (422)", async () => {
    const token = await runBy("42");
    const asked = await asking(token);
    const { status, body } = await ask(token, asked);
    expect([status, body.code]).toEqual([422, "requester_not_a_person"]);
    expect(body.detail).toMatch(
      /^octocat-42 is linked to nobody here\. .* https:\/\/register\.example\/account\/link\/[\w-]{32} Or/,
    );
    expect(body.detail).toContain(`https://register.example/exceptions/new?evaluation=${asked.evaluation}`);
    expect(await db.exception.count()).toBe(0);
  });

  test("linked: the request is theirs, goes to its approvers at once", async () => {
    const { token } = await linkedTo("Cora");
    const { status, body } = await ask(token, await asking(token));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "pending",
      subState: null,
      requester: "cora@example.com",
      steps: [{ group: "Security", needed: 1, given: 0 }],
    });
    const exceptionId = await idOf(body.number);
    const exception = await db.exception.findUniqueOrThrow({ where: { id: exceptionId } });
    expect(exception).toMatchObject({ requesterId: cast.actor.Cora.id, filedById: cast.actor.Cora.id });
    const [event] = await db.auditEvent.findMany({ where: { exceptionId } });
    expect(event).toMatchObject({
      via: "token",
      action: "request.filed",
      actorId: cast.actor.Cora.accountId,
    });

    await filled(decide(await decisionOn(exceptionId, "approve"), cast.actor.Ada, noon));
    const { body: now } = await call("GET", `/api/v1/gate/requests/${body.number}`, { token });
    expect(now).toMatchObject({ status: "active", inForce: true });
  });

  test("they decide it neither on screen nor by SQL, whatever seat they hold (R4)", async () => {
    const { token } = await linkedTo("Ada");
    const { body } = await ask(token, await asking(token, { owner: "cora@example.com" }));
    const exceptionId = await idOf(body.number);
    const decision = await decisionOn(exceptionId, "approve");
    expect(await decide(decision, cast.actor.Ada, noon)).toMatchObject({ ok: false, code: "party-to-it" });

    const { accountId, sessionId, id: personId } = cast.actor.Ada;
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
    await filled(decide(decision, cast.actor.Ben, noon));
  });

  test("no field names another requester, and naming themselves changes nothing", async () => {
    const { token } = await linkedTo("Cora");
    const { status, body } = await ask(token, await asking(token, { requester: "ada@example.com" }));
    expect([status, body.errors]).toEqual([
      422,
      [{ pointer: "/requester", detail: "Whoever started the run asks. Leave the requester out." }],
    ]);
    const { status: own } = await ask(token, await asking(token, { requester: "cora@example.com" }));
    expect(own).toBe(201);
  });

  test("a bot, and a run that somebody ran again, are nobody: the form alone is named", async () => {
    const { subject } = await linkedTo("Cora");
    for (const more of [{ actor: "dependabot[bot]" }, { run_attempt: "2" }]) {
      const token = await runBy(subject, more);
      const { status, body } = await ask(token, await asking(token));
      expect([status, body.code]).toEqual([422, "requester_not_a_person"]);
      expect(body.detail).toMatch(/^No person is known to have started this run\. Ask with the form: https:/);
    }
  });

  test("a pull request, which may be a fork's, asks for nothing (403)", async () => {
    const { subject } = await linkedTo("Cora");
    const token = await runBy(subject, { event_name: "pull_request" });
    const { status, body } = await ask(token, await asking(token));
    expect([status, body.code]).toEqual([403, "fork_not_allowed"]);
  });

  test("a deploy to prod that says it is a test is refused (403), and reads no answer for test", async () => {
    const subject = newStarter();
    const deploy = await runBy(subject, { environment: "prod" });
    const { status, body } = await evaluated(deploy, [newResource()], "test");
    expect([status, body.code]).toEqual([403, "environment_not_bound"]);
    expect((await evaluated(deploy, [newResource()], "production")).status).toBe(201);

    const { body: tested } = await evaluated(await runBy(subject), [newResource()], "test");
    expect((await call("GET", `/api/v1/gate/evaluations/${tested.id}`, { token: deploy })).status).toBe(404);
  });

  test("the evaluation keeps which run asked; another run of the same pipeline reads it", async () => {
    const { body } = await evaluated(await runBy("42"), [newResource()]);
    const kept = await db.evaluation.findUniqueOrThrow({
      where: { id: body.id.replace("ev_", "") },
      include: { run: true },
    });
    expect(kept.run).toMatchObject({ subject: "42", claims: { repository: "acme/payroll", run_id: "8841" } });
    const other = await runBy("43");
    expect((await call("GET", `/api/v1/gate/evaluations/${body.id}`, { token: other })).status).toBe(200);
  });

  test("they take back what they asked for; a run of somebody else does not", async () => {
    const { token } = await linkedTo("Cora");
    const { body } = await ask(token, await asking(token));
    const withdraw = (by: string) =>
      call("POST", `/api/v1/gate/requests/${body.number}/withdraw`, {
        token: by,
        json: { reason: "Fixed." },
        headers: { "idempotency-key": crypto.randomUUID() },
      });
    const { token: other } = await linkedTo("Ada");
    expect((await withdraw(other)).status).toBe(404);
    expect((await withdraw(await runBy(newStarter()))).status).toBe(404);
    expect((await withdraw(token)).body).toMatchObject({ status: "closed", closeReason: "withdrawn" });
  });
});

describe("linking oneself", () => {
  test("a code says whom it is for, and is good once, for 30 minutes", async () => {
    const token = await runBy(newStarter());
    const [first, second, third] = [await codeFor(token), await codeFor(token), await codeFor(token)];
    expect(await starterByCode(first, noon)).toMatchObject({
      issuer: github.url,
      kind: "github",
      name: `octocat-${starters}`,
      place: "acme/payroll, run 8841",
    });
    expect(await starterByCode(first, noonPlus(30 * 60_000))).toMatchObject({ code: "token-expired" });
    expect(await starterByCode(first, noonPlus(30 * 60_000 - 1))).toMatchObject({ kind: "github" });

    await filled(linkPerson({ code: first }, cast.actor.Cora, noon));
    expect(await linkPerson({ code: first }, cast.actor.Cora, noon)).toMatchObject({ code: "token-expired" });
    expect(await linkPerson({ code: second }, cast.actor.Cora, noon)).toMatchObject({
      message: `octocat-${starters} is linked to you already.`,
    });
    expect(await linkPerson({ code: third }, cast.actor.Ada, noon)).toMatchObject({ code: "conflict" });
  });

  test("two who open it at the same instant: one is linked", async () => {
    const code = await codeFor(await runBy(newStarter()));
    const both = await Promise.all(
      (["Cora", "Ada"] as const).map((name) => linkPerson({ code }, cast.actor[name], noon)),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("the person or an administrator ends it; from then on the run asks in nobody's name", async () => {
    const { token, subject } = await linkedTo("Cora");
    const link = (await linksOf(cast.actor.Cora)).find((one) => one.subject === subject);
    const linkId = link?.id as string;
    expect(await unlinkPerson({ linkId }, cast.actor.Ada, noon)).toMatchObject({ code: "not-allowed" });
    await filled(unlinkPerson({ linkId }, cast.actor.Root, noon));
    expect(await unlinkPerson({ linkId }, cast.actor.Cora, noon)).toMatchObject({ code: "wrong-status" });
    expect((await ask(token, await asking(token))).body.code).toBe("requester_not_a_person");
    await filled(linkPerson({ code: await codeFor(token) }, cast.actor.Ada, noon));
  });

  test("whoever has left asks no more", async () => {
    const { actor } = await filled(
      inTransaction(noon, async (tx) => ({ actor: await addPerson(tx, "Nina", "member", noon) })),
    );
    const token = await runBy(newStarter());
    await filled(linkPerson({ code: await codeFor(token) }, actor, noon));
    await filled(deactivatePerson({ personId: actor.id }, cast.actor.Root, noon));
    expect((await ask(token, await asking(token))).body.code).toBe("requester_not_a_person");
  });
});

describe("the doors", () => {
  test("a token of an issuer opens a door itself, for one thing", async () => {
    const token = await github.token(said("42"), noon);
    const key = { "idempotency-key": "run 1" };
    const form = () => {
      const body = new FormData();
      const context = JSON.stringify({ system: "payroll-feed", environment: "test" });
      body.set("context", new Blob([context], { type: "application/json" }));
      body.append("report", new Blob([`{"SchemaVersion": 2, "Results": []}`]), "trivy.json");
      return body;
    };
    const evaluate = (headers: Record<string, string>) =>
      call("POST", "/api/v1/gate/evaluations", { token, body: form(), headers });
    const { status, body } = await evaluate(key);
    expect(status).toBe(201);
    expect((await evaluate(key)).status).toBe(200);
    expect((await evaluate({ "idempotency-key": "run 2" })).body.code).toBe("token_replayed");
    const again = await call("GET", `/api/v1/gate/evaluations/${body.id}`, { token });
    expect([again.status, again.body.code]).toEqual([401, "token_replayed"]);
  });

  test("it is swapped over the API, with a key", async () => {
    const token = await github.token(said("42"), noon);
    const swap = (headers: Record<string, string>) => call("POST", "/api/v1/gate/tokens", { token, headers });
    expect((await swap({})).body.code).toBe("idempotency_key_missing");
    const { status, body } = await swap({ "idempotency-key": "1" });
    expect([status, body.systems, body.environments]).toEqual([201, ["payroll-feed"], ["test"]]);
    expect((await swap({ "idempotency-key": "1" })).body).toEqual(body);
    expect((await swap({ "idempotency-key": "2" })).body.code).toBe("token_replayed");
    expect((await call("POST", "/api/v1/gate/tokens", { headers: { "idempotency-key": "1" } })).status).toBe(
      401,
    );
  });
});
