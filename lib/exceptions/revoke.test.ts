import { beforeAll, expect, test } from "vitest";

import { isInForce } from "@/lib/exceptions/lifecycle";
import { revoke } from "@/lib/exceptions/revoke";
import { actionsOn, activeFor, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const reason = "The address was attacked.";

test("anybody in a group that had to sign it takes it back at once, and it is no longer in force", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect(await revoke({ exceptionId: id, reason }, cast.actor.Ben, noon)).toMatchObject({ ok: true });
  const revoked = await found(id);
  expect(revoked).toMatchObject({ status: "closed", closedReason: "revoked", closedAt: noon });
  expect(isInForce(revoked, noon)).toBe(false);
  expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "exception.revoked"]);
});

test("a party who sits in the group may say stop as well", async () => {
  const { id } = await activeFor(cast, cast.actor.Ben);
  expect(await revoke({ exceptionId: id, reason }, cast.actor.Ben, noon)).toMatchObject({ ok: true });
});

test("nobody outside the groups revokes it: not its owner, not an administrator, not an auditor", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  for (const actor of [cast.actor.Cora, cast.actor.Root, cast.actor.Eli]) {
    expect(await revoke({ exceptionId: id, reason }, actor, noon), actor.name).toMatchObject({
      code: "not-allowed",
      message: "Only Security can revoke it.",
    });
  }
  expect(await revoke({ exceptionId: id, reason }, cast.actor.Otto, noon)).toMatchObject({
    message: "Auditors read everything and change nothing.",
  });
});

test("a request that is not approved is rejected, not revoked", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await revoke({ exceptionId: id, reason }, cast.actor.Ada, noon)).toMatchObject({
    message: "This exception is pending, so it cannot be revoked.",
  });
  expect(await revoke({ exceptionId: crypto.randomUUID(), reason }, cast.actor.Ada, noon)).toMatchObject({
    code: "not-found",
  });
});

test("the millisecond before its end it can be revoked; at its end there is nothing to revoke", async () => {
  const end = daysAfter(noon, 5);
  const ada = await signedInAgain(cast.actor.Ada, justBefore(end));
  const [one, other] = [await activeFor(cast, cast.actor.Cora), await activeFor(cast, cast.actor.Cora)];
  expect(await revoke({ exceptionId: one.id, reason }, ada, end)).toMatchObject({
    code: "wrong-status",
    message: "It has ended, so there is nothing to revoke. Close it.",
  });
  await filled(revoke({ exceptionId: other.id, reason }, ada, justBefore(end)));
});
