import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { reassign } from "@/lib/exceptions/reassign";
import { withdraw } from "@/lib/exceptions/withdraw";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { linkAlias } from "@/lib/people/link-alias";
import { actionsOn, activeFor, found } from "@/lib/testing/carry-on";
import { addPerson, type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, decisionOn, filedBy, highRisk } from "@/lib/testing/requests";
import type { Role } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const reason = "Cora goes on leave.";
const give = (exceptionId: string, to: Actor, by: Actor) =>
  reassign({ exceptionId, ownerId: to.id, reason }, by, noon);
const somebody = (name: string, role: Role = "member", managerId?: string): Promise<Actor> =>
  filled(inTransaction(noon, (tx) => addPerson(tx, name, role, noon, managerId)));

describe("who may hand it over", () => {
  test("the owner, the manager and an administrator", async () => {
    for (const by of [cast.actor.Cora, cast.actor.Mara, cast.actor.Root]) {
      const { id } = await activeFor(cast, cast.actor.Cora);
      expect(await give(id, cast.actor.Sam, by), by.name).toMatchObject({ ok: true });
      expect(await found(id)).toMatchObject({ ownerId: cast.actor.Sam.id, status: "active", version: 3 });
      expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "exception.reassigned"]);
    }
  });

  test("nobody else: not the new owner, an approver or an auditor", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    for (const by of [cast.actor.Sam, cast.actor.Ada, cast.actor.Otto]) {
      expect(await give(id, cast.actor.Sam, by), by.name).toMatchObject({
        code: "not-allowed",
        message: "Only its owner, the owner's manager or an administrator can hand it over.",
      });
    }
  });

  test("whoever has handed it over has no more say", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    await filled(give(id, cast.actor.Sam, cast.actor.Cora));
    expect(await give(id, cast.actor.Cora, cast.actor.Cora)).toMatchObject({ code: "not-allowed" });
  });
});

describe("who may take it over (R3)", () => {
  test("an active person who may own something, and does not own it already", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const leaver = await somebody("Lea");
    await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, noon));
    const told = async (to: Actor) => {
      const outcome = await give(id, to, cast.actor.Cora);
      return outcome.ok ? "" : outcome.fields?.ownerId;
    };
    expect(await told(leaver)).toBe("The owner has to be an active person.");
    expect(await told(cast.actor.Cora)).toBe("Cora owns it already.");
    expect(await told(cast.actor.Otto)).toBe("Otto cannot own an exception.");
    expect(await told(cast.actor.Olga)).toBe("Olga cannot own an exception.");
    expect(await found(id)).toMatchObject({ ownerId: cast.actor.Cora.id, version: 2 });
  });

  test("what a leaver owned can be given to somebody by an administrator", async () => {
    const leaver = await somebody("Leo", "member", cast.actor.Mara.id);
    const { id } = await activeFor(cast, leaver);
    await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, noon));
    expect(await give(id, cast.actor.Sam, cast.actor.Root)).toMatchObject({ ok: true });
  });

  test("the new owner's manager is told from then on; one without a manager keeps the present one", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const nora = await somebody("Nora", "member", cast.actor.Gus.id);
    await filled(give(id, nora, cast.actor.Cora));
    expect(await found(id)).toMatchObject({ managerId: cast.actor.Gus.id });
    await filled(give(id, await somebody("Solo"), nora));
    expect(await found(id)).toMatchObject({ managerId: cast.actor.Gus.id });
  });
});

test("the manager who is told before it ends does not own it as well, unless somebody stands above them", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect(await give(id, cast.actor.Mara, cast.actor.Cora)).toMatchObject({
    fields: { ownerId: "Mara is told as the owner's manager before it ends, so somebody else owns it." },
  });
  expect(await give(id, cast.actor.Root, cast.actor.Cora)).toMatchObject({ ok: true });
  expect(await found(id)).toMatchObject({ ownerId: cast.actor.Root.id, managerId: cast.actor.Mara.id });
});

test("what was sent back may go to the other approver, because who sent it back can decide the next revision", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  expect(await give(id, cast.actor.Ben, cast.actor.Cora)).toMatchObject({ ok: true });
});

test("what was sent back is not handed to the last person who could decide it anew", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { requesterId: cast.actor.Ben.id });
  await decidedBy(cast.actor.Ada, id, "send_back");
  const fresh = await somebody("Finn", "member", cast.actor.Mara.id);
  expect(await give(id, fresh, cast.actor.Cora)).toMatchObject({ ok: true });
  expect(await give(id, cast.actor.Ada, fresh)).toMatchObject({
    fields: { ownerId: "Ada has decided this exception, and who decided does not become a party to it." },
  });
});

describe("the new owner is a party (R4)", () => {
  test("and can no longer decide it", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await filled(give(id, cast.actor.Ada, cast.actor.Cora));
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
      message: "You own this. Somebody else must decide.",
    });
    expect(
      await db.party.count({ where: { exceptionId: id, personId: cast.actor.Ada.id, capacity: "owner" } }),
    ).toBe(1);
  });

  test("the earlier owner stays one, and cannot decide either", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, { ownerId: cast.actor.Ada.id });
    await filled(give(id, cast.actor.Sam, cast.actor.Ada));
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
      code: "party-to-it",
    });
  });

  test("who has decided this revision does not become its owner, under a second account neither", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const message = "Ada has decided this exception, and who decided does not become a party to it.";
    expect(await give(id, cast.actor.Ada, cast.actor.Cora)).toMatchObject({ fields: { ownerId: message } });

    const alias = await somebody("Ada Two");
    await filled(linkAlias({ personId: alias.id, sameAsId: cast.actor.Ada.id }, cast.actor.Root, noon));
    expect(await give(id, alias, cast.actor.Cora)).toMatchObject({
      fields: { ownerId: expect.stringContaining("Ada Two has decided") },
    });
  });

  test("it is not handed to the last person who could decide it", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, { requesterId: cast.actor.Ada.id });
    expect(await give(id, cast.actor.Ben, cast.actor.Cora)).toMatchObject({
      fields: { ownerId: "If Ben owned it, nobody would be left to decide it." },
    });
  });

  test("nor to the last one of a group above whose turn is still to come", async () => {
    const scope = [
      {
        policyId: cast.policy.tls,
        systemId: cast.system.payroll,
        environment: "production" as const,
        resource: "",
      },
    ];
    const asked = { classification: highRisk, scope, requesterId: cast.actor.Eli.id };
    const { id } = await filedBy(cast, cast.actor.Cora, asked);
    expect(await give(id, cast.actor.Kim, cast.actor.Cora)).toMatchObject({
      fields: { ownerId: expect.stringContaining("nobody would be left") },
    });
    await decidedBy(cast.actor.Ada, id);
    expect(await give(id, cast.actor.Kim, cast.actor.Cora)).toMatchObject({
      fields: { ownerId: expect.stringContaining("nobody would be left") },
    });
    expect(await give(id, cast.actor.Ben, cast.actor.Cora)).toMatchObject({ ok: true });
  });
});

test("what is closed is not handed over", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await filled(withdraw({ exceptionId: id, reason: "No longer needed." }, cast.actor.Cora, noon));
  expect(await give(id, cast.actor.Sam, cast.actor.Cora)).toMatchObject({
    code: "wrong-status",
    message: expect.stringContaining("closed (withdrawn)"),
  });
  expect(await give(crypto.randomUUID(), cast.actor.Sam, cast.actor.Cora)).toMatchObject({
    code: "not-found",
  });
});
