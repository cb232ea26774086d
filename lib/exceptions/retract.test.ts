import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { whyCannotAttest } from "@/lib/exceptions/conditions";
import { toProve } from "@/lib/exceptions/conditions-due";
import { decide } from "@/lib/exceptions/decide";
import { reassign } from "@/lib/exceptions/reassign";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { retract } from "@/lib/exceptions/retract";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { actionsOn, found } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
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

describe("what was demanded with an approval that is taken back", () => {
  const log: AskedCondition = {
    statement: "Log read daily.",
    suspends: true,
    due: { kind: "after", seconds: 86_400 },
  };
  const measured: AskedCondition = {
    ...log,
    statement: "Errors stay low.",
    measure: {
      metric: "errors",
      comparator: "below",
      threshold: 5,
      unit: "%",
      freshSeconds: 900,
      suspendsStale: true,
    },
  };
  const first: AskedCondition = { ...log, statement: "Allow-list set.", due: { kind: "before" } };

  /** Asked with one condition; Ada demands two more and takes all of it back. */
  async function takenBack() {
    const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
    const { id } = await filedBy(cast, cast.actor.Cora, {
      classification: highRisk,
      scope: [{ ...place, environment: "production" }],
      conditions: [log],
    });
    await filled(
      decide(await decisionOn(id, "approve", { conditions: [first, measured] }), cast.actor.Ada, noon),
    );
    await filled(retract({ exceptionId: id, reason }, cast.actor.Ada, noon));
    return id;
  }
  const conditionsOf = (exceptionId: string) =>
    db.condition.findMany({ where: { exceptionId }, orderBy: { position: "asc" } });

  test("is taken back with it, stays on the record, and the event names it (R8, R2)", async () => {
    const id = await takenBack();
    expect((await conditionsOf(id)).map(({ state }) => state)).toEqual([
      "unknown",
      "taken_back",
      "taken_back",
    ]);
    expect(await db.auditEvent.findFirst({ where: { exceptionId: id, version: 3 } })).toMatchObject({
      action: "approval.retracted",
      body: { conditions: [2, 3] },
    });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("keeps nothing out of force, is asked of nobody, and is neither proven nor broken", async () => {
    const id = await takenBack();
    await decidedBy(cast.actor.Ben, id);
    await decidedBy(cast.actor.Eli, id);
    expect(await found(id)).toMatchObject({ status: "active" });
    const [told] = await db.$queryRaw<{ yes: boolean }[]>`
      SELECT in_force(x, ${new Date(noon.getTime() + 1)}) AS yes FROM exception x WHERE x.id = ${id}::uuid`;
    expect(told?.yes).toBe(true);
    expect((await toProve(noon)).filter(({ exception }) => exception.id === id)).toMatchObject([
      { statement: "Log read daily." },
    ]);

    const [, demanded] = await conditionsOf(id);
    const conditionId = demanded?.id as string;
    expect(
      await breakCondition({ exceptionId: id, conditionId, reason }, cast.actor.Ben, noon),
    ).toMatchObject({
      message: "It was taken back with the approval that demanded it, and binds nobody.",
    });
    const { state, ownerId, kind } = demanded as { state: "unknown"; ownerId: string; kind: "attested" };
    expect(
      whyCannotAttest({ state, ownerId, kind }, { status: "active", ownerId }, { id: ownerId }),
    ).toMatchObject({
      code: "wrong-status",
    });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("may be demanded anew by a colleague, under a number of its own", async () => {
    const id = await takenBack();
    await filled(decide(await decisionOn(id, "approve", { conditions: [first] }), cast.actor.Ben, noon));
    expect((await conditionsOf(id)).map(({ position, state }) => [position, state])).toEqual([
      [1, "unknown"],
      [2, "taken_back"],
      [3, "taken_back"],
      [4, "unknown"],
    ]);
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
