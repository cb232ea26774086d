// R15, gate.md §7: a pipeline that is told of a re-check can answer it, with a token that nothing keeps.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { db } from "@/lib/db";
import { askRecheck } from "@/lib/exceptions/ask-recheck";
import { expireDue } from "@/lib/exceptions/expire-due";
import { answerRecheck } from "@/lib/exceptions/record-recheck";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { sentOf } from "@/lib/outgoing/prepare";
import { sendAgain } from "@/lib/outgoing/send-again";
import { switchOff } from "@/lib/outgoing/switch-webhook";
import { actionsOn, activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type Listener, listener } from "@/lib/testing/listener";
import { webhookTo } from "@/lib/testing/webhook";

let cast: Cast;
let other: Listener;

beforeAll(async () => {
  await testDatabase();
  other = await listener();
  process.env.WEBHOOK_ALLOWED_HOSTS = `localhost:${other.port}`;
  cast = await theCast();
});
afterAll(() => other.stop());
beforeEach(async () => {
  await db.delivery.updateMany({ where: { state: "due" }, data: { state: "moot" } });
  const root = await signedInAgain(cast.actor.Root, noon);
  for (const { id } of await db.webhook.findMany({ where: { offAt: null }, select: { id: true } }))
    await filled(switchOff({ webhookId: id }, root, noon));
  other.taken.length = 0;
  other.behave({ status: 204 });
});

const end = daysAfter(noon, 5);
const later = (minutes: number) => new Date(end.getTime() + minutes * 60_000);
const deliver = (at: Date) => deliverOutgoing(at, other.way);

async function webhookFor(startsRechecks: boolean) {
  const { id } = await filled(
    addWebhook(
      webhookTo(other.url, { events: ["recheck.requested"], startsRechecks }),
      await signedInAgain(cast.actor.Root, noon),
      noon,
    ),
  );
  return id;
}

async function ended() {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await expireDue(end);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const recheck = await db.recheck.findFirstOrThrow({ where: { exceptionId: id } });
  return { id, exception: `EX-${number}`, recheckId: recheck.id, deadline: recheck.deadline };
}

type Told = {
  type: string;
  data: { recheck: string; exception: string; callback?: { url: string; token: string } };
};
const told = () => other.taken.map(({ body }) => JSON.parse(body) as Told);

test("the end asks the pipeline, which answers once with what it was given", async () => {
  await webhookFor(true);
  const { id, exception, recheckId, deadline } = await ended();
  expect(await deliver(end)).toMatchObject({ failed: [] });
  const [asked] = told();
  expect(asked).toEqual({
    type: "recheck.requested",
    timestamp: end.toISOString(),
    data: {
      exception,
      status: "expired",
      revision: 1,
      risk: "low",
      emergency: false,
      policies: ["SEC-014"],
      places: [{ system: "payroll-feed", environment: "test" }],
      startsAt: noon.toISOString(),
      endsAt: end.toISOString(),
      recheck: recheckId,
      deadline: deadline.toISOString(),
      tools: [],
      url: `http://localhost:3000/exceptions/${exception}`,
      callback: {
        url: `http://localhost:3000/api/v1/rechecks/${recheckId}/answer`,
        token: expect.stringMatching(/^exrc_[\w-]{43}$/),
      },
    },
  });
  const token = asked?.data.callback?.token ?? "";
  await filled(answerRecheck({ recheckId, token, outcome: "violating" }, later(5)));
  expect(await answerRecheck({ recheckId, token, outcome: "compliant" }, later(6))).toMatchObject({
    code: "recheck-answered",
  });
  expect(await actionsOn(id)).toEqual([
    "request.filed",
    "request.approved",
    "exception.expired",
    "recheck.address_given",
    "recheck.answered",
  ]);
});

test("the token is kept nowhere, not even where the other side sends it back", async () => {
  const webhookId = await webhookFor(true);
  const { id } = await ended();
  other.behave({ status: 500 });
  await deliver(end);
  const token = told()[0]?.data.callback?.token as string;
  other.behave({ status: 200, body: `started with ${token}` });
  await deliver(later(1));
  const [{ text = "" } = {}] = await db.$queryRaw<{ text: string }[]>`
    SELECT concat((SELECT json_agg(o) FROM outgoing_event o), (SELECT json_agg(a) FROM delivery_attempt a),
                  (SELECT json_agg(e) FROM audit_event e), (SELECT json_agg(r) FROM recheck r)) AS text`;
  expect(text).toContain("started with …");
  expect(text).not.toContain(token);
  expect(await db.delivery.count({ where: { webhookId, state: "sent", event: { exceptionId: id } } })).toBe(
    1,
  );
});

test("a second attempt, and what a person sends again, carries the same token: the first stays good", async () => {
  const webhookId = await webhookFor(true);
  const { id, recheckId } = await ended();
  other.behave("hangs");
  await deliver(end);
  other.behave({ status: 204 });
  await deliver(later(1));
  const root = await signedInAgain(cast.actor.Root, later(2));
  const { id: deliveryId } = await db.delivery.findFirstOrThrow({
    where: { webhookId, event: { exceptionId: id } },
  });
  await filled(sendAgain({ deliveryId }, root, later(2)));
  await deliver(later(2));
  const tokens = told().map(({ data }) => data.callback?.token as string);
  expect(tokens).toHaveLength(3);
  expect(new Set(tokens).size).toBe(1);
  expect((await actionsOn(id)).filter((action) => action === "recheck.address_given")).toHaveLength(1);
  const [token = ""] = tokens;
  expect(await answerRecheck({ recheckId, token, outcome: "compliant" }, later(3))).toMatchObject({
    ok: true,
  });
});

test("who may not start re-checks is told of them without a token", async () => {
  await webhookFor(false);
  const { recheckId } = await ended();
  await deliver(end);
  expect(told().find(({ data }) => data.recheck === recheckId)?.data).not.toHaveProperty("callback");
  expect(await db.recheck.findUnique({ where: { id: recheckId } })).toMatchObject({ answerTokenHash: null });
});

test("whoever asked for an address themselves keeps it", async () => {
  await webhookFor(true);
  const { id, recheckId } = await ended();
  const cora = await signedInAgain(cast.actor.Cora, end);
  const { token } = await filled(askRecheck({ exceptionId: id }, cora, end));
  await deliver(later(1));
  expect(told()[0]?.data).not.toHaveProperty("callback");
  expect(await answerRecheck({ recheckId, token, outcome: "violating" }, later(2))).toMatchObject({
    ok: true,
  });
});

test("what was answered meanwhile is asked of nobody", async () => {
  const webhookId = await webhookFor(true);
  const { id, recheckId } = await ended();
  const cora = await signedInAgain(cast.actor.Cora, end);
  const { token } = await filled(askRecheck({ exceptionId: id }, cora, end));
  await filled(answerRecheck({ recheckId, token, outcome: "violating" }, later(1)));
  await deliver(later(2));
  expect(other.taken).toEqual([]);
  expect(await db.delivery.findMany({ where: { webhookId } })).toMatchObject([{ state: "moot" }]);
});

type Start = { ref: string; inputs: Record<string, string> };

async function jobFor(systemIds: string[] = []) {
  const url = `https://localhost:${other.port}/acme/payroll/actions/workflows/recheck.yml`;
  const job = webhookTo(url, { kind: "github", branch: "main", token: "ghp_hidden", systemIds });
  return filled(addWebhook(job, await signedInAgain(cast.actor.Root, noon), noon));
}

test("the end starts a workflow of GitHub, which answers with what it was given", async () => {
  const { id: webhookId, secret } = await jobFor();
  expect(secret).toBeNull();
  const { id, exception, recheckId, deadline } = await ended();
  other.behave({ status: 204 });
  expect(await deliver(end)).toMatchObject({ done: 1, failed: [] });

  const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = other.taken;
  expect(path).toBe("/api/v3/repos/acme/payroll/actions/workflows/recheck.yml/dispatches");
  expect(headers).toMatchObject({ authorization: "Bearer ghp_hidden", "x-github-api-version": "2022-11-28" });
  const { ref, inputs } = JSON.parse(body) as Start;
  expect([ref, inputs]).toEqual([
    "main",
    {
      recheck: recheckId,
      exception,
      deadline: deadline.toISOString(),
      places: "payroll-feed/test",
      tools: "",
      callback_token: expect.stringMatching(/^exrc_/),
    },
  ]);

  const answer = { recheckId, token: inputs.callback_token ?? "", outcome: "compliant" as const };
  await filled(answerRecheck(answer, later(1)));
  expect((await actionsOn(id)).at(-1)).toBe("recheck.answered");

  const delivery = await db.delivery.findFirstOrThrow({
    where: { webhookId },
    include: { event: true, webhook: true },
  });
  const { body: shown } = sentOf(delivery);
  expect(shown).toContain(recheckId);
  expect(shown).not.toMatch(/exrc_|ghp_/);
});

test("a pipeline of GitLab gets its token and variables in the body, and what it echoes of them is not kept", async () => {
  const url = `https://localhost:${other.port}/api/v4/projects/7/trigger/pipeline`;
  const job = webhookTo(url, { kind: "gitlab", branch: "main", token: "glptt-hidden" });
  const root = await signedInAgain(cast.actor.Root, noon);
  const { id: webhookId } = await filled(addWebhook(job, root, noon));
  const { recheckId } = await ended();
  other.behave({ status: 400, body: "no such token: glptt-hidden" });
  await deliver(end);

  const { token, ref, variables } = JSON.parse(other.taken[0]?.body ?? "{}");
  expect([token, ref, variables.EXCEPTIONS_RECHECK]).toEqual(["glptt-hidden", "main", recheckId]);
  expect(variables.EXCEPTIONS_CALLBACK_TOKEN).toMatch(/^exrc_/);
  const attempt = await db.deliveryAttempt.findFirstOrThrow({ where: { delivery: { webhookId } } });
  expect(attempt.answer).toBe("no such token: …");
});

test("a job is started for the systems that it is about, and not where somebody has asked for an address", async () => {
  const { id: sandboxJob } = await jobFor([cast.system.sandbox]);
  await ended();
  expect(await db.delivery.count({ where: { webhookId: sandboxJob } })).toBe(0);

  const { id: payrollJob } = await jobFor([cast.system.payroll]);
  const { id } = await ended();
  await filled(askRecheck({ exceptionId: id }, await signedInAgain(cast.actor.Cora, end), end));
  await deliver(end);
  expect(other.taken).toEqual([]);
  expect(await db.delivery.findMany({ where: { webhookId: payrollJob } })).toMatchObject([{ state: "moot" }]);
});
