import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { reassign } from "@/lib/exceptions/reassign";
import type { Edit } from "@/lib/exceptions/schemas";
import { retirePolicy } from "@/lib/policies/retire-policy";
import { actionsOn, daysAfter, found, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, decisionOn, filedBy, highRisk, noFacts, requestFor, seen } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

/** The form of a change, filled with what a request says from the start. */
function formOf(exceptionId: string, changes: Partial<Edit> = {}): Edit {
  const { id: _, requesterId: __, continuesId: ___, ...request } = requestFor(cast);
  return { ...request, exceptionId, seenRevision: 1, ...changes };
}
const edit = (exceptionId: string, changes: Partial<Edit> = {}, actor: Actor = cast.actor.Cora, now = noon) =>
  editRequest(formOf(exceptionId, changes), actor, now);

const inProduction = () => [
  {
    policyId: cast.policy.tls,
    systemId: cast.system.payroll,
    environment: "production" as const,
    resource: "",
  },
];

test("a change is a new revision with its own steps and hash, and one event", async () => {
  const { id, contentHash } = await filedBy(cast, cast.actor.Cora);
  expect(await edit(id, { title: "Keep TLS 1.1 on two feeds" })).toMatchObject({ ok: true, revision: 2 });

  expect(await found(id)).toMatchObject({
    title: "Keep TLS 1.1 on two feeds",
    revision: 2,
    version: 2,
    status: "pending",
  });
  expect((await seen(id)).contentHash).not.toBe(contentHash);
  expect(await db.step.count({ where: { exceptionId: id, revision: 2 } })).toBe(1);
  expect(await db.scope.count({ where: { exceptionId: id, revision: 2 } })).toBe(1);
  expect(await actionsOn(id)).toEqual(["request.filed", "request.edited"]);
});

test("requester, filer and owner may change it; a bystander, its manager and an approver may not", async () => {
  const { id } = await filedBy(cast, cast.actor.Sam, {
    requesterId: cast.actor.Root.id,
    ownerId: cast.actor.Cora.id,
  });
  const sentence = "Only whoever asked for it or owns it can change it.";
  for (const actor of [cast.actor.Gus, cast.actor.Mara, cast.actor.Ada, cast.actor.Otto]) {
    expect(await edit(id, {}, actor), actor.name).toMatchObject({ code: "not-allowed", message: sentence });
  }
  expect(await edit(id, { seenRevision: 1 }, cast.actor.Sam)).toMatchObject({ ok: true });
  expect(await edit(id, { seenRevision: 2 }, cast.actor.Root)).toMatchObject({ ok: true });
  expect(await edit(id, { seenRevision: 3 }, cast.actor.Cora)).toMatchObject({ ok: true, revision: 4 });
});

test("whoever edited once never decides, on no later revision either (R4)", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await filled(
    reassign({ exceptionId: id, ownerId: cast.actor.Ben.id, reason: "On leave." }, cast.actor.Cora, noon),
  );
  expect(await edit(id, { ownerId: cast.actor.Ben.id }, cast.actor.Ben)).toMatchObject({ ok: true });
  expect(await edit(id, { seenRevision: 2, ownerId: cast.actor.Cora.id }, cast.actor.Cora)).toMatchObject({
    ok: true,
  });

  expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
    code: "party-to-it",
  });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
});

test("decisions on the revision before no longer count, and who made them may decide anew (R10)", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, { classification: highRisk, scope: inProduction() });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
  await filled(edit(id, { classification: highRisk, scope: inProduction(), title: "Another host" }));

  expect(await decide(await decisionOn(id, "approve"), cast.actor.Kim, noon)).toMatchObject({
    message: "This waits for Security first. Risk committee comes after.",
  });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
  expect(await decidedBy(cast.actor.Kim, id)).toMatchObject({ settled: true });
});

test("who has decided an earlier revision can become the owner of the next: a party from there on (R4)", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  expect(await edit(id, { ownerId: cast.actor.Ada.id })).toMatchObject({ ok: true, revision: 2 });
  expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
    message: "You own this. Somebody else must decide.",
  });
});

test("what was sent back returns when it is changed, even by not a word", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  expect(await found(id)).toMatchObject({ status: "pending", sentBack: true });

  await filled(edit(id));
  expect(await found(id)).toMatchObject({ status: "pending", sentBack: false, revision: 2 });
  const [edited] = await db.auditEvent.findMany({ where: { exceptionId: id, action: "request.edited" } });
  expect(edited?.body).toEqual({ revision: 2, wasSentBack: true });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
});

describe("nobody lowers the risk (R8)", () => {
  test("not by describing the same break more kindly", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, { classification: highRisk, scope: inProduction() });
    expect(await edit(id, { scope: inProduction() })).toMatchObject({
      code: "not-allowed",
      message:
        "These answers would lower the risk from high to low, and nobody lowers the risk. Withdraw this request and file another.",
    });
    expect(await edit(id, { classification: highRisk })).toMatchObject({
      message: expect.stringContaining("from high to moderate"),
    });
  });

  test("not by raising it and lowering it again", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await filled(edit(id, { classification: { ...highRisk, facts: { ...noFacts, weakensSignIn: true } } }));
    expect(await found(id)).toMatchObject({ risk: "moderate" });
    expect(await edit(id, { seenRevision: 2 })).toMatchObject({
      message: expect.stringContaining("from moderate to low"),
    });
  });

  test("a higher risk is routed anew and held to its shorter limit", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, { window: { kind: "length", seconds: 20 * 86_400 } });
    const high = { classification: highRisk, scope: inProduction() };
    const window = (days: number) => ({ kind: "length" as const, seconds: days * 86_400 });
    expect(await edit(id, { ...high, window: window(20) })).toMatchObject({
      message: "Too long: High risk allows 7 days at most.",
    });
    await filled(edit(id, { ...high, window: window(7) }));
    expect(await db.step.count({ where: { exceptionId: id, revision: 2 } })).toBe(2);
  });
});

test("of two changes to the same revision the second is told, and its words are not stored", async () => {
  const { id } = await filedBy(cast, cast.actor.Sam, { ownerId: cast.actor.Cora.id });
  await filled(edit(id, { title: "From Cora" }));
  expect(await edit(id, { title: "From Sam" }, cast.actor.Sam)).toMatchObject({
    code: "outdated-revision",
    message:
      "Somebody changed this request while you did. Your words are kept; compare before you send them.",
  });
  expect(await found(id)).toMatchObject({ title: "From Cora", revision: 2 });
});

test("only what is pending is changed", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id);
  expect(await edit(id)).toMatchObject({
    code: "wrong-status",
    message: "This exception is active, so it cannot be edited.",
  });
  expect(await edit(crypto.randomUUID())).toMatchObject({ code: "not-found" });
});

test("a change is held to every rule of a new request", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await edit(id, { ownerId: cast.actor.Otto.id })).toMatchObject({
    fields: { ownerId: expect.any(String) },
  });
  expect(await edit(id, { window: { kind: "length", seconds: 31 * 86_400 } })).toMatchObject({
    code: "too-long",
  });
  await filled(edit(id, { ownerId: cast.actor.Ada.id }));
  expect(await edit(id, { ownerId: cast.actor.Ben.id, seenRevision: 2 }, cast.actor.Ada)).toMatchObject({
    message: expect.stringContaining("Nobody in Security could decide this once Ada and Ben may not"),
  });
});

test("an earlier owner stays a party, and does not count among those who could decide the change (R4)", async () => {
  const { id } = await filedBy(cast, cast.actor.Sam, { ownerId: cast.actor.Ada.id });
  expect(await edit(id, {}, cast.actor.Sam)).toMatchObject({ ok: true, revision: 2 });
  expect(await edit(id, { seenRevision: 2, ownerId: cast.actor.Ben.id }, cast.actor.Sam)).toMatchObject({
    message: expect.stringContaining("Nobody in Security could decide this once Ada and Ben may not"),
  });
});

test("a rule that is retired meanwhile has to be taken out of the request", async () => {
  const scope = [
    {
      policyId: cast.policy.export,
      systemId: cast.system.payroll,
      environment: "test" as const,
      resource: "",
    },
  ];
  const { id } = await filedBy(cast, cast.actor.Cora, { scope });
  await filled(retirePolicy({ policyId: cast.policy.export }, cast.actor.Root, noon));
  expect(await edit(id, { scope })).toMatchObject({
    fields: { policies: "DAT-001 is retired: no new requests break it." },
  });
  expect(await edit(id)).toMatchObject({ ok: true });
});

test("a fixed end that has passed while the request waited has to be asked for anew", async () => {
  const window = { kind: "until" as const, end: daysAfter(noon, 2).toISOString() };
  const { id } = await filedBy(cast, cast.actor.Cora, { window });
  const late = daysAfter(noon, 3);
  const cora = await signedInAgain(cast.actor.Cora, late);
  expect(await edit(id, { window }, cora, late)).toMatchObject({
    fields: { "window.end": "The end comes before the start." },
  });
  expect(
    await edit(id, { window: { kind: "until", end: daysAfter(late, 1).toISOString() } }, cora, late),
  ).toMatchObject({ ok: true });
});
