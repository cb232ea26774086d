import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addPerson } from "@/lib/people/add-person";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { editGroup } from "@/lib/people/edit-group";
import { endMembership } from "@/lib/people/end-membership";
import { grantMembership } from "@/lib/people/grant-membership";
import { linkAlias } from "@/lib/people/link-alias";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("an administrator seats somebody, an outside approver too, and the seat names who granted it", async () => {
  const seat = { groupId: cast.group.protection, personId: cast.actor.Olga.id };
  const { id } = await filled(grantMembership(seat, cast.actor.Root, noon));

  expect(await db.membership.findUnique({ where: { id } })).toMatchObject({
    grantedById: cast.actor.Root.id,
    fromAt: noon,
    untilAt: null,
  });
  expect(await db.auditEvent.findMany({ where: { stream: `membership/${id}` } })).toMatchObject([
    { action: "membership.granted", body: { group: "protection", person: cast.actor.Olga.id } },
  ]);
  expect(await grantMembership(seat, cast.actor.Root, noon)).toMatchObject({
    fields: { personId: "Olga sits in Data protection already." },
  });
});

test("nobody seats themselves, not even by another entry of theirs", async () => {
  const { Root, Ada } = cast.actor;
  expect(
    await grantMembership({ groupId: cast.group.security, personId: Root.id }, Root, noon),
  ).toMatchObject({
    code: "not-allowed",
    fields: { personId: "Nobody seats themselves. Ask another administrator or the lead." },
  });

  const second = await newcomer("Root at home");
  await leads(cast.group.risk, Ada.id);
  const { id: helper } = await newcomer("Helper", "administrator");
  const helperActor = { ...Root, id: helper };
  await filled(linkAlias({ personId: second.id, sameAsId: Root.id }, helperActor, noon));
  expect(await grantMembership({ groupId: cast.group.risk, personId: second.id }, Root, noon)).toMatchObject({
    code: "not-allowed",
  });
});

test("an auditor holds no seat, and neither does whoever has left", async () => {
  expect(
    await grantMembership({ groupId: cast.group.risk, personId: cast.actor.Otto.id }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { personId: "Otto is an auditor. Auditors decide nothing." },
  });
  const { id } = await newcomer("Gone");
  await filled(deactivatePerson({ personId: id }, cast.actor.Root, noon));
  expect(
    await grantMembership({ groupId: cast.group.risk, personId: id }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { personId: "Gone is deactivated." },
  });
});

test("the lead keeps the seats of their own group and of no other", async () => {
  await leads(cast.group.security, cast.actor.Ada.id);
  const { id: personId } = await newcomer("Jonas");

  const { id } = await filled(
    grantMembership({ groupId: cast.group.security, personId }, cast.actor.Ada, noon),
  );
  await filled(endMembership({ membershipId: id, why: "He moves to another team." }, cast.actor.Ada, noon));

  expect(
    await grantMembership({ groupId: cast.group.protection, personId }, cast.actor.Ada, noon),
  ).toMatchObject({
    message: "Only administrators and the lead of Data protection change its seats.",
  });
  const own = await seatOf(cast.group.security, cast.actor.Ada.id);
  expect(await endMembership({ membershipId: own.id, why: "Holiday." }, cast.actor.Ada, noon)).toMatchObject({
    message: "You do not end your own seat. Ask an administrator.",
  });
});

test("a seat does not end while an open step would then be left to nobody", async () => {
  const { id, number } = await filed();
  const ben = await seatOf(cast.group.security, cast.actor.Ben.id);
  const adaFiles = await filed(cast.actor.Ada.id);

  expect(
    await endMembership({ membershipId: ben.id, why: "Moves on." }, cast.actor.Root, noon),
  ).toMatchObject({
    code: "conflict",
    message: `Without Ben nobody in Security could decide EX-${adaFiles.number}. Seat somebody else first.`,
  });
  expect(number).not.toBe(adaFiles.number);

  await decidedBy(cast.actor.Ben, adaFiles.id);
  await decidedBy(cast.actor.Ben, id);
  expect(await endMembership({ membershipId: ben.id, why: "Moves on." }, cast.actor.Root, noon)).toEqual({
    ok: true,
    left: 1,
  });
  expect(
    await endMembership({ membershipId: ben.id, why: "Moves on." }, cast.actor.Root, noon),
  ).toMatchObject({
    message: "Ben has left Security already.",
  });
});

async function filed(ownerId = cast.actor.Cora.id) {
  const { id } = await filedBy(cast, cast.actor.Cora, { ownerId });
  return db.exception.findUniqueOrThrow({ where: { id }, select: { id: true, number: true } });
}

function seatOf(groupId: string, personId: string) {
  return db.membership.findFirstOrThrow({ where: { groupId, personId, untilAt: null } });
}

async function leads(groupId: string, leadId: string) {
  const { name, purpose, aboveId, isForum } = await db.group.findUniqueOrThrow({ where: { id: groupId } });
  await filled(editGroup({ groupId, name, purpose, aboveId, leadId, isForum }, cast.actor.Root, noon));
}

function newcomer(name: string, role: "member" | "administrator" = "member") {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  return filled(
    addPerson({ name, email, title: "", team: "", role, managerId: null }, cast.actor.Root, noon),
  );
}
