// Issue 4, gate test 19: what happens to exceptions is told to other systems, signed, once or again under the same id, on
// bad days too. Nothing is lost, and nothing is told that was not committed.

import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import type { EventType } from "@/lib/audit/announce";
import { db, inTransaction } from "@/lib/db";
import { expireDue } from "@/lib/exceptions/expire-due";
import { planNotices } from "@/lib/notices/plan-notices";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { changeSecret } from "@/lib/outgoing/change-secret";
import { changeWebhook } from "@/lib/outgoing/change-webhook";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { messageId } from "@/lib/outgoing/prepare";
import { waits } from "@/lib/outgoing/retries";
import { sendAgain } from "@/lib/outgoing/send-again";
import { switchOff, switchOn } from "@/lib/outgoing/switch-webhook";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type Listener, listener, type Taken } from "@/lib/testing/listener";
import { decidedBy, filedBy, requestFor } from "@/lib/testing/requests";
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
  for (const { id } of await db.webhook.findMany({ where: { offAt: null }, select: { id: true } }))
    await filled(switchOff({ webhookId: id }, cast.actor.Root, noon));
  other.taken.length = 0;
  other.behave({ status: 204 });
});

const later = (milliseconds: number) => new Date(noon.getTime() + milliseconds);
const hour = 3_600_000;
const deliver = (now: Date = noon) => deliverOutgoing(now, other.way);

async function webhookFor(...events: EventType[]) {
  const added = await filled(addWebhook(webhookTo(other.url, { events }), cast.actor.Root, noon));
  return { id: added.id, secret: added.secret as string };
}

const requested = () => filedBy(cast, cast.actor.Cora);
const deliveriesTo = (webhookId: string) =>
  db.delivery.findMany({
    where: { webhookId },
    include: { event: true, log: { orderBy: { at: "asc" } } },
    orderBy: { nextAt: "asc" },
  });
async function onlyDelivery(webhookId: string) {
  const [first, ...more] = await deliveriesTo(webhookId);
  expect(more).toEqual([]);
  return first as NonNullable<typeof first>;
}

/** As an integrator does it, with the clock of the receiver. */
function verified({ body, headers }: Taken, secret: string, at: Date) {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
}

const only = () => {
  expect(other.taken).toHaveLength(1);
  return other.taken[0] as Taken;
};

test("a receiver with npm standardwebhooks accepts it; it is thin, and holds no reason", async () => {
  const { id: webhookId, secret } = await webhookFor("exception.requested", "exception.decided");
  const { id } = await requested();
  expect(await deliver()).toEqual({ done: 1, failed: [] });

  const taken = only();
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const delivery = await onlyDelivery(webhookId);
  expect(verified(taken, secret, noon)).toEqual({
    type: "exception.requested",
    timestamp: noon.toISOString(),
    data: {
      exception: `EX-${number}`,
      status: "pending",
      revision: 1,
      risk: "low",
      emergency: false,
      policies: ["SEC-014"],
      places: [{ system: "payroll-feed", environment: "test" }],
      url: `http://localhost:3000/exceptions/EX-${number}`,
    },
  });
  expect(taken.headers["webhook-id"]).toBe(messageId(delivery.eventId));
  expect(taken.headers["webhook-id"]).not.toContain(".");
  expect(taken.headers["content-type"]).toBe("application/json");
  const { reason, title, riskIntroduced } = requestFor(cast);
  for (const text of [reason, title, riskIntroduced]) expect(taken.body).not.toContain(text);
  expect(delivery).toMatchObject({ state: "sent", sentAt: expect.any(Date), attempts: 1 });
  expect(delivery.log).toMatchObject([{ status: 204, failure: "", answer: "" }]);
  expect(() => verified({ ...taken, body: `${taken.body} ` }, secret, noon)).toThrow();

  await decidedBy(cast.actor.Ada, id);
  expect(await deliver(later(1000))).toEqual({ done: 1, failed: [] });
  expect(JSON.parse(other.taken.at(-1)?.body ?? "")).toMatchObject({
    type: "exception.decided",
    data: { decision: "approved", settled: true, status: "active" },
  });
});

test("where nobody listens nothing is written; what is rolled back is told to nobody", async () => {
  const { id: webhookId } = await webhookFor("exception.closed");
  const before = await db.outgoingEvent.count();
  await requested();
  expect(await db.outgoingEvent.count()).toBe(before);

  await filled(
    changeWebhook(
      { webhookId, events: ["exception.requested"], startsRechecks: false, systemIds: [] },
      cast.actor.Root,
      noon,
    ),
  );
  await expect(
    inTransaction(noon, async () => {
      throw new Error("The commit never came.");
    }),
  ).rejects.toThrow();
  const { id } = await requested();
  expect(await db.outgoingEvent.count()).toBe(before + 1);
  expect(await onlyDelivery(webhookId)).toMatchObject({ event: { exceptionId: id } });
});

test("it is tried at 0, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, a tenth more or less, and then its maker is told", async () => {
  expect(waits.map((wait) => wait / 1000)).toEqual([
    0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]);
  const { id: webhookId } = await webhookFor("exception.requested");
  const { id } = await requested();
  other.behave({ status: 500, body: "Sorry" });
  let at = noon;
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect(await deliver(new Date(at.getTime() - 1))).toEqual({ done: 0, failed: [] });
    expect((await deliver(at)).failed).toMatchObject([{ why: "It said 500." }]);
    const { nextAt, state, attempts, log } = await onlyDelivery(webhookId);
    expect({ attempts, tried: log.length }).toEqual({ attempts: attempt, tried: attempt });
    expect(log.at(-1)).toMatchObject({ status: 500, failure: "It said 500.", answer: "Sorry" });
    expect(state).toBe(attempt === 10 ? "dead" : "due");
    if (attempt === 10) break;
    const wait = nextAt.getTime() - at.getTime();
    const meant = waits[attempt] as number;
    expect(wait).toBeGreaterThanOrEqual(meant * 0.9);
    expect(wait).toBeLessThanOrEqual(meant * 1.1 + 1000);
    at = nextAt;
  }
  expect(new Set(other.taken.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(other.taken.map(({ headers }) => headers["webhook-signature"])).size).toBe(10);
  expect(new Set(other.taken.map(({ body }) => body)).size).toBe(1);

  await planNotices(at);
  expect(await db.notice.findMany({ where: { exceptionId: id, kind: "untold" } })).toMatchObject([
    { personId: cast.actor.Root.id, facts: { as: "maker", webhook: webhookId, off: false } },
  ]);
  expect(await deliver(daysAfter(at, 9))).toEqual({ done: 0, failed: [] });
});

test("a redirect is a failure and is not followed", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  await requested();
  other.behave({ status: 301, headers: { location: `${other.url}/elsewhere` } });
  expect((await deliver()).failed[0]?.why).toContain("301");
  expect(other.taken.map(({ path }) => path)).toEqual(["/hooks"]);
  expect(await onlyDelivery(webhookId)).toMatchObject({ state: "due", attempts: 1 });
});

test("410 switches the webhook off at once, and its maker is told", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  const { id } = await requested();
  other.behave({ status: 410 });
  await deliver();
  expect(await db.webhook.findUnique({ where: { id: webhookId } })).toMatchObject({
    offAt: expect.any(Date),
    offWhy: "it answered 410, which asks for it",
  });
  expect(await onlyDelivery(webhookId)).toMatchObject({ state: "dead" });
  await planNotices(later(1000));
  expect(await db.notice.findMany({ where: { exceptionId: id, kind: "untold" } })).toMatchObject([
    { personId: cast.actor.Root.id, facts: { off: true } },
  ]);
  const [event] = await db.auditEvent.findMany({
    where: { stream: `webhook/${webhookId}`, action: "webhook.switched_off" },
  });
  expect(event).toMatchObject({ via: "clock" });
});

test("Retry-After is obeyed, in seconds or as a date, for a day at most", async () => {
  const cases: [string, number][] = [
    ["120", 120_000],
    [later(hour).toUTCString(), hour],
    ["1000000", 24 * hour],
    ["soon", 5000],
  ];
  for (const [header, wait] of cases) {
    const { id: webhookId } = await webhookFor("exception.requested");
    await requested();
    other.behave({ status: 503, headers: { "retry-after": header } });
    await deliver();
    const { nextAt } = await onlyDelivery(webhookId);
    expect(nextAt.getTime() - noon.getTime(), header).toBeGreaterThanOrEqual(wait * 0.9);
    expect(nextAt.getTime() - noon.getTime(), header).toBeLessThanOrEqual(wait * 1.1 + 2000);
    await filled(switchOff({ webhookId }, cast.actor.Root, noon));
  }
});

for (const conduct of ["hangs", "drops"] as const) {
  test(`one that ${conduct} after it has the message gets it again under the same id`, async () => {
    const { id: webhookId } = await webhookFor("exception.requested");
    await requested();
    other.behave(conduct);
    expect((await deliver()).failed).toHaveLength(1);
    expect(await onlyDelivery(webhookId)).toMatchObject({ state: "due", log: [{ status: null }] });
    other.behave({ status: 200 });
    expect(await deliver(later(10_000))).toEqual({ done: 1, failed: [] });
    expect(other.taken).toHaveLength(2);
    expect(new Set(other.taken.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
}

test("one that hangs keeps no other waiting", async () => {
  await webhookFor("exception.requested");
  for (let count = 0; count < 6; count++) await requested();
  other.behave("hangs");
  const hanging = deliver(); // one delivery at a time, each as long as patience lasts
  await expect.poll(() => other.taken.length).toBe(1);
  await webhookFor("exception.decided");
  const { id } = await db.exception.findFirstOrThrow({ orderBy: { number: "desc" } });
  await decidedBy(cast.actor.Ada, id);
  other.behave({ status: 200 });
  expect(await deliver()).toEqual({ done: 1, failed: [] });
  expect(other.taken.at(-1)?.body).toContain("exception.decided");
  await hanging;
});

test("while its secret is changed both sign; a day later the new one alone", async () => {
  const { id: webhookId, secret: old } = await webhookFor("exception.requested");
  const { secret } = await filled(changeSecret({ webhookId }, cast.actor.Root, noon));
  await requested();
  await deliver();
  const both = other.taken.at(-1) as Taken;
  expect(String(both.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  for (const one of [old, secret]) expect(verified(both, one, noon)).toBeTruthy();

  const dayLater = later(24 * hour);
  const actor = await signedInAgain(cast.actor.Cora, dayLater);
  await filedBy(cast, actor, {}, dayLater);
  await deliver(dayLater);
  const alone = other.taken.at(-1) as Taken;
  expect(verified(alone, secret, dayLater)).toBeTruthy();
  expect(() => verified(alone, old, dayLater)).toThrow();
});

test("after twenty failures in a row it is switched off, what waits stays, and goes on once it is on", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  for (let count = 0; count < 4; count++) await requested();
  other.behave({ status: 500 });
  const offAt = async () => (await db.webhook.findUniqueOrThrow({ where: { id: webhookId } })).offAt;
  let at = noon;
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect(await offAt()).toBeNull();
    await deliver(at);
    at = new Date(at.getTime() + (waits[attempt] as number) * 1.2 + 1000);
  }
  expect(other.taken).toHaveLength(20);
  expect(await offAt()).not.toBeNull();
  expect(await deliver(at)).toEqual({ done: 0, failed: [] });

  await requested();
  other.behave({ status: 200 });
  const root = await signedInAgain(cast.actor.Root, at);
  await filled(switchOn({ webhookId }, root, at));
  expect(await deliver(daysAfter(at, 1))).toEqual({ done: 4, failed: [] });
  expect(await db.webhook.findUniqueOrThrow({ where: { id: webhookId } })).toMatchObject({ failures: 0 });
});

test("a success in between begins the count anew", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  other.behave({ status: 500 });
  await requested();
  await deliver();
  other.behave({ status: 200 });
  await deliver(later(10_000));
  expect(await db.webhook.findUniqueOrThrow({ where: { id: webhookId } })).toMatchObject({ failures: 0 });
});

test("a person sends it again, under the same id", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  await requested();
  await deliver();
  const { id: deliveryId } = await onlyDelivery(webhookId);
  expect(await sendAgain({ deliveryId }, cast.actor.Ada, noon)).toMatchObject({ code: "not-allowed" });
  await filled(sendAgain({ deliveryId }, cast.actor.Root, noon));
  expect(await sendAgain({ deliveryId }, cast.actor.Root, noon)).toMatchObject({
    message: "It is on its way.",
  });
  expect(await deliver(later(1))).toEqual({ done: 1, failed: [] });
  expect(other.taken).toHaveLength(2);
  expect(new Set(other.taken.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  await filled(switchOff({ webhookId }, cast.actor.Root, noon));
  expect(await sendAgain({ deliveryId }, cast.actor.Root, noon)).toMatchObject({
    message: "The webhook is off. Switch it on first.",
  });
});

test("a sender that dies holds its delivery for a minute and no longer", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  await requested();
  await db.$executeRaw`UPDATE delivery SET lease_until = ${later(60_000)}, attempts = 1 WHERE webhook_id = ${webhookId}::uuid`;
  expect(await deliver(later(59_000))).toEqual({ done: 0, failed: [] });
  expect(await deliver(later(60_000))).toEqual({ done: 1, failed: [] });
});

test("two workers at once deliver each event once", async () => {
  await webhookFor("exception.requested");
  for (let count = 0; count < 5; count++) await requested();
  const runs = await Promise.all([deliver(), deliver(), deliver()]);
  const again = await deliver(later(1));
  expect([...runs, again].reduce((sum, { done }) => sum + done, 0)).toBe(5);
  expect(other.taken).toHaveLength(5);
});

test("what it answers is cut, and cannot speak to a screen", async () => {
  const { id: webhookId } = await webhookFor("exception.requested");
  await requested();
  other.behave({ status: 400, body: `\u001b[31m\u0000no\r\n${"ü".repeat(70_000)}` });
  await deliver();
  const [{ answer } = { answer: "" }] = (await onlyDelivery(webhookId)).log;
  expect(Array.from(answer)).toHaveLength(256);
  expect(answer).toMatch(/^\[31m no ü+$/);
});

test("an exception that ends is told as ended with its end, whenever that was recorded", async () => {
  await webhookFor("exception.expired");
  const { id } = await activeFor(cast, cast.actor.Cora);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const end = daysAfter(noon, 5);
  const anHourLate = new Date(end.getTime() + hour);
  await expireDue(anHourLate);
  await deliver(anHourLate);
  const bodies = other.taken.map(({ body }) => JSON.parse(body) as { data: { exception: string } });
  expect(bodies.filter(({ data }) => data.exception === `EX-${number}`)).toMatchObject([
    {
      type: "exception.expired",
      timestamp: anHourLate.toISOString(),
      data: { status: "expired", endsAt: end.toISOString() },
    },
  ]);
});
