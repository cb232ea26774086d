import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { deactivateLeavers } from "@/lib/people/deactivate-leavers";
import { editPerson } from "@/lib/people/edit-person";
import { exceptionsWithoutOwner } from "@/lib/people/exceptions-without-owner";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

// The cast's organisation keeps Berlin time: its 27 November ends at 23:00 UTC.
const lastSecond = new Date("2026-11-27T22:59:59.999Z");
const midnight = new Date("2026-11-27T23:00:00.000Z");

test("on the last day a leaver still works; when it is over where the organisation is, the clock lets them out", async () => {
  const dana = cast.actor.Cora;
  const { id } = await filedBy(cast, dana);
  await leavesOn(dana.id, "2026-11-27");

  expect(await deactivateLeavers(lastSecond)).toEqual({ done: 0, failed: [] });
  expect(await deactivateLeavers(midnight)).toEqual({ done: 1, failed: [] });
  expect(await deactivateLeavers(midnight)).toEqual({ done: 0, failed: [] });

  expect(await db.person.findUnique({ where: { id: dana.id } })).toMatchObject({ deactivatedAt: midnight });
  expect(await exceptionsWithoutOwner()).toMatchObject([{ id }]);
  const [event] = await db.auditEvent.findMany({
    where: { stream: `person/${dana.id}`, action: "person.deactivated" },
  });
  expect(event).toMatchObject({ via: "clock", body: { owns: 1 } });

  await filled(reactivatePerson({ personId: dana.id }, cast.actor.Root, midnight));
  expect(await deactivateLeavers(midnight)).toEqual({ done: 0, failed: [] });
});

test("the only administrator is not let out, and is named", async () => {
  const only = cast.actor.Root;
  await leavesOn(only.id, "2026-11-20");
  expect(await deactivateLeavers(midnight)).toMatchObject({
    done: 0,
    failed: [{ what: "Root", why: expect.stringContaining("the only administrator") }],
  });
});

async function leavesOn(personId: string, day: string) {
  const { name, email, title, team, role, managerId } = await db.person.findUniqueOrThrow({
    where: { id: personId },
  });
  const facts = { name, email, title, team, role, managerId, leavesOn: new Date(day) };
  await filled(editPerson({ personId, ...facts }, cast.actor.Root, noon));
}
