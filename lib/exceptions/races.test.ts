// Two people press at the same moment. One of them wins, the other is told what happened, and nothing is half done.

import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { endSession } from "@/lib/auth/sessions";
import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { reassign } from "@/lib/exceptions/reassign";
import { withdraw } from "@/lib/exceptions/withdraw";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { endMembership } from "@/lib/people/end-membership";
import { found } from "@/lib/testing/carry-on";
import { addPerson, type Cast, filled, type GroupKey, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { exceptionRow, personRow, race } from "@/lib/testing/race";
import { decisionOn, filedBy, highRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

async function approver(name: string, ...groups: GroupKey[]) {
  const actor = await filled(
    inTransaction(noon, (tx) => addPerson(tx, name, "member", noon, cast.actor.Mara.id)),
  );
  const seats = await filled(
    inTransaction(noon, async (tx) => {
      const ids: string[] = [];
      for (const key of groups) ids.push(await seat(tx, cast.group[key], actor.id, noon));
      return { ids };
    }),
  );
  return { actor, membershipId: seats.ids[0] as string };
}

const approve = async (id: string, actor: Actor) => {
  const decision = await decisionOn(id, "approve");
  return () => decide(decision, actor, noon);
};
const reason = "No longer needed.";

describe("approve against approve", () => {
  test("two approvers of one group: the first signs, the second is told that it is decided", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [first, second] = await race(
      exceptionRow(id),
      await approve(id, cast.actor.Ada),
      await approve(id, cast.actor.Ben),
    );
    expect(first).toMatchObject({ ok: true, settled: true });
    expect(second).toMatchObject({
      code: "wrong-status",
      message: "This exception is active, so it cannot be approved.",
    });
    expect(await db.decision.findMany({ where: { exceptionId: id } })).toMatchObject([
      { personId: cast.actor.Ada.id },
    ]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("one person on two steps at once signs one of them (R5)", async () => {
    const { actor: tea } = await approver("Tea", "security", "risk");
    const scope = [
      {
        policyId: cast.policy.tls,
        systemId: cast.system.payroll,
        environment: "production" as const,
        resource: "",
      },
    ];
    const { id } = await filedBy(cast, cast.actor.Cora, { classification: highRisk, scope });
    const [first, second] = await race(exceptionRow(id), await approve(id, tea), await approve(id, tea));
    expect(first).toMatchObject({ ok: true, settled: false });
    expect(second).toMatchObject({ code: "already-decided" });
    expect(await found(id)).toMatchObject({ status: "pending", version: 2 });
    expect(await brokenPromises(id)).toEqual([]);
  });
});

/** Both orders of approving and something else: what each of them gets when it came first, and when it came second. */
function bothOrders(
  name: string,
  other: (
    id: string,
  ) => Promise<() => ReturnType<typeof withdraw | typeof editRequest | typeof reassign | typeof decide>>,
  expected: { otherFirst: object; approveSecond: object; otherSecond: object },
) {
  describe(`approve against ${name}`, () => {
    test(`the approval came first: ${name} is refused`, async () => {
      const { id } = await filedBy(cast, cast.actor.Cora);
      const [first, second] = await race(
        exceptionRow(id),
        await approve(id, cast.actor.Ada),
        await other(id),
      );
      expect(first).toMatchObject({ ok: true, settled: true });
      expect(second).toMatchObject({ ok: false, ...expected.otherSecond });
      expect(await found(id)).toMatchObject({ status: "active", version: 2 });
      expect(await brokenPromises(id)).toEqual([]);
    });

    test(`${name} came first: the approval is refused`, async () => {
      const { id } = await filedBy(cast, cast.actor.Cora);
      const [first, second] = await race(
        exceptionRow(id),
        await other(id),
        await approve(id, cast.actor.Ada),
      );
      expect(first).toMatchObject({ ok: true });
      expect(second).toMatchObject({ ok: false, ...expected.approveSecond });
      expect(await found(id)).toMatchObject({ ...expected.otherFirst, version: 2 });
      expect(await brokenPromises(id)).toEqual([]);
    });
  });
}

bothOrders(
  "reject",
  async (id) => {
    const decision = await decisionOn(id, "reject");
    return () => decide(decision, cast.actor.Ben, noon);
  },
  {
    otherFirst: { status: "rejected" },
    approveSecond: { message: "This exception is rejected, so it cannot be approved." },
    otherSecond: { message: "This exception is active, so it cannot be rejected." },
  },
);

bothOrders(
  "edit",
  async (exceptionId) => {
    const { id: _, ...form } = requestFor(cast, { title: "Other words" });
    return () => editRequest({ ...form, exceptionId, seenRevision: 1 }, cast.actor.Cora, noon);
  },
  {
    otherFirst: { status: "pending", revision: 2 },
    approveSecond: { code: "outdated-revision" },
    otherSecond: { message: "This exception is active, so it cannot be edited." },
  },
);

bothOrders(
  "withdraw",
  async (exceptionId) => () => withdraw({ exceptionId, reason }, cast.actor.Cora, noon),
  {
    otherFirst: { status: "closed", closedReason: "withdrawn" },
    approveSecond: { message: "This exception is closed (withdrawn), so it cannot be approved." },
    otherSecond: { message: "This exception is active, so it cannot be withdrawn." },
  },
);

bothOrders(
  "hand over to the approver",
  async (exceptionId) => () =>
    reassign({ exceptionId, ownerId: cast.actor.Ada.id, reason }, cast.actor.Cora, noon),
  {
    otherFirst: { status: "pending", revision: 1 },
    approveSecond: { code: "party-to-it", message: "You own this. Somebody else must decide." },
    otherSecond: {
      fields: { ownerId: "Ada has decided this exception, and who decided does not become a party to it." },
    },
  },
);

describe("approve against an approver who is leaving (R6)", () => {
  test("deactivated first: the approval is refused by the database", async () => {
    const { actor } = await approver("Lena", "security");
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [left, approved] = await race(
      personRow(actor.id),
      () => deactivatePerson({ personId: actor.id }, cast.actor.Root, noon),
      await approve(id, actor),
    );
    expect(left).toMatchObject({ ok: true });
    expect(approved).toMatchObject({
      ok: false,
      message: expect.stringContaining("live account and a live session"),
    });
    expect(await found(id)).toMatchObject({ status: "pending", version: 1 });
  });

  test("approved first: the approval stands, and the person leaves", async () => {
    const { actor } = await approver("Lars", "security");
    const { id } = await filedBy(cast, cast.actor.Cora);
    const [approved, left] = await race(personRow(actor.id), await approve(id, actor), () =>
      deactivatePerson({ personId: actor.id }, cast.actor.Root, noon),
    );
    expect([approved.ok, left.ok]).toEqual([true, true]);
    expect(await found(id)).toMatchObject({ status: "active" });
    expect(await db.person.findUnique({ where: { id: actor.id } })).toMatchObject({ deactivatedAt: noon });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("the seat ended first: the approval is refused by the database", async () => {
    const { actor, membershipId } = await approver("Sina", "security");
    const { id } = await filedBy(cast, cast.actor.Cora);
    const held = { text: "SELECT 1 FROM membership WHERE id = $1 FOR UPDATE", values: [membershipId] };
    const [ended, approved] = await race(
      held,
      () => endMembership({ membershipId, why: "Moved." }, cast.actor.Root, noon),
      await approve(id, actor),
    );
    expect(ended).toMatchObject({ ok: true });
    expect(approved).toMatchObject({
      ok: false,
      message: expect.stringContaining("Not in the group of this step"),
    });
    expect(await found(id)).toMatchObject({ status: "pending" });
  });

  test("signed out first: the approval is refused by the database", async () => {
    const { actor } = await approver("Sven", "security");
    const { id } = await filedBy(cast, cast.actor.Cora);
    const held = { text: "SELECT 1 FROM session WHERE id = $1 FOR UPDATE", values: [actor.sessionId] };
    const [ended, approved] = await race(
      held,
      () => endSession(actor.sessionId, actor, noon),
      await approve(id, actor),
    );
    expect(ended).toMatchObject({ ok: true });
    expect(approved).toMatchObject({ ok: false, message: expect.stringContaining("live session") });
  });
});
