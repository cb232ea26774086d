import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { fileRequest } from "@/lib/exceptions/file-request";
import type { Request } from "@/lib/exceptions/schemas";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { linkAlias } from "@/lib/people/link-alias";
import { addPolicy } from "@/lib/policies/add-policy";
import { reinstatePolicy } from "@/lib/policies/reinstate-policy";
import { retirePolicy } from "@/lib/policies/retire-policy";
import { reinstateSystem } from "@/lib/systems/reinstate-system";
import { retireSystem } from "@/lib/systems/retire-system";
import { actionsOn, daysAfter, found, justBefore } from "@/lib/testing/carry-on";
import { addPerson, type Cast, filled, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy, highRisk, requestFor } from "@/lib/testing/requests";
import type { Role } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const file = (changes: Partial<Request> = {}, actor = cast.actor.Cora) =>
  fileRequest(requestFor(cast, changes), actor, noon);
const somebody = (name: string, role: Role = "member", managerId?: string): Promise<Actor> =>
  filled(inTransaction(noon, (tx) => addPerson(tx, name, role, noon, managerId)));
const place = (changes: Partial<Request["scope"][number]> = {}) =>
  [{ ...requestFor(cast).scope[0], ...changes }] as Request["scope"];

describe("filing", () => {
  test("writes the request with its revision, scope, steps and parties, and one event", async () => {
    const { id } = await filedBy(cast, cast.actor.Sam, {
      requesterId: cast.actor.Mara.id,
      ownerId: cast.actor.Cora.id,
    });

    expect(await found(id)).toMatchObject({
      status: "pending",
      risk: "low",
      version: 1,
      revision: 1,
      renewal: 0,
      filedAt: noon,
      startsAt: null,
      requesterId: cast.actor.Mara.id,
      filedById: cast.actor.Sam.id,
      ownerId: cast.actor.Cora.id,
      managerId: cast.actor.Mara.id,
    });
    expect(await db.scope.findMany({ where: { exceptionId: id } })).toMatchObject([
      { policyId: cast.policy.tls, systemId: cast.system.payroll, environment: "test", resource: "" },
    ]);
    expect(await db.step.findMany({ where: { exceptionId: id } })).toMatchObject([
      { position: 1, groupId: cast.group.security, needed: 1, because: "Owns SEC-014" },
    ]);
    const parties = await db.party.findMany({ where: { exceptionId: id } });
    expect(parties.map(({ capacity, personId }) => [capacity, personId]).sort()).toEqual([
      ["editor", cast.actor.Sam.id],
      ["filer", cast.actor.Sam.id],
      ["owner", cast.actor.Cora.id],
      ["requester", cast.actor.Mara.id],
    ]);
    expect(await actionsOn(id)).toEqual(["request.filed"]);
  });

  test("the same form twice files one request and answers with the same number", async () => {
    const form = requestFor(cast);
    const first = await fileRequest(form, cast.actor.Cora, noon);
    expect(await fileRequest(form, cast.actor.Cora, noon)).toEqual(first);
    expect(await actionsOn(form.id)).toEqual(["request.filed"]);
  });

  test("somebody else's form with the same id is refused and tells nothing of the first", async () => {
    const form = requestFor(cast);
    await filled(fileRequest(form, cast.actor.Cora, noon));
    expect(await fileRequest({ ...form, ownerId: cast.actor.Sam.id }, cast.actor.Sam, noon)).toMatchObject({
      ok: false,
      code: "conflict",
    });
  });

  test("auditors and outside approvers ask for nothing", async () => {
    expect(await file({}, cast.actor.Otto)).toMatchObject({
      code: "not-allowed",
      message: "Auditors read everything and ask for nothing.",
    });
    expect(await file({}, cast.actor.Olga)).toMatchObject({
      code: "not-allowed",
      message: "Outside approvers decide what is put to them and ask for nothing.",
    });
  });

  test("an administrator may ask like everybody else, and their request needs its approval too", async () => {
    const { id } = await filedBy(cast, cast.actor.Root, { ownerId: cast.actor.Cora.id });
    expect(await found(id)).toMatchObject({ status: "pending", startsAt: null });
  });
});

describe("the scope has to be in the directory (R20)", () => {
  const unknown = "0197a1b2-0000-7000-8000-00000000dead";

  test("a rule or a system that nobody knows is refused at its field", async () => {
    expect(await file({ scope: place({ policyId: unknown }) })).toMatchObject({
      fields: { policies: "This rule is not in the catalogue." },
    });
    expect(await file({ scope: place({ systemId: unknown }) })).toMatchObject({
      fields: { places: "This system is not in the directory." },
    });
  });

  test("one unknown place among known ones is enough", async () => {
    const scope = [...place(), ...place({ systemId: unknown })];
    expect(await file({ scope })).toMatchObject({
      fields: { places: "This system is not in the directory." },
    });
  });

  test("a system is named where it runs, and nowhere else", async () => {
    const sandbox = cast.system.sandbox;
    expect(await file({ scope: place({ systemId: sandbox, environment: "production" }) })).toMatchObject({
      fields: { places: "Sandbox does not run in production." },
    });
    expect(await file({ scope: place({ systemId: sandbox, environment: "test" }) })).toMatchObject({
      ok: true,
    });
  });

  test("nothing new is filed against what is retired", async () => {
    const { Root } = cast.actor;
    await filled(retirePolicy({ policyId: cast.policy.export }, Root, noon));
    expect(await file({ scope: place({ policyId: cast.policy.export }) })).toMatchObject({
      fields: { policies: "DAT-001 is retired: no new requests break it." },
    });
    await filled(reinstatePolicy({ policyId: cast.policy.export }, Root, noon));

    await filled(retireSystem({ systemId: cast.system.sandbox }, Root, noon));
    expect(await file({ scope: place({ systemId: cast.system.sandbox }) })).toMatchObject({
      fields: { places: "Sandbox is retired: nothing new runs on it." },
    });
    await filled(reinstateSystem({ systemId: cast.system.sandbox }, Root, noon));
  });
});

describe("the people a request names (R3)", () => {
  test("an owner who has left, or who is nobody, is refused", async () => {
    const leaver = await somebody("Lea", "member", cast.actor.Mara.id);
    await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, noon));
    const refusal = { fields: { ownerId: "The owner has to be an active person." } };
    expect(await file({ ownerId: leaver.id })).toMatchObject(refusal);
    expect(await file({ ownerId: "0197a1b2-0000-7000-8000-00000000dead" })).toMatchObject(refusal);
    expect(await file({ requesterId: leaver.id })).toMatchObject({
      fields: { requesterId: "Whoever asks has to be an active person." },
    });
    expect(await file({ managerId: leaver.id })).toMatchObject({
      fields: { managerId: "The directory names no manager for Cora. Choose who is told before it ends." },
    });
  });

  test("an auditor or an outside approver does not own an exception", async () => {
    expect(await file({ ownerId: cast.actor.Otto.id })).toMatchObject({
      fields: { ownerId: "Otto cannot own an exception: auditors only read." },
    });
    expect(await file({ ownerId: cast.actor.Olga.id })).toMatchObject({
      fields: { ownerId: "Olga cannot own an exception: outside approvers only decide." },
    });
  });

  test("an owner without a manager in the directory needs one named, who is somebody else", async () => {
    expect(await file({ ownerId: cast.actor.Mara.id })).toMatchObject({
      fields: { managerId: "The directory names no manager for Mara. Choose who is told before it ends." },
    });
    expect(await file({ ownerId: cast.actor.Mara.id, managerId: cast.actor.Mara.id })).toMatchObject({
      fields: { managerId: "The manager is somebody else than the owner." },
    });
    expect(await file({ ownerId: cast.actor.Mara.id, managerId: cast.actor.Root.id })).toMatchObject({
      ok: true,
    });
  });
});

describe("the window", () => {
  const window = (seconds: number) => ({ kind: "length" as const, seconds });
  const month = 30 * 86_400;

  test("a low risk gets 30 days and not a second more, as code and database both hold", async () => {
    expect(await file({ window: window(month) })).toMatchObject({ ok: true });
    expect(await file({ window: window(month + 1) })).toMatchObject({
      code: "too-long",
      message: "Too long: Low risk allows 30 days at most.",
    });
  });

  test("a policy that allows five days is held to them (R12)", async () => {
    const scope = place({ policyId: cast.policy.port });
    expect(await file({ scope, window: window(5 * 86_400) })).toMatchObject({ ok: true });
    expect(await file({ scope, window: window(5 * 86_400 + 1) })).toMatchObject({
      message: "Too long: SEC-002 allows 5 days at most.",
    });
  });

  test("a fixed end may stand at the limit to the millisecond, and is stored as asked (R7, lesson 13)", async () => {
    const end = daysAfter(noon, 30);
    const { id } = await filedBy(cast, cast.actor.Cora, {
      window: { kind: "until", end: end.toISOString() },
    });
    expect(await db.revision.findFirst({ where: { exceptionId: id } })).toMatchObject({
      askedEnd: end,
      askedSeconds: null,
    });
    expect(
      await file({ window: { kind: "until", end: new Date(end.getTime() + 1).toISOString() } }),
    ).toMatchObject({ code: "too-long" });
    expect(await file({ window: { kind: "until", end: justBefore(noon).toISOString() } })).toMatchObject({
      fields: { "window.end": "The end comes before the start." },
    });
  });
});

describe("somebody has to be able to decide (R4, R9)", () => {
  test("a request that leaves nobody to decide it is refused, and says who may not", async () => {
    expect(await file({ ownerId: cast.actor.Ada.id, requesterId: cast.actor.Ben.id })).toMatchObject({
      code: "invalid-input",
      message:
        "Nobody in Security could decide this once Ada and Ben may not, being a party to it. Name another owner, or have an administrator seat somebody, an outside approver for instance.",
    });
  });

  test("a second account of a party does not make a second decider", async () => {
    const alias = await somebody("Ada Lund");
    const benAlias = await somebody("Ben Ode");
    await filled(linkAlias({ personId: alias.id, sameAsId: cast.actor.Ada.id }, cast.actor.Root, noon));
    await filled(linkAlias({ personId: benAlias.id, sameAsId: cast.actor.Ben.id }, cast.actor.Root, noon));
    const asked = { ownerId: alias.id, requesterId: benAlias.id, managerId: cast.actor.Mara.id };
    expect(await file(asked)).toMatchObject({
      message: expect.stringContaining("Nobody in Security could decide this"),
    });
  });

  test("a group with nobody above it does not decide alone what needs two, and the requester is told before they wait", async () => {
    const key = {
      key: "GOV-001",
      title: "The forum decides",
      statement: "It does.",
      domain: "access" as const,
    };
    const policy = await filled(
      addPolicy({ ...key, controlOwnerId: cast.group.forum, longestSeconds: null }, cast.actor.Root, noon),
    );
    const scope = place({ policyId: policy.id, environment: "production" });
    expect(await file({ scope, classification: highRisk })).toMatchObject({
      code: "invalid-input",
      message:
        "At high risk a second group has to sign, and none stands above Executive forum. Have an administrator name one.",
    });
    expect(await file({ scope })).toMatchObject({ ok: true });
  });

  test("at high risk one person in both groups is not enough when the others are parties (R5)", async () => {
    const scope = place({ policyId: cast.policy.export, environment: "production" });
    const parties = { ownerId: cast.actor.Dan.id, requesterId: cast.actor.Eli.id };
    expect(await file({ scope, classification: highRisk, ...parties })).toMatchObject({ ok: true });
    await filled(
      inTransaction(noon, async (tx) => ({ id: await seat(tx, cast.group.risk, cast.actor.Dee.id, noon) })),
    );
    const kim = cast.actor.Kim;
    expect(await file({ scope, classification: highRisk, ...parties }, kim)).toMatchObject({
      message: expect.stringContaining("Nobody in Risk committee could decide this"),
    });
  });
});
