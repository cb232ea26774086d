import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addPerson } from "@/lib/people/add-person";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { editPerson } from "@/lib/people/edit-person";
import { linkAlias } from "@/lib/people/link-alias";
import { newPersonSchema } from "@/lib/people/schemas";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const lena = {
  name: "Lena Kowalczyk",
  email: "lena@example.com",
  title: "Engineer",
  team: "Platform",
  role: "member",
  managerId: null,
} as const;

test("an administrator adds a person, and the trail says what was written", async () => {
  const { id } = await filled(addPerson({ ...lena, managerId: cast.actor.Mara.id }, cast.actor.Root, noon));

  expect(await db.auditEvent.findMany({ where: { stream: `person/${id}` } })).toMatchObject([
    {
      action: "person.added",
      actorId: cast.actor.Root.accountId,
      body: { after: { name: "Lena Kowalczyk", team: "Platform" } },
    },
  ]);
  expect(await addPerson({ ...lena, email: "anna@example.com" }, cast.actor.Cora, noon)).toMatchObject({
    code: "not-allowed",
  });
});

test("an address belongs to one person, whatever its capitals", async () => {
  const typed = newPersonSchema.parse({ ...lena, email: " CORA@example.com " });
  expect(await addPerson(typed, cast.actor.Root, noon)).toMatchObject({
    fields: { email: "Cora has this address." },
  });
});

test("an edit records what changed and nothing else; an edit that changes nothing records nothing", async () => {
  const facts = await factsOf(cast.actor.Sam.id);
  await filled(editPerson({ ...facts, title: "Product owner" }, cast.actor.Root, noon));
  await filled(editPerson({ ...facts, title: "Product owner" }, cast.actor.Root, noon));

  const events = await db.auditEvent.findMany({
    where: { stream: `person/${facts.personId}`, actorId: { not: null } },
  });
  expect(events.map(({ body }) => body)).toEqual([
    { changed: { title: { before: "", after: "Product owner" } } },
  ]);
});

test("somebody who has left manages nobody new", async () => {
  const { id } = await filled(
    addPerson({ ...lena, name: "Vera", email: "vera@example.com" }, cast.actor.Root, noon),
  );
  await filled(deactivatePerson({ personId: id }, cast.actor.Root, noon));

  expect(
    await editPerson({ ...(await factsOf(cast.actor.Sam.id)), managerId: id }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { managerId: "Vera is deactivated." },
  });
  const own = await factsOf(cast.actor.Sam.id);
  expect(await editPerson({ ...own, managerId: own.personId }, cast.actor.Root, noon)).toMatchObject({
    fields: { managerId: "Nobody is their own manager." },
  });
});

test("an approver becomes an auditor only after their seat has ended", async () => {
  expect(
    await editPerson({ ...(await factsOf(cast.actor.Ben.id)), role: "auditor" }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { role: "Ben sits in Security. Auditors decide nothing: end the seat first." },
  });
});

test("an owner of open exceptions keeps a role in which they can close them", async () => {
  await filedBy(cast, cast.actor.Cora);
  expect(
    await editPerson(
      { ...(await factsOf(cast.actor.Cora.id)), role: "outside_approver" },
      cast.actor.Root,
      noon,
    ),
  ).toMatchObject({
    fields: { role: "Cora owns open exceptions and could no longer close them. Hand them over first." },
  });
});

test("two entries of one human are linked by somebody else", async () => {
  const { id } = await filled(
    addPerson({ ...lena, name: "Ben at home", email: "ben.home@example.com" }, cast.actor.Root, noon),
  );
  await filled(linkAlias({ personId: id, sameAsId: cast.actor.Ben.id }, cast.actor.Root, noon));

  expect(await db.person.findUnique({ where: { id } })).toMatchObject({ sameAsId: cast.actor.Ben.id });
  expect(
    await linkAlias({ personId: cast.actor.Root.id, sameAsId: cast.actor.Ben.id }, cast.actor.Root, noon),
  ).toMatchObject({
    message: "Nobody links or parts their own entries. Ask another administrator.",
  });
  expect(await linkAlias({ personId: cast.actor.Ada.id, sameAsId: id }, cast.actor.Root, noon)).toMatchObject(
    {
      fields: { sameAsId: "Ben at home is linked to somebody else already. Choose that entry." },
    },
  );
});

async function factsOf(personId: string) {
  const { name, email, title, team, role, managerId } = await db.person.findUniqueOrThrow({
    where: { id: personId },
  });
  return { personId, name, email, title, team, role, managerId };
}
