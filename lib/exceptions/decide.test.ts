import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, decisionOn, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("a colleague approves a low-risk request, and it is in force from that moment for as long as was asked", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);

  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });

  expect(await db.exception.findUnique({ where: { id } })).toMatchObject({
    status: "active",
    startsAt: noon,
    endsAt: new Date("2026-11-25T12:00:00.000Z"),
    version: 2,
  });
  expect(await db.auditEvent.findMany({ where: { exceptionId: id }, select: { action: true, version: true } })).toEqual([
    { action: "request.filed", version: 1 },
    { action: "request.approved", version: 2 },
  ]);
});

test("an approver cannot decide their own request, and is told why", async () => {
  const { id } = await filedBy(cast, cast.actor.Ada);
  expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
    ok: false,
    code: "party-to-it",
    message: "You asked for this. Somebody else must decide.",
  });
  expect(await db.auditEvent.count({ where: { exceptionId: id } })).toBe(1);
});

test("a high-risk request waits for the group above after its control owner has signed", async () => {
  const scope = [{ policyId: cast.policy.tls, systemId: cast.system.payroll, environment: "production" as const, resource: "" }];
  const { id } = await filedBy(cast, cast.actor.Cora, { classification: highRisk, scope });

  expect(await decide(await decisionOn(id, "approve"), cast.actor.Eli, noon)).toMatchObject({
    message: "This waits for Security first. Risk committee comes after.",
  });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
  expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({ code: "not-an-approver" });
  expect(await decidedBy(cast.actor.Kim, id)).toMatchObject({ settled: true });
});
