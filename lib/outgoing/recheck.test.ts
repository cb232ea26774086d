// R15, gate.md §7: a pipeline that is told of a re-check can answer it, with a token that nothing keeps.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { db } from "@/lib/db";
import { askRecheck } from "@/lib/exceptions/ask-recheck";
import { expireDue } from "@/lib/exceptions/expire-due";
import { answerRecheck } from "@/lib/exceptions/record-recheck";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { sendAgain } from "@/lib/outgoing/send-again";
import { switchOff } from "@/lib/outgoing/switch-webhook";
import { actionsOn, activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type Listener, listener } from "@/lib/testing/listener";

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
      { kind: "standard", url: other.url, events: ["recheck.requested"], startsRechecks },
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
