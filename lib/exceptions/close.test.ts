import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { close } from "@/lib/exceptions/close";
import { expireDue } from "@/lib/exceptions/expire-due";
import { reassign } from "@/lib/exceptions/reassign";
import type { Closing } from "@/lib/exceptions/schemas";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { linkAlias } from "@/lib/people/link-alias";
import { actionsOn, activeFor, daysAfter, found, signedInAgain } from "@/lib/testing/carry-on";
import { addPerson, type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const closing = (exceptionId: string, changes: Partial<Closing> = {}): Closing => ({
  exceptionId,
  removedOn: "2026-11-20",
  verifiedById: cast.actor.Sam.id,
  note: "The supplier switched over.",
  ...changes,
});
const somebody = (name: string): Promise<Actor> =>
  filled(inTransaction(noon, (tx) => addPerson(tx, name, "member", noon, cast.actor.Mara.id)));

async function activeHighRisk() {
  const scope = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ];
  const filed = await filedBy(cast, cast.actor.Cora, { classification: highRisk, scope });
  await decidedBy(cast.actor.Ada, filed.id);
  await decidedBy(cast.actor.Eli, filed.id);
  return filed;
}

test("closing keeps the day of removal and who verified it, and records one event", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect(await close(closing(id), cast.actor.Cora, noon)).toMatchObject({ ok: true });
  expect(await found(id)).toMatchObject({
    status: "closed",
    closedReason: "remediated",
    removedOn: new Date("2026-11-20T00:00:00Z"),
    verifiedById: cast.actor.Sam.id,
    closedAt: noon,
  });
  expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "exception.closed"]);
});

test("the owner, their manager and whoever asked for it may close it; others may not", async () => {
  const active = () =>
    activeFor(cast, cast.actor.Sam, { ownerId: cast.actor.Cora.id, requesterId: cast.actor.Gus.id });
  for (const actor of [cast.actor.Cora, cast.actor.Mara, cast.actor.Gus]) {
    expect(await close(closing((await active()).id), actor, noon), actor.name).toMatchObject({ ok: true });
  }
  const { id } = await active();
  for (const actor of [cast.actor.Ada, cast.actor.Root, cast.actor.Otto, cast.actor.Dee]) {
    expect(await close(closing(id), actor, noon), actor.name).toMatchObject({
      code: "not-allowed",
      message: "Only its owner, the owner's manager or whoever asked for it can close it.",
    });
  }
});

test("what has expired can still be closed", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const end = daysAfter(noon, 5);
  await expireDue(end);
  const cora = await signedInAgain(cast.actor.Cora, end);
  expect(await close(closing(id, { removedOn: "2026-11-24" }), cora, end)).toMatchObject({ ok: true });
});

test("what is pending or closed cannot be closed", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await close(closing(id), cast.actor.Cora, noon)).toMatchObject({
    message: "This exception is pending, so it cannot be closed.",
  });
  const active = await activeFor(cast, cast.actor.Cora);
  await filled(close(closing(active.id), cast.actor.Cora, noon));
  expect(await close(closing(active.id), cast.actor.Cora, noon)).toMatchObject({
    message: "This exception is closed (remediated), so it cannot be closed.",
  });
  expect(await close(closing(crypto.randomUUID()), cast.actor.Cora, noon)).toMatchObject({
    code: "not-found",
  });
});

test("the verifier is an active person", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const leaver = await somebody("Lou");
  await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, noon));
  const refusal = { fields: { verifiedById: "Name an active person who checked it." } };
  expect(await close(closing(id, { verifiedById: leaver.id }), cast.actor.Cora, noon)).toMatchObject(refusal);
  expect(
    await close(closing(id, { verifiedById: crypto.randomUUID() }), cast.actor.Cora, noon),
  ).toMatchObject(refusal);
});

describe("who verifies the removal (R18)", () => {
  const refusal = {
    fields: { verifiedById: "At high risk somebody else than the owner verifies the removal." },
  };

  test("at low risk the owner may verify their own work", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    expect(
      await close(closing(id, { verifiedById: cast.actor.Cora.id }), cast.actor.Cora, noon),
    ).toMatchObject({ ok: true });
  });

  test("at high risk it is somebody else than the owner", async () => {
    const { id } = await activeHighRisk();
    expect(
      await close(closing(id, { verifiedById: cast.actor.Cora.id }), cast.actor.Cora, noon),
    ).toMatchObject(refusal);
    expect(await close(closing(id), cast.actor.Cora, noon)).toMatchObject({ ok: true });
  });

  test("and not the owner under a second account", async () => {
    const { id } = await activeHighRisk();
    const alias = await somebody("Cora Two");
    await filled(linkAlias({ personId: alias.id, sameAsId: cast.actor.Cora.id }, cast.actor.Root, noon));
    expect(await close(closing(id, { verifiedById: alias.id }), cast.actor.Cora, noon)).toMatchObject(
      refusal,
    );
  });

  test("once it has changed hands the earlier owner may verify, and the new one may not", async () => {
    const { id } = await activeHighRisk();
    await filled(
      reassign({ exceptionId: id, ownerId: cast.actor.Sam.id, reason: "On leave." }, cast.actor.Cora, noon),
    );
    expect(await close(closing(id, { verifiedById: cast.actor.Sam.id }), cast.actor.Sam, noon)).toMatchObject(
      refusal,
    );
    expect(
      await close(closing(id, { verifiedById: cast.actor.Cora.id }), cast.actor.Sam, noon),
    ).toMatchObject({ ok: true });
  });
});

describe("the day of removal is a day in the organisation's zone, Berlin", () => {
  // 23:30 UTC is half past midnight of the next day in Berlin.
  const [evening, night] = [new Date("2026-11-20T22:30:00Z"), new Date("2026-11-20T23:30:00Z")];

  test("tomorrow is refused until tomorrow has come there", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const cora = await signedInAgain(cast.actor.Cora, evening);
    expect(await close(closing(id, { removedOn: "2026-11-21" }), cora, evening)).toMatchObject({
      fields: { removedOn: "The day of removal is still to come." },
    });
    expect(
      await close(closing(id, { removedOn: "2026-11-21" }), await signedInAgain(cora, night), night),
    ).toMatchObject({ ok: true });
  });

  test("a day long past is taken as it is", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    expect(await close(closing(id, { removedOn: "2026-01-02" }), cast.actor.Cora, noon)).toMatchObject({
      ok: true,
    });
  });
});
