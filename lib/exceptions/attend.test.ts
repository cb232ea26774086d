import { addHours, subHours } from "date-fns";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { attend, attendToAll } from "@/lib/exceptions/attend";
import { countAwaitingDecision, requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { snoozeChoices, whyCannotSnooze } from "@/lib/exceptions/snooze";
import { watchedBy } from "@/lib/exceptions/watched-by";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("what is snoozed leaves the inbox and its count until the time, for me and for nobody else", async () => {
  const { Ada, Cora } = cast.actor;
  const { id } = await filedBy(cast, Cora);
  const before = await db.auditEvent.count();
  const until = addHours(noon, 3);

  await filled(attend({ exceptionId: id, snoozedUntil: until.toISOString() }, Ada, noon));
  expect(await numbersFor(Ada, noon)).toEqual([]);
  expect(await countAwaitingDecision(Ada, noon)).toBe(0);
  expect(await requestsAwaitingDecision(Ada, noon, true)).toMatchObject([{ id, snoozedUntil: until }]);
  const colleague = (
    await db.membership.findFirstOrThrow({
      where: { group: { key: "security" }, personId: { not: Ada.id }, untilAt: null },
    })
  ).personId;
  expect((await requestsAwaitingDecision({ id: colleague }, noon)).map((one) => one.id)).toEqual([id]);

  expect(await numbersFor(Ada, new Date(until.getTime() - 1))).toEqual([]);
  expect(await numbersFor(Ada, until)).toEqual([id]);
  expect(await countAwaitingDecision(Ada, until)).toBe(1);

  await filled(attend({ exceptionId: id, snoozedUntil: null }, Ada, noon));
  expect(await numbersFor(Ada, noon)).toEqual([id]);
  expect(await db.auditEvent.count()).toBe(before);
});

test("nothing is snoozed beyond an hour before it is due, and nothing within that hour", async () => {
  const { Ada } = cast.actor;
  const [request] = await requestsAwaitingDecision(Ada, noon);
  if (!request) throw new Error("Something waits for Ada.");
  const latest = subHours(request.dueAt, 1);

  await filled(
    attend({ exceptionId: request.id, snoozedUntil: addHours(noon, 5000).toISOString() }, Ada, noon),
  );
  const [snoozed] = await requestsAwaitingDecision(Ada, noon, true);
  expect(snoozed?.snoozedUntil).toEqual(latest);

  expect(whyCannotSnooze(request, new Date(latest.getTime() - 1))).toBeNull();
  expect(whyCannotSnooze(request, latest)?.message).toContain("due within the hour");
});

test("only what waits for me can be snoozed; anything that I may read can be watched", async () => {
  const { Sam, Olga, Cora } = cast.actor;
  const { id } = await filedBy(cast, Cora);
  expect(
    await attend({ exceptionId: id, snoozedUntil: addHours(noon, 1).toISOString() }, Sam, noon),
  ).toMatchObject({
    ok: false,
    code: "wrong-status",
  });
  expect(await attend({ exceptionId: id, watching: true }, Olga, noon)).toMatchObject({ code: "not-found" });

  const nowhere = "0197a1b2-0000-7000-8000-00000000dead";
  expect(await attend({ exceptionId: nowhere, watching: true }, Sam, noon)).toMatchObject({
    code: "not-found",
  });

  await filled(attend({ exceptionId: id, watching: true }, Sam, noon));
  expect(await watchedBy(Sam)).toHaveLength(1);
  expect(await watchedBy(Cora)).toHaveLength(0);
  await filled(attend({ exceptionId: id, watching: false }, Sam, noon));
  expect(await watchedBy(Sam)).toHaveLength(0);
});

test("the choices are in the future, before it is due, and begin with the shortest", () => {
  const calendar = {
    zone: "Europe/Berlin",
    workingHours: { start: "09:00", end: "17:00" },
    workingDays: [1, 2, 3, 4, 5],
    holidays: [],
  };
  const friday = new Date("2026-11-20T15:00:00Z");
  const due = { dueAt: new Date("2026-11-24T11:00:00Z"), ratifyBy: null };
  expect(snoozeChoices(due, friday, calendar).map(({ until }) => until)).toEqual([
    "2026-11-20T18:00:00.000Z",
    "2026-11-23T08:00:00.000Z", // Monday 9:00 in Berlin
    "2026-11-24T10:00:00.000Z",
  ]);
  expect(snoozeChoices({ dueAt: addHours(friday, 1), ratifyBy: null }, friday, calendar)).toEqual([]);
});

async function numbersFor(actor: typeof cast.actor.Ada, now: Date) {
  return (await requestsAwaitingDecision(actor, now)).map(({ id }) => id);
}

test("several at once, each by itself: what cannot be is skipped with its reason, and what was before is told", async () => {
  const { Ada, Cora } = cast.actor;
  const [mine, asked] = [await filedBy(cast, Cora), await filedBy(cast, Ada)];
  await filled(attend({ exceptionId: mine.id, watching: true }, Ada, noon));
  const snoozedUntil = addHours(noon, 3).toISOString();

  const outcome = await attendToAll(
    [mine, asked].map(({ id }) => ({ exceptionId: id, snoozedUntil })),
    Ada,
    noon,
  );
  expect(outcome).toEqual({
    ok: true,
    done: [{ exceptionId: mine.id, before: { watching: true, snoozedUntil: null } }],
    skipped: [{ exceptionId: asked.id, message: "Only what waits for you can be snoozed." }],
  });
});
