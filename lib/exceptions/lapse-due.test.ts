// Nothing is approved by silence: a request that nobody decides lapses 30 days after its last revision (R11).

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { editRequest } from "@/lib/exceptions/edit-request";
import { lapseDue, lapsesAt } from "@/lib/exceptions/lapse-due";
import { actionsOn, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

/** The instant at which the present revision of a request lapses. */
async function lapseOf(exceptionId: string) {
  const { at } = await db.revision.findFirstOrThrow({ where: { exceptionId }, orderBy: { number: "desc" } });
  return lapsesAt(at);
}

test("thirty days are thirty times 86,400 seconds", () => {
  expect(lapsesAt(noon)).toEqual(daysAfter(noon, 30));
});

test("a request waits until the last millisecond of 30 days, and lapses at the instant", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  const lapse = await lapseOf(id);
  expect(await lapseDue(justBefore(lapse))).toEqual({ done: 0, failed: [] });
  expect(await found(id)).toMatchObject({ status: "pending" });

  expect(await lapseDue(lapse)).toEqual({ done: 1, failed: [] });
  expect(await found(id)).toMatchObject({ status: "closed", closedReason: "lapsed", closedAt: lapse });
  expect(
    await db.auditEvent.findFirst({ where: { exceptionId: id, action: "request.lapsed" } }),
  ).toMatchObject({
    via: "clock",
    actorId: null,
    body: { waitedDays: 30 },
  });
});

test("running twice, or twice at once, is harmless", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  const lapse = await lapseOf(id);
  const [one, other] = await Promise.all([lapseDue(lapse), lapseDue(lapse)]);
  expect(one.done + other.done).toBe(1);
  expect(await lapseDue(lapse)).toEqual({ done: 0, failed: [] });
  expect(await actionsOn(id)).toEqual(["request.filed", "request.lapsed"]);
});

test("a change starts the thirty days anew", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  const first = await lapseOf(id);
  const later = daysAfter(noon, 10);
  const { id: _, ...form } = requestFor(cast);
  const cora = await signedInAgain(cast.actor.Cora, later);
  await filled(editRequest({ ...form, exceptionId: id, seenRevision: 1 }, cora, later));

  expect(await lapseDue(first)).toEqual({ done: 0, failed: [] });
  expect(await lapseDue(await lapseOf(id))).toEqual({ done: 1, failed: [] });
});

test("what was sent back lapses too", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  expect(await lapseDue(await lapseOf(id))).toEqual({ done: 1, failed: [] });
  expect(await found(id)).toMatchObject({ status: "closed", closedReason: "lapsed", sentBack: false });
});

test("what was decided does not lapse", async () => {
  const [approved, rejected] = [await filedBy(cast, cast.actor.Cora), await filedBy(cast, cast.actor.Cora)];
  await decidedBy(cast.actor.Ada, approved.id);
  await decidedBy(cast.actor.Ada, rejected.id, "reject");
  expect(await lapseDue(daysAfter(noon, 60))).toEqual({ done: 0, failed: [] });
});
