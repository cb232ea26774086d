// The clock's act (R13, R15): what has ended is recorded as ended, each in its own transaction.

import pg from "pg";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { close } from "@/lib/exceptions/close";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { revoke } from "@/lib/exceptions/revoke";
import { actionsOn, activeFor, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, requestFor } from "@/lib/testing/requests";

let cast: Cast;
let addresses: TestAddresses;

beforeAll(async () => {
  addresses = await testDatabase();
  cast = await theCast();
});

const end = daysAfter(noon, 5);

test("the millisecond before its end nothing expires; at its end it does, in the name of the clock (lesson 21)", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect(await expireDue(justBefore(end))).toEqual({ done: 0, failed: [] });
  expect(await found(id)).toMatchObject({ status: "active" });

  expect(await expireDue(end)).toEqual({ done: 1, failed: [] });
  expect(await found(id)).toMatchObject({ status: "expired", closedReason: null, version: 3, endsAt: end });
  expect(
    await db.auditEvent.findMany({ where: { exceptionId: id, action: "exception.expired" } }),
  ).toMatchObject([{ actorId: null, via: "clock", body: { endedAt: end.toISOString() } }]);
});

test("running twice, or twice at once, is harmless", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const [one, other] = await Promise.all([expireDue(end), expireDue(end)]);
  expect(one.done + other.done).toBe(1);
  expect(await expireDue(end)).toEqual({ done: 0, failed: [] });
  expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "exception.expired"]);
});

test("an exception is not in force after its end although nobody swept (lesson 11)", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const active = await found(id);
  expect(active.status).toBe("active");
  expect([isInForce(active, justBefore(end)), isInForce(active, end)]).toEqual([true, false]);
  await expireDue(end);
});

test("what an approved extension continues is superseded, and says by what", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const changes = { continuesId: earlier.id, whatChanged: "Another week." };
  const { id, number } = await filled(fileRequest(requestFor(cast, changes), cast.actor.Cora, noon));
  await decidedBy(cast.actor.Ada, id);

  expect(await expireDue(end)).toEqual({ done: 1, failed: [] });
  expect(await found(earlier.id)).toMatchObject({
    status: "closed",
    closedReason: "superseded",
    closedAt: end,
  });
  expect(
    await db.auditEvent.findMany({ where: { exceptionId: earlier.id, action: "exception.superseded" } }),
  ).toMatchObject([{ body: { by: number } }]);
  expect(isInForce(await found(id), end)).toBe(true);
  await expireDue(daysAfter(noon, 10));
});

test("an extension that waits for approval supersedes nothing: the earlier exception expires", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  await filedBy(cast, cast.actor.Cora, { continuesId: earlier.id, whatChanged: "Another week." });
  await expireDue(end);
  expect(await found(earlier.id)).toMatchObject({ status: "expired" });
});

test("an extension that is approved late supersedes what has expired meanwhile, so that nothing stays open twice", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const { id } = await filedBy(cast, cast.actor.Cora, {
    continuesId: earlier.id,
    whatChanged: "Another week.",
  });
  await expireDue(end);
  await decidedBy(await signedInAgain(cast.actor.Ada, end), id, "approve", end);

  expect(await expireDue(end)).toEqual({ done: 1, failed: [] });
  expect(await found(earlier.id)).toMatchObject({ status: "closed", closedReason: "superseded" });
  expect(await actionsOn(earlier.id)).toEqual([
    "request.filed",
    "request.approved",
    "exception.expired",
    "exception.superseded",
  ]);
  expect(await expireDue(end)).toEqual({ done: 0, failed: [] });
  await expireDue(daysAfter(end, 5));
});

test("an extension that was approved and revoked continues nothing: the earlier exception expires", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const { id } = await filedBy(cast, cast.actor.Cora, {
    continuesId: earlier.id,
    whatChanged: "Another week.",
  });
  await decidedBy(cast.actor.Ada, id);
  await filled(revoke({ exceptionId: id, reason: "The supplier moved early." }, cast.actor.Ada, noon));

  await expireDue(end);
  expect(await found(earlier.id)).toMatchObject({ status: "expired" });
});

test("an extension that is approved after the end supersedes what had expired", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  await expireDue(end);
  expect(await found(earlier.id)).toMatchObject({ status: "expired" });

  const asked = { continuesId: earlier.id, whatChanged: "Asked too late." };
  const [later, ada] = await Promise.all([
    signedInAgain(cast.actor.Cora, end),
    signedInAgain(cast.actor.Ada, end),
  ]);
  const { id } = await filedBy(cast, later, asked, end);
  await decidedBy(ada, id, "approve", end);

  await expireDue(end);
  expect(await found(earlier.id)).toMatchObject({ status: "closed", closedReason: "superseded" });
});

test("what is closed before its end does not expire", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const verifiedById = cast.actor.Sam.id;
  await filled(
    close({ exceptionId: id, removedOn: "2026-11-20", verifiedById, note: "" }, cast.actor.Cora, noon),
  );
  expect(await expireDue(end)).toEqual({ done: 0, failed: [] });
  expect(await found(id)).toMatchObject({ status: "closed", closedReason: "remediated" });
});

test("two sweeps at once end each row once, and the one that comes second names no failure", async () => {
  await Promise.all([1, 2, 3, 4].map(() => activeFor(cast, cast.actor.Cora)));
  const [one, other] = await Promise.all([expireDue(end), expireDue(end)]);
  expect(one.done + other.done).toBe(4);
  expect([...one.failed, ...other.failed]).toEqual([]);
});

test("a row that fails is named, does not stop the others, and is due again at the next sweep (lesson 11)", async () => {
  const [first, odd, last] = [
    await activeFor(cast, cast.actor.Cora),
    await activeFor(cast, cast.actor.Cora),
    await activeFor(cast, cast.actor.Cora),
  ];
  const { number } = await found(odd.id);
  await asOwner(`
    CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'odd row'; END $$;
    CREATE TRIGGER a_odd_row BEFORE UPDATE ON exception FOR EACH ROW WHEN (OLD.number = ${number}) EXECUTE FUNCTION fail_once()`);

  expect(await expireDue(end)).toMatchObject({
    done: 2,
    failed: [{ number, why: expect.stringContaining("odd row") }],
  });
  expect((await found(first.id)).status).toBe("expired");
  expect((await found(odd.id)).status).toBe("active");
  expect((await found(last.id)).status).toBe("expired");

  await asOwner("DROP TRIGGER a_odd_row ON exception");
  expect(await expireDue(end)).toEqual({ done: 1, failed: [] });
});

async function asOwner(statements: string) {
  const owner = new pg.Client(addresses.DATABASE_OWNER_URL);
  await owner.connect();
  await owner.query(statements);
  await owner.end();
}
