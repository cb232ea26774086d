// An extension is a fresh request (R16), and the third one in a row is a design problem (R17).

import { beforeAll, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { fileRequest } from "@/lib/exceptions/file-request";
import type { Request } from "@/lib/exceptions/schemas";
import { actionsOn, activeFor, daysAfter, found, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, decisionOn, filedBy, highRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const whatChanged = "The supplier asked for another week.";
const extend = (
  continuesId: string,
  changes: Partial<Request> = {},
  actor: Actor = cast.actor.Cora,
  now = noon,
) => fileRequest(requestFor(cast, { continuesId, whatChanged, ...changes }), actor, now);
const extended = async (continuesId: string, now = noon) =>
  (await filled(extend(continuesId, {}, cast.actor.Cora, now))).id;

test("an extension starts at the instant its predecessor ends, and counts one renewal", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const id = await extended(earlier.id);
  expect(await found(id)).toMatchObject({ renewal: 1, continuesId: earlier.id, status: "pending" });

  await decidedBy(cast.actor.Ben, id);
  expect(await found(id)).toMatchObject({
    status: "active",
    startsAt: daysAfter(noon, 5),
    endsAt: daysAfter(noon, 10),
    activatedAt: noon,
  });
  expect(await found(earlier.id)).toMatchObject({ status: "active", endsAt: daysAfter(noon, 5) });
});

test("an extension that is approved after its predecessor has ended starts at approval", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const id = await extended(earlier.id);
  const late = daysAfter(noon, 6);
  await decidedBy(await signedInAgain(cast.actor.Ben, late), id, "approve", late);
  expect(await found(id)).toMatchObject({ startsAt: late, endsAt: daysAfter(late, 5) });
});

test("an extension says what changed, and takes no start of its own (lesson 15)", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const { number } = await found(earlier.id);
  const sentence = `Say what changed since EX-${number}.`;
  expect(await extend(earlier.id, { whatChanged: "" })).toMatchObject({ fields: { whatChanged: sentence } });
  expect(await extend(earlier.id, { whatChanged: undefined })).toMatchObject({
    fields: { whatChanged: sentence },
  });
  const window = { kind: "length", seconds: 60, start: daysAfter(noon, 5).toISOString() } as const;
  expect(await extend(earlier.id, { window })).toMatchObject({
    fields: { "window.start": "An extension starts where the earlier exception ends." },
  });
});

test("only its owner and whoever asked for it extend an exception", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora, { requesterId: cast.actor.Sam.id });
  expect(await extend(earlier.id, {}, cast.actor.Mara)).toMatchObject({
    code: "not-allowed",
    message: "Only its owner or whoever asked for it can extend it.",
  });
  expect(await extend(earlier.id, {}, cast.actor.Sam)).toMatchObject({ ok: true });
});

test("only what is active or expired is extended, and an exception that does not exist is not", async () => {
  const pending = await filedBy(cast, cast.actor.Cora);
  expect(await extend(pending.id)).toMatchObject({
    message: "This exception is pending, so it cannot be extended.",
  });

  const rejected = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, rejected.id, "reject");
  expect(await extend(rejected.id)).toMatchObject({
    message: "This exception is rejected, so it cannot be extended.",
  });

  const closed = await activeFor(cast, cast.actor.Cora);
  const verifiedById = cast.actor.Cora.id;
  await filled(
    close({ exceptionId: closed.id, removedOn: "2026-11-20", verifiedById, note: "" }, cast.actor.Cora, noon),
  );
  expect(await extend(closed.id)).toMatchObject({
    message: "This exception is closed (remediated), so it cannot be extended.",
  });

  expect(await extend(crypto.randomUUID())).toMatchObject({
    code: "not-found",
    message: "The exception to extend is not in the register.",
  });
});

test("an exception has one living extension; a rejected one makes room for another", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const first = await extended(earlier.id);
  const { number } = await found(first);
  expect(await extend(earlier.id)).toMatchObject({
    code: "conflict",
    message: `EX-${number} extends it already.`,
  });

  await decidedBy(cast.actor.Ada, first, "reject");
  expect(await extend(earlier.id)).toMatchObject({ ok: true });
});

test("an extension needs its own approval: the earlier approver's signature does not carry over (lesson 15)", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const id = await extended(earlier.id);
  expect(await db.decision.count({ where: { exceptionId: id } })).toBe(0);
  expect(await decide(await decisionOn(id, "approve"), cast.actor.Cora, noon)).toMatchObject({
    code: "party-to-it",
  });
  expect(await actionsOn(id)).toEqual(["request.filed"]);
});

test("at high risk the extension also goes to the group above", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const scope = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ];
  const { id } = await filled(extend(earlier.id, { classification: highRisk, scope }));
  expect(await db.step.findMany({ where: { exceptionId: id }, orderBy: { position: "asc" } })).toMatchObject([
    { groupId: cast.group.security },
    { groupId: cast.group.risk },
  ]);
});

const remediation = { plan: "A feed of our own replaces it; the platform team builds it.", by: "2027-03-01" };

async function renewedTwice() {
  let { id } = await activeFor(cast, cast.actor.Cora);
  for (const renewal of [1, 2]) {
    id = await extended(id);
    expect(await found(id)).toMatchObject({ renewal });
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
  }
  return id;
}

test("R16: at high risk the group above the earlier approvers decides as well, and says so", async () => {
  const scope = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ];
  const high = { classification: highRisk, scope };
  const earlier = await filedBy(cast, cast.actor.Cora, high);
  for (const approver of [cast.actor.Ada, cast.actor.Eli]) await decidedBy(approver, earlier.id);
  const { number } = await found(earlier.id);

  const { id } = await filled(extend(earlier.id, high));
  const steps = await db.step.findMany({ where: { exceptionId: id }, orderBy: { position: "asc" } });
  expect(steps.map(({ groupId, because }) => [groupId, because])).toEqual([
    [cast.group.security, "Owns SEC-014"],
    [cast.group.risk, "High risk: the group above Security"],
    [cast.group.forum, `Above Risk committee, which approved EX-${number}`],
  ]);
});

test("R17: the third renewal is stopped until a plan is there, with a day to come and within a year", async () => {
  const id = await renewedTwice();
  const asked = (changes: Partial<Request>) => extend(id, changes);
  const refused = (field: string, message: string) => ({ ok: false, fields: { [field]: message } });

  const noPlan =
    "Renewal 3 is a design problem: say what will make this exception unnecessary, and who does it.";
  expect(await asked({})).toMatchObject(refused("remediation.plan", noPlan));

  const by = (day: string) => ({ remediation: { ...remediation, by: day } });
  const past = "The plan ends on a day to come.";
  expect(await asked(by("2026-11-20"))).toMatchObject(refused("remediation.by", past));
  const far = "The plan ends within a year.";
  expect(await asked(by("2027-11-21"))).toMatchObject(refused("remediation.by", far));
  expect(await asked(by("2027-11-20"))).toMatchObject({ ok: true });
});

test("two renewals need the approvers of the rule; the third needs the executive forum too", async () => {
  let id = await renewedTwice();
  expect((await found(id)).endsAt).toEqual(daysAfter(noon, 15));

  id = (await filled(extend(id, { remediation }))).id;
  const { content } = await db.revision.findFirstOrThrow({ where: { exceptionId: id } });
  expect(content).toMatchObject({ remediation });
  expect(await found(id)).toMatchObject({ renewal: 3 });
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
  expect(await found(id)).toMatchObject({ status: "pending" });
  expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
    message: "This waits for Executive forum. You are not in that group.",
  });
  expect(await decidedBy(cast.actor.Fay, id)).toMatchObject({ settled: true });
  expect(await found(id)).toMatchObject({ startsAt: daysAfter(noon, 15), endsAt: daysAfter(noon, 20) });
});
