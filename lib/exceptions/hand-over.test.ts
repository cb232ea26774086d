import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { handAllTo, handOver } from "@/lib/exceptions/hand-over";
import { handOverRows } from "@/lib/exceptions/hand-over-choices";
import { activeFor, found } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;
const batch = "0197a1b2-0000-7000-8000-0000000000aa";

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("each exception changes hands for itself: one that cannot go stays and says why, one without a name waits", async () => {
  const { Cora, Ada, Sam, Root } = cast.actor;
  const goes = await filedBy(cast, Cora);
  const decided = await activeFor(cast, Cora); // Ada has approved it
  const waits = await filedBy(cast, Cora);

  const rows = [
    { exceptionId: goes.id, ownerId: Sam.id },
    { exceptionId: decided.id, ownerId: Ada.id },
    { exceptionId: waits.id, ownerId: null },
  ];
  expect(await handOver({ batch, reason: "Cora leaves.", rows }, Root, noon)).toEqual({
    ok: true,
    done: [{ exceptionId: goes.id, number: expect.any(Number) }],
    skipped: [{ exceptionId: decided.id, message: expect.stringContaining("has decided this exception") }],
  });

  expect(await found(goes.id)).toMatchObject({ ownerId: Sam.id, version: 2 });
  expect((await found(decided.id)).ownerId).toBe(Cora.id);
  expect((await found(waits.id)).ownerId).toBe(Cora.id);
  const events = await db.auditEvent.findMany({ where: { action: "exception.reassigned" } });
  expect(events.map(({ body }) => body)).toEqual([
    { from: Cora.id, to: Sam.id, reason: "Cora leaves.", batch },
  ]);
});

test("several go to one person, and whoever may not hand one over leaves it where it is", async () => {
  const { Cora, Sam } = cast.actor;
  const [hers, alsoHers, his] = [
    await filedBy(cast, Cora),
    await filedBy(cast, Cora),
    await filedBy(cast, Sam),
  ];
  const rows = [hers, alsoHers, his].map(({ id }) => ({ exceptionId: id }));
  const change = { batch, reason: "Sam runs these systems now.", ownerId: Sam.id, rows };
  expect(await handAllTo(change, Cora, noon)).toMatchObject({
    done: [{ exceptionId: hers.id }, { exceptionId: alsoHers.id }],
    skipped: [{ exceptionId: his.id, message: expect.stringMatching(/^Only its owner/) }],
  });
  expect([(await found(hers.id)).ownerId, (await found(alsoHers.id)).ownerId]).toEqual([Sam.id, Sam.id]);
});

test("the wizard says beforehand who has decided and whose decision it would cost", async () => {
  const rows = await handOverRows(cast.actor.Cora.id, cast.actor.Root);
  const choice = (status: string, name: string) =>
    rows.find((row) => row.status === status)?.choices.find((one) => one.name === name);

  expect(choice("active", "Ada")).toMatchObject({ reason: "has decided it" });
  expect(choice("pending", "Ada")).toMatchObject({ reason: null, cost: "could then no longer decide it" });
  expect(choice("pending", "Sam")).toMatchObject({ reason: null, cost: null });
});
