// Taking back, raising and ratifying at the moment at which somebody else decides: one of them wins, the other is told.

import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { decide } from "@/lib/exceptions/decide";
import { raiseRisk } from "@/lib/exceptions/raise-risk";
import { retract } from "@/lib/exceptions/retract";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";
import type { Request } from "@/lib/exceptions/schemas";
import { daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { exceptionRow, race } from "@/lib/testing/race";
import { decidedBy, decisionOn, filedBy, highRisk, seen } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const reason = "I read the wrong subnet.";

async function signedByAda(changes: Partial<Request> = {}) {
  const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
  const { id } = await filedBy(cast, cast.actor.Cora, {
    classification: highRisk,
    scope: [{ ...place, environment: "production" }],
    window: { kind: "length", seconds: 3 * 86_400 },
    ...changes,
  });
  await decidedBy(cast.actor.Ada, id);
  return id;
}

async function approving(id: string, actor: Actor, now = noon) {
  const decision = await decisionOn(id, "approve");
  return () => decide(decision, actor, now);
}

describe("an approval is taken back while the last step is signed (R5)", () => {
  const takingBack = (exceptionId: string) => () => retract({ exceptionId, reason }, cast.actor.Ada, noon);

  test("taken back first: the last step is not the last any more, and waits", async () => {
    const id = await signedByAda();
    const [first, second] = await race(exceptionRow(id), takingBack(id), await approving(id, cast.actor.Eli));
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ message: "This waits for Security first. Risk committee comes after." });
    expect(await found(id)).toMatchObject({ status: "pending", startsAt: null });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("signed first: it is in force, and what is in force is revoked", async () => {
    const id = await signedByAda();
    const [first, second] = await race(exceptionRow(id), await approving(id, cast.actor.Eli), takingBack(id));
    expect(first).toMatchObject({ ok: true, settled: true });
    expect(second).toMatchObject({
      message: "It is approved for good: an approval is not taken back, it is revoked.",
    });
    expect(await brokenPromises(id)).toEqual([]);
  });
});

describe("the risk is raised while a colleague approves (R8, R10)", () => {
  async function raising(exceptionId: string) {
    const input = { exceptionId, ...(await seen(exceptionId)), risk: "high" as const, reason };
    return () => raiseRisk(input, cast.actor.Ben, noon);
  }

  test("raised first: the approval was of what no longer stands", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [first, second] = await race(
      exceptionRow(id),
      await raising(id),
      await approving(id, cast.actor.Ada),
    );
    expect(first).toMatchObject({ ok: true, revision: 2 });
    expect(second).toMatchObject({ code: "outdated-revision" });
    expect(await found(id)).toMatchObject({ status: "pending", risk: "high", version: 2 });
  });

  test("approved first: nothing is left to raise", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [first, second] = await race(
      exceptionRow(id),
      await approving(id, cast.actor.Ada),
      await raising(id),
    );
    expect(first).toMatchObject({ ok: true, settled: true });
    expect(second).toMatchObject({
      message: "This exception is active, so it cannot be put at a higher risk.",
    });
    expect(await found(id)).toMatchObject({ status: "active", risk: "low", revision: 1 });
  });

  test("two approvers raise at once: it is raised once, and the second looks again", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [first, second] = await race(exceptionRow(id), await raising(id), await raising(id));
    expect([first.ok, second.ok]).toEqual([true, false]);
    expect(second).toMatchObject({ code: "outdated-revision" });
  });
});

describe("an emergency is ratified in the last millisecond while the clock comes (R19)", () => {
  const tomorrow = daysAfter(noon, 1);
  const last = justBefore(tomorrow);
  const revoking = async () => ({ ok: true as const, ...(await revokeUnratified(tomorrow)) });

  test("ratified first: the clock finds nothing to revoke", async () => {
    const id = await signedByAda({ emergency: true });
    const kim = await signedInAgain(cast.actor.Kim, last);
    const [first, second] = await race(exceptionRow(id), await approving(id, kim, last), revoking);
    expect(first).toMatchObject({ ok: true, settled: true });
    expect(second).toMatchObject({ done: 0, failed: [] });
    expect(await found(id)).toMatchObject({ status: "active", ratifiedAt: last });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("revoked first: the signature comes too late, and is not on the record", async () => {
    const id = await signedByAda({ emergency: true });
    const kim = await signedInAgain(cast.actor.Kim, last);
    const [first, second] = await race(exceptionRow(id), revoking, await approving(id, kim, last));
    expect(first).toMatchObject({ done: 1 });
    expect(second).toMatchObject({
      message: "This exception is closed (revoked), so it cannot be approved.",
    });
    expect(await found(id)).toMatchObject({ status: "closed", ratifiedAt: null });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("two of the same group ratify at once: one signature is one too many", async () => {
    const id = await signedByAda({ emergency: true });
    const [first, second] = await race(
      exceptionRow(id),
      await approving(id, cast.actor.Eli),
      await approving(id, cast.actor.Kim),
    );
    expect(first).toMatchObject({ ok: true, settled: true });
    expect(second).toMatchObject({ ok: false });
    expect(await found(id)).toMatchObject({ status: "active", ratifiedAt: noon, version: 3 });
  });
});
