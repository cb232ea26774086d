// What comes by the clock is told once, at its instant: in force, and ends soon.

import { beforeAll, beforeEach, expect, test } from "vitest";

import { db } from "@/lib/db";
import { close } from "@/lib/exceptions/close";
import { reminderInstants } from "@/lib/notices/reminders";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { announceTimes } from "@/lib/outgoing/announce-times";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { switchOff } from "@/lib/outgoing/switch-webhook";
import { activeFor, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { webhookTo } from "@/lib/testing/webhook";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

beforeEach(async () => {
  const root = await signedInAgain(cast.actor.Root, noon);
  for (const { id } of await db.webhook.findMany({ where: { offAt: null }, select: { id: true } }))
    await filled(switchOff({ webhookId: id }, root, noon));
});

async function listen() {
  const root = await signedInAgain(cast.actor.Root, noon);
  const events = ["exception.in_force", "exception.ending"] as ("exception.in_force" | "exception.ending")[];
  const url = "https://hooks.example.com/";
  await filled(addWebhook(webhookTo(url, { events }), root, noon));
}

const toldOf = async (exceptionId: string) =>
  (await db.outgoingEvent.findMany({ where: { exceptionId }, orderBy: { at: "asc" } })).map(
    ({ type, at }) => [type, at],
  );
const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

test("it is in force from its start, told once, however many workers look", async () => {
  await listen();
  const startsAt = daysAfter(noon, 2);
  const { id } = await activeFor(cast, cast.actor.Cora, {
    window: { kind: "length", seconds: 5 * 86_400, start: startsAt.toISOString() },
  });
  await announceTimes(justBefore(startsAt));
  expect(await toldOf(id)).toEqual([]);
  await Promise.all([announceTimes(startsAt), announceTimes(startsAt)]);
  await announceTimes(after(startsAt, 60));
  expect(await toldOf(id)).toEqual([["exception.in_force", startsAt]]);
});

for (const days of [1, 3, 7, 20]) {
  test(`a window of ${days} days is told as ending at the instants of its reminders`, async () => {
    await listen();
    const { id } = await activeFor(cast, cast.actor.Cora, {
      window: { kind: "length", seconds: days * 86_400 },
    });
    const instants = reminderInstants(noon, daysAfter(noon, days));
    for (const instant of instants) {
      await announceTimes(justBefore(instant));
      await announceTimes(instant);
      await announceTimes(after(instant, 30));
    }
    expect((await toldOf(id)).filter(([type]) => type === "exception.ending")).toEqual(
      instants.map((instant) => ["exception.ending", instant]),
    );
  });
}

test("after an outage only the later of two that have passed is told, and nothing that has ended", async () => {
  await listen();
  const { id } = await activeFor(cast, cast.actor.Cora, { window: { kind: "length", seconds: 20 * 86_400 } });
  const end = daysAfter(noon, 20);
  await announceTimes(daysAfter(noon, 19.5));
  expect((await toldOf(id)).filter(([type]) => type === "exception.ending")).toEqual([
    ["exception.ending", daysAfter(end, -1)],
  ]);
  const { id: ended } = await activeFor(cast, cast.actor.Cora);
  await announceTimes(daysAfter(noon, 5));
  expect(await toldOf(ended)).toEqual([]);
});

test("where nobody wants it, and before anybody did, nothing is written", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await announceTimes(after(noon, 60));
  expect(await toldOf(id)).toEqual([]);
});

test("that it ends is not told any more once it is closed", async () => {
  await listen();
  const { id } = await activeFor(cast, cast.actor.Cora, { window: { kind: "length", seconds: 2 * 86_400 } });
  const half = daysAfter(noon, 1);
  await announceTimes(half);
  const cora = await signedInAgain(cast.actor.Cora, half);
  const removed = {
    exceptionId: id,
    removedOn: "2026-11-21",
    verifiedById: cast.actor.Cora.id,
    note: "Gone.",
  };
  await filled(close(removed, cora, half));
  expect(await found(id)).toMatchObject({ status: "closed" });
  const due = await db.delivery.findMany({
    where: { event: { exceptionId: id, type: "exception.ending" } },
    select: { id: true },
  });
  expect(due).toHaveLength(1);
  await db.delivery.updateMany({ where: { id: { not: due[0]?.id }, state: "due" }, data: { state: "moot" } });
  await deliverOutgoing(after(half, 5), { allowed: new Map(), resolve: async () => [] });
  expect(await db.delivery.findUnique({ where: { id: due[0]?.id as string } })).toMatchObject({
    state: "moot",
  });
});
