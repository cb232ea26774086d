// What an approver may do to the window: shorten it, never widen it (R7, R8).

import { beforeAll, expect, test } from "vitest";

import { decide } from "@/lib/exceptions/decide";
import type { Decision, Request } from "@/lib/exceptions/schemas";
import { daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, decisionOn, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const day = 86_400;
const endsWednesday = daysAfter(noon, 5);
const untilWednesday = { kind: "until", end: endsWednesday.toISOString() } as const;

function filedHighRisk(changes: Partial<Request> = {}) {
  const scope = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ];
  return filedBy(cast, cast.actor.Cora, { classification: highRisk, scope, ...changes });
}
const approve = async (id: string, grant: Partial<Decision>, actor = cast.actor.Ada, now = noon) =>
  decide(await decisionOn(id, "approve", grant), actor, now);

test("a shorter length that is granted is the length", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await approve(id, { grantedSeconds: 2 * day })).toMatchObject({ ok: true });
  expect(await found(id)).toMatchObject({ startsAt: noon, endsAt: daysAfter(noon, 2) });
});

test("an earlier end that is granted is the end", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { window: untilWednesday });
  expect(await approve(id, { grantedEnd: daysAfter(noon, 1).toISOString() })).toMatchObject({ ok: true });
  expect(await found(id)).toMatchObject({ endsAt: daysAfter(noon, 1) });
});

test("a second more than was asked is refused, and nothing is signed", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await approve(id, { grantedSeconds: 5 * day + 1 })).toMatchObject({
    code: "too-long",
    message: "An approver may shorten and never widen: 5 days at most.",
  });
  expect(await found(id)).toMatchObject({ status: "pending", version: 1 });
  expect(await approve(id, { grantedSeconds: 5 * day })).toMatchObject({ ok: true });
});

test("a millisecond after the asked end is refused", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { window: untilWednesday });
  const after = new Date(endsWednesday.getTime() + 1).toISOString();
  expect(await approve(id, { grantedEnd: after })).toMatchObject({
    message: "An approver may shorten and never widen: the asked end is the latest.",
  });
  expect(await approve(id, { grantedEnd: endsWednesday.toISOString() })).toMatchObject({ ok: true });
});

test("of two grants the shorter counts, whoever gave it and in whichever order", async () => {
  for (const [first, second] of [
    [3, 2],
    [2, 3],
  ] as const) {
    const { id } = await filedHighRisk();
    await approve(id, { grantedSeconds: first * day });
    expect(await approve(id, { grantedSeconds: second * day }, cast.actor.Eli)).toMatchObject({
      settled: true,
    });
    expect(await found(id)).toMatchObject({ endsAt: daysAfter(noon, 2) });
  }
});

test("an earlier end granted by the first approver holds when the second grants all that was asked", async () => {
  const { id } = await filedHighRisk();
  await approve(id, { grantedEnd: daysAfter(noon, 1).toISOString() });
  await approve(id, {}, cast.actor.Eli);
  expect(await found(id)).toMatchObject({ endsAt: daysAfter(noon, 1) });
});

test("waiting for the second signature does not eat a length", async () => {
  const { id } = await filedHighRisk();
  await decidedBy(cast.actor.Ada, id);
  const monday = daysAfter(noon, 3);
  await decidedBy(await signedInAgain(cast.actor.Eli, monday), id, "approve", monday);
  expect(await found(id)).toMatchObject({ startsAt: monday, endsAt: daysAfter(monday, 5) });
});

test("a window that was asked for from Monday on starts on Monday", async () => {
  const start = daysAfter(noon, 3);
  const window = { kind: "length", seconds: 2 * day, start: start.toISOString() } as const;
  const { id } = await filedBy(cast, cast.actor.Cora, { window });
  await decidedBy(cast.actor.Ada, id);
  expect(await found(id)).toMatchObject({
    status: "active",
    startsAt: start,
    endsAt: daysAfter(start, 2),
    activatedAt: noon,
  });
});

test("a granted end before the asked start is refused at once, not when the last approver signs", async () => {
  const window = { kind: "length", seconds: 2 * day, start: daysAfter(noon, 3).toISOString() } as const;
  const { id } = await filedHighRisk({ window });
  expect(await approve(id, { grantedEnd: daysAfter(noon, 2).toISOString() })).toMatchObject({
    message: "The granted end comes before the window starts.",
  });
  expect(await found(id)).toMatchObject({ version: 1 });
});

test("when the asked end has come, nobody approves any more; they may still send it back", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { window: untilWednesday });
  const ada = await signedInAgain(cast.actor.Ada, justBefore(endsWednesday));
  expect(await approve(id, {}, ada, endsWednesday)).toMatchObject({
    code: "wrong-status",
    message: "The end that was asked for has passed. Send it back for a new one.",
  });
  expect(await decidedBy(ada, id, "send_back", endsWednesday)).toMatchObject({ settled: false });
});

test("a millisecond before the asked end it can still be approved, for that millisecond", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { window: untilWednesday });
  const ada = await signedInAgain(cast.actor.Ada, justBefore(endsWednesday));
  expect(await approve(id, {}, ada, justBefore(endsWednesday))).toMatchObject({ settled: true });
  expect(await found(id)).toMatchObject({ startsAt: justBefore(endsWednesday), endsAt: endsWednesday });
});
