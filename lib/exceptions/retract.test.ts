import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { reassign } from "@/lib/exceptions/reassign";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { retract } from "@/lib/exceptions/retract";
import { actionsOn, found } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { decidedBy, decisionOn, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const reason = "I read the wrong subnet.";

async function halfSigned() {
  const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
  const { id } = await filedBy(cast, cast.actor.Cora, {
    classification: highRisk,
    scope: [{ ...place, environment: "production" }],
  });
  await decidedBy(cast.actor.Ada, id);
  return id;
}

const waitsFor = async (actor: { id: string }, exceptionId: string) =>
  (await requestsAwaitingDecision(actor, noon)).some(({ id }) => id === exceptionId);

describe("an approval taken back while other steps are open", () => {
  test("opens the step for a colleague, and the record keeps both with the reason", async () => {
    const id = await halfSigned();
    expect(await retract({ exceptionId: id, reason }, cast.actor.Ada, noon)).toMatchObject({ ok: true });

    expect(await found(id)).toMatchObject({ status: "pending", version: 3 });
    expect(await db.decision.count({ where: { exceptionId: id } })).toBe(1);
    expect(await db.retraction.findMany({ where: { exceptionId: id } })).toMatchObject([{ reason }]);
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "approval.retracted"]);

    expect(await waitsFor(cast.actor.Ben, id)).toBe(true);
    expect(await waitsFor(cast.actor.Eli, id)).toBe(false);
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Eli, noon)).toMatchObject({
      message: "This waits for Security first. Risk committee comes after.",
    });
    expect(await decidedBy(cast.actor.Ben, id)).toMatchObject({ settled: false });
    expect(await decidedBy(cast.actor.Eli, id)).toMatchObject({ settled: true });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("who took it back does not sign this revision again, nor becomes its owner (R5, R4)", async () => {
    const id = await halfSigned();
    await retract({ exceptionId: id, reason }, cast.actor.Ada, noon);
    expect(await waitsFor(cast.actor.Ada, id)).toBe(false);
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
      code: "already-decided",
    });
    const handOver = { exceptionId: id, ownerId: cast.actor.Ada.id, reason };
    expect(await reassign(handOver, cast.actor.Cora, noon)).toMatchObject({
      fields: { ownerId: expect.stringContaining("has decided this exception") },
    });
  });

  test("a window that only the taken back approval had shortened is as long as was asked", async () => {
    const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
    const { id } = await filedBy(cast, cast.actor.Cora, {
      classification: highRisk,
      scope: [{ ...place, environment: "production" }],
    });
    await decide(await decisionOn(id, "approve", { grantedSeconds: 3600 }), cast.actor.Ada, noon);
    await retract({ exceptionId: id, reason }, cast.actor.Ada, noon);
    await decidedBy(cast.actor.Ben, id);
    await decidedBy(cast.actor.Eli, id);
    const { startsAt, endsAt } = await found(id);
    expect(((endsAt as Date).getTime() - (startsAt as Date).getTime()) / 86_400_000).toBe(5);
    expect(await brokenPromises(id)).toEqual([]);
  });
});

describe("what is not taken back", () => {
  test("somebody else's approval, a second time, or none at all", async () => {
    const id = await halfSigned();
    const none = { message: "You have not approved this revision, so there is nothing to take back." };
    for (const actor of [cast.actor.Ben, cast.actor.Eli, cast.actor.Cora]) {
      expect(await retract({ exceptionId: id, reason }, actor, noon)).toMatchObject(none);
    }
    await retract({ exceptionId: id, reason }, cast.actor.Ada, noon);
    expect(await retract({ exceptionId: id, reason }, cast.actor.Ada, noon)).toMatchObject(none);
  });

  test("what is in force: the sentence names the way that there is", async () => {
    const id = await halfSigned();
    await decidedBy(cast.actor.Eli, id);
    expect(await retract({ exceptionId: id, reason }, cast.actor.Ada, noon)).toMatchObject({
      message: "It is approved for good: an approval is not taken back, it is revoked.",
    });
  });

  test("what was sent back meanwhile", async () => {
    const id = await halfSigned();
    await decidedBy(cast.actor.Eli, id, "send_back");
    expect(await retract({ exceptionId: id, reason }, cast.actor.Ada, noon)).toMatchObject({
      message: expect.stringContaining("This was sent back."),
    });
  });
});
