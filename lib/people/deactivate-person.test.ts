import { beforeAll, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { reassign } from "@/lib/exceptions/reassign";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { editPerson } from "@/lib/people/edit-person";
import { exceptionsWithoutOwner } from "@/lib/people/exceptions-without-owner";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import { addPerson, type Cast, filled, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";
import type { Role } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("whoever leaves loses sessions and seats in the same breath, and each seat has its event", async () => {
  const nia = await somebody("Nia");
  const membershipId = await seated(cast.group.risk, nia);

  expect(await deactivatePerson({ personId: nia.id }, cast.actor.Root, noon)).toEqual({
    ok: true,
    owns: 0,
    seatsEnded: 1,
  });

  expect(await db.session.findUnique({ where: { id: nia.sessionId } })).toMatchObject({ endedAt: noon });
  expect(await db.membership.findUnique({ where: { id: membershipId } })).toMatchObject({ untilAt: noon });
  expect(await eventsOf(`membership/${membershipId}`)).toEqual(["membership.granted", "membership.ended"]);
  expect(await eventsOf(`person/${nia.id}`)).toEqual(["person.added", "person.deactivated"]);
});

test("what a leaver owns stays as it is and stands in the queue until somebody takes it over", async () => {
  const olaf = await somebody("Olaf");
  const { id } = await filedBy(cast, olaf, { managerId: cast.actor.Mara.id });

  expect(await deactivatePerson({ personId: olaf.id }, cast.actor.Root, noon)).toMatchObject({ owns: 1 });

  expect(await db.exception.findUnique({ where: { id } })).toMatchObject({
    status: "pending",
    ownerId: olaf.id,
    version: 1,
  });
  expect(await exceptionsWithoutOwner()).toMatchObject([
    { id, owner: { name: "Olaf" }, manager: { name: "Mara" } },
  ]);

  await filled(
    reassign(
      { exceptionId: id, ownerId: cast.actor.Cora.id, reason: "Olaf has left." },
      cast.actor.Root,
      noon,
    ),
  );
  expect(await exceptionsWithoutOwner()).toEqual([]);
});

test("nobody deactivates themselves", async () => {
  expect(await deactivatePerson({ personId: cast.actor.Root.id }, cast.actor.Root, noon)).toMatchObject({
    code: "not-allowed",
    message: "Nobody deactivates themselves. Ask another administrator.",
  });
});

test("the only administrator is neither deactivated nor given another role", async () => {
  const second = await somebody("Rita", "administrator");
  expect(await deactivatePerson({ personId: cast.actor.Root.id }, second, noon)).toMatchObject({ ok: true });
  await filled(reactivatePerson({ personId: cast.actor.Root.id }, second, noon));
  expect(await deactivatePerson({ personId: second.id }, cast.actor.Root, noon)).toMatchObject({ ok: true });

  expect(await deactivatePerson({ personId: cast.actor.Root.id }, second, noon)).toMatchObject({
    message: "Root is the only administrator. Name another one first.",
  });
  expect(
    await editPerson({ ...(await factsOf(cast.actor.Root.id)), role: "member" }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { role: "Root is the only administrator. Name another one first." },
  });
});

test("two administrators who deactivate each other at once leave one of them in office", async () => {
  const [ivo, jana] = [await somebody("Ivo", "administrator"), await somebody("Jana", "administrator")];
  await filled(editPerson({ ...(await factsOf(cast.actor.Root.id)), role: "member" }, ivo, noon));

  const outcomes = await Promise.all([
    deactivatePerson({ personId: ivo.id }, jana, noon),
    deactivatePerson({ personId: jana.id }, ivo, noon),
  ]);

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.person.count({ where: { role: "administrator", deactivatedAt: null } })).toBe(1);
  const left = outcomes[0]?.ok ? jana : ivo;
  await filled(editPerson({ ...(await factsOf(cast.actor.Root.id)), role: "administrator" }, left, noon));
});

test("members and auditors deactivate nobody", async () => {
  const personId = cast.actor.Sam.id;
  expect(await deactivatePerson({ personId }, cast.actor.Mara, noon)).toMatchObject({
    message: "Only administrators change this.",
  });
  expect(await deactivatePerson({ personId }, cast.actor.Otto, noon)).toMatchObject({
    message: "Auditors read everything and change nothing.",
  });
});

test("whoever comes back finds no seat waiting", async () => {
  const pia = await somebody("Pia");
  await seated(cast.group.risk, pia);
  await filled(deactivatePerson({ personId: pia.id }, cast.actor.Root, noon));

  await filled(reactivatePerson({ personId: pia.id }, cast.actor.Root, noon));

  expect(await db.person.findUnique({ where: { id: pia.id } })).toMatchObject({ deactivatedAt: null });
  expect(await db.membership.count({ where: { personId: pia.id, untilAt: null } })).toBe(0);
  expect(await reactivatePerson({ personId: pia.id }, cast.actor.Root, noon)).toMatchObject({
    message: "Pia is active.",
  });
});

async function somebody(name: string, role: Role = "member"): Promise<Actor> {
  return filled(inTransaction(noon, (tx) => addPerson(tx, name, role, noon)));
}

async function seated(groupId: string, actor: Actor): Promise<string> {
  const { id } = await filled(
    inTransaction(noon, async (tx) => ({ id: await seat(tx, groupId, actor.id, noon) })),
  );
  return id;
}

async function factsOf(personId: string) {
  const { name, email, title, team, role, managerId } = await db.person.findUniqueOrThrow({
    where: { id: personId },
  });
  return { personId, name, email, title, team, role, managerId };
}

async function eventsOf(stream: string) {
  const events = await db.auditEvent.findMany({ where: { stream }, orderBy: { seq: "asc" } });
  return events.map(({ action }) => action);
}
