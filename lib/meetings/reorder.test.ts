import { beforeAll, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { endMeeting } from "@/lib/meetings/end-meeting";
import { moveTo } from "@/lib/meetings/move-to";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { reorder } from "@/lib/meetings/reorder";
import { reorderSchema } from "@/lib/meetings/schemas";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { leadSecurity } from "@/lib/testing/lead-security";
import { race } from "@/lib/testing/race";
import { filedBy } from "@/lib/testing/requests";

const friday = daysAfter(noon, 7);
let cast: Cast;
let ada: Actor;
let root: Actor;
let ids: string[];

/** Four that have expired, of which the first is looked at; one whose decision is overdue; and the gap that they make. */
beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await leadSecurity(cast);
  for (let made = 1; made <= 4; made++) await activeFor(cast, cast.actor.Cora);
  await filedBy(cast, cast.actor.Sam);
  [ada, root] = [await signedInAgain(cast.actor.Ada, friday), await signedInAgain(cast.actor.Root, friday)];
  await filled(openMeeting({ present: [] }, ada, friday));
  ids = await order();
});

async function order(): Promise<string[]> {
  const items = await db.meetingItem.findMany({
    where: { position: { not: null } }, // what was not reached waits for the next meeting
    orderBy: { position: "asc" },
  });
  expect(items.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
  return items.map(({ id }) => id);
}

const inOrder = (...places: number[]) => places.map((place) => ids[place - 1]);

test("whoever leads moves an item up, and back again; each is one event", async () => {
  await filled(reorder({ number: 1, item: 4, to: 3 }, ada, friday));
  expect(await order()).toEqual(inOrder(1, 2, 4, 3, 5, 6));
  await filled(reorder({ number: 1, item: 3, to: 4 }, ada, friday));
  expect(await order()).toEqual(ids);
  const told = await db.auditEvent.findMany({
    where: { action: "meeting.reordered" },
    orderBy: { id: "asc" },
  });
  expect(told.map(({ body }) => body)).toEqual([
    { number: 1, item: 4, to: 3 },
    { number: 1, item: 3, to: 4 },
  ]);
});

test("not past another kind (R27), not past what was looked at, and nobody else moves it", async () => {
  expect(await reorder({ number: 1, item: 4, to: 5 }, ada, friday)).toMatchObject({
    message: "Expired: an item moves among its like.",
  });
  expect(await reorder({ number: 1, item: 6, to: 7 }, ada, friday)).toMatchObject({ code: "not-found" });
  expect(await reorder({ number: 1, item: 2, to: 1 }, ada, friday)).toMatchObject({
    message: "The meeting has looked at the item beside it.",
  });
  expect(await reorder({ number: 1, item: 1, to: 2 }, ada, friday)).toMatchObject({
    message: "The meeting has looked at this item.",
  });
  expect(await reorder({ number: 1, item: 3, to: 2 }, root, friday)).toMatchObject({ code: "not-allowed" });
  expect(reorderSchema.safeParse({ number: 1, item: 2, to: 4 }).success).toBe(false);
  expect(await order()).toEqual(ids);
});

test("an item moved while the meeting turns to it stays where one of the two put it", async () => {
  const [moved, turned] = await race(
    { text: "SELECT 1 FROM meeting WHERE ended_at IS NULL FOR UPDATE", values: [] },
    () => reorder({ number: 1, item: 3, to: 2 }, ada, friday),
    () => moveTo({ number: 1, item: 2, seen: 1 }, ada, friday),
  );
  expect([moved, turned]).toEqual([{ ok: true }, { ok: true }]);
  expect(await order()).toEqual(inOrder(1, 3, 2, 4, 5, 6));
  expect(
    await db.meetingItem.findMany({ where: { reachedAt: { not: null } }, select: { position: true } }),
  ).toHaveLength(2);
});

test("nothing moves in a meeting that has ended", async () => {
  const before = await order();
  await filled(endMeeting({ number: 1 }, ada, friday));
  expect(await reorder({ number: 1, item: 5, to: 4 }, ada, friday)).toMatchObject({
    code: "wrong-status",
    message: "Meeting 1 has ended.",
  });
  expect(await reorder({ number: 1, item: 4, to: 3 }, ada, friday)).toMatchObject({ code: "wrong-status" });
  expect(await order()).toEqual(before);
});
