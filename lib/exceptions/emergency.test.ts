import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";
import type { Request } from "@/lib/exceptions/schemas";
import { actionsOn, activeFor, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { decidedBy, decisionOn, filedBy, highRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const tomorrow = daysAfter(noon, 1);

/** A high-risk emergency: one of Security or of the Risk committee at once, the other within 24 hours. */
function emergency(changes: Partial<Request> = {}) {
  const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
  return filedBy(cast, cast.actor.Cora, {
    emergency: true,
    classification: highRisk,
    scope: [{ ...place, environment: "production" }],
    window: { kind: "length", seconds: 3 * 86_400 },
    ...changes,
  });
}

async function inForce(id: string, at: Date) {
  const [row] = await db.$queryRaw<{ yes: boolean }[]>`
    SELECT in_force(x, ${at}) AS yes FROM exception x WHERE x.id = ${id}::uuid`;
  return row?.yes;
}

describe("an emergency is approved at once (R19)", () => {
  afterAll(() => revokeUnratified(daysAfter(noon, 2)));

  test("by one person of any of its groups, and is in force until it has to be ratified", async () => {
    for (const first of [cast.actor.Ada, cast.actor.Kim]) {
      const { id } = await emergency();
      expect(await decidedBy(first, id)).toMatchObject({ ok: true, settled: false });
      expect(await found(id)).toMatchObject({
        status: "active",
        emergency: true,
        startsAt: noon,
        endsAt: daysAfter(noon, 3),
        ratifyBy: tomorrow,
        ratifiedAt: null,
      });
      expect(await inForce(id, justBefore(tomorrow))).toBe(true);
      expect(await inForce(id, tomorrow)).toBe(false);
      expect(await brokenPromises(id)).toEqual([]);
    }
  });

  test("where one step is all there is, the first approval ratifies it as well", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, {
      emergency: true,
      window: { kind: "length", seconds: 86_400 },
    });
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
    expect(await found(id)).toMatchObject({ status: "active", ratifyBy: tomorrow, ratifiedAt: noon });
  });

  test("for 72 hours at most, whatever the risk would allow", async () => {
    const asked = { emergency: true, ownerId: cast.actor.Cora.id };
    const seconds = 3 * 86_400;
    const ask = (length: number) =>
      fileRequest(
        requestFor(cast, { ...asked, window: { kind: "length", seconds: length } }),
        cast.actor.Cora,
        noon,
      );
    expect(await ask(seconds + 1)).toMatchObject({
      fields: { "window.seconds": "Too long: An emergency allows 3 days at most." },
    });
    expect(await ask(seconds)).toMatchObject({ ok: true });
  });

  test("it starts at once and continues nothing", async () => {
    const late = { kind: "length", seconds: 3600, start: daysAfter(noon, 1).toISOString() } as const;
    expect(
      await fileRequest(requestFor(cast, { emergency: true, window: late }), cast.actor.Cora, noon),
    ).toMatchObject({ fields: { "window.start": "An emergency starts at once. Leave the start empty." } });

    const { id: continuesId } = await activeFor(cast, cast.actor.Cora);
    const extension = requestFor(cast, {
      emergency: true,
      continuesId,
      whatChanged: "It burns.",
      window: { kind: "length", seconds: 3600 },
    });
    expect(await fileRequest(extension, cast.actor.Cora, noon)).toMatchObject({
      message: expect.stringContaining("An extension is no emergency"),
    });
  });

  test("its requester does not approve it, and nobody approves it from outside its groups", async () => {
    const { id } = await emergency({ ownerId: cast.actor.Sam.id });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Cora, noon)).toMatchObject({
      code: "party-to-it",
    });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Dan, noon)).toMatchObject({
      message: "This waits for Security or Risk committee. You are not in that group.",
    });
  });

  test("changed before it is approved, it is still an emergency", async () => {
    const { id } = await emergency();
    const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
    const { id: _, ...form } = requestFor(cast, {
      classification: highRisk,
      scope: [{ ...place, environment: "production" }],
      window: { kind: "length", seconds: 3600 },
    });
    const edit = { ...form, exceptionId: id, seenRevision: 1 };
    expect(await editRequest(edit, cast.actor.Cora, noon)).toMatchObject({ ok: true });
    expect(await found(id)).toMatchObject({ emergency: true, revision: 2 });
  });
});

describe("the others ratify it within 24 hours (R19)", () => {
  test("the last one a millisecond before its time is over, and it stays in force to its end", async () => {
    const { id } = await emergency();
    await decidedBy(cast.actor.Ada, id);
    const last = justBefore(tomorrow);
    expect(await decidedBy(await signedInAgain(cast.actor.Kim, last), id, "approve", last)).toMatchObject({
      settled: true,
    });
    expect(await found(id)).toMatchObject({ status: "active", ratifiedAt: last });
    expect(await inForce(id, tomorrow)).toBe(true);
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "emergency.ratified"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("at the instant its time is over nobody ratifies it any more, and the clock revokes it once", async () => {
    const { id } = await emergency();
    await decidedBy(cast.actor.Ada, id);
    const kim = await signedInAgain(cast.actor.Kim, tomorrow);
    expect(await decide(await decisionOn(id, "approve"), kim, tomorrow)).toMatchObject({
      message: "Its 24 hours are over and it was not ratified, so it is revoked.",
    });

    await revokeUnratified(justBefore(tomorrow));
    expect(await found(id)).toMatchObject({ status: "active" });
    expect(await revokeUnratified(tomorrow)).toMatchObject({ done: 1 });
    expect(await revokeUnratified(tomorrow)).toMatchObject({ done: 0, failed: [] });
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "revoked", closedAt: tomorrow });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "emergency.lapsed"]);
  });

  test("also when the worker was away until after its end: it was revoked, and did not expire", async () => {
    const { id } = await emergency();
    await decidedBy(cast.actor.Ada, id);
    const late = daysAfter(noon, 5);
    await expireDue(late);
    expect(await found(id)).toMatchObject({ status: "active" });
    await revokeUnratified(late);
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "revoked" });
  });

  test("what ended before it had to be ratified expires like any other", async () => {
    const { id } = await emergency({ window: { kind: "length", seconds: 3600 } });
    await decidedBy(cast.actor.Ada, id);
    await expireDue(daysAfter(noon, 2));
    expect(await found(id)).toMatchObject({ status: "expired", ratifiedAt: null });
    expect(await revokeUnratified(daysAfter(noon, 2))).toMatchObject({ done: 0 });
  });

  test("a no while it waits to be ratified ends it at once, with that reason", async () => {
    const { id } = await emergency();
    await decidedBy(cast.actor.Ada, id);
    await decidedBy(cast.actor.Eli, id, "reject");
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "revoked", closedAt: noon });
    expect(await inForce(id, noon)).toBe(false);
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "emergency.refused"]);
    expect(
      await db.auditEvent.findFirst({ where: { exceptionId: id, action: "emergency.refused" } }),
    ).toMatchObject({
      body: { step: 2, comment: "Read and weighed." },
    });
  });

  test("it is not sent back and not shortened any more, and who approved does not ratify", async () => {
    const { id } = await emergency();
    await decidedBy(cast.actor.Ada, id);
    expect(await decide(await decisionOn(id, "send_back"), cast.actor.Eli, noon)).toMatchObject({
      message: "It is in force already. Ratify it, or reject it: then it ends at once.",
    });
    const shorter = await decisionOn(id, "approve", { grantedSeconds: 3600 });
    expect(await decide(shorter, cast.actor.Eli, noon)).toMatchObject({
      message: expect.stringContaining("its window stands"),
    });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
      code: "already-decided",
    });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
      message: "This waits for Risk committee. You are not in that group.",
    });
  });
});
