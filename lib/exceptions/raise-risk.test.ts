import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { previewOfRaise, raiseRisk } from "@/lib/exceptions/raise-risk";
import { reassign } from "@/lib/exceptions/reassign";
import { actionsOn, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { decidedBy, decisionOn, filedBy, requestFor, seen } from "@/lib/testing/requests";
import type { Risk } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

async function raise(exceptionId: string, risk: Risk, actor = cast.actor.Ada) {
  const reason = "The feed is reachable from outside.";
  return raiseRisk({ exceptionId, ...(await seen(exceptionId)), risk, reason }, actor, noon);
}

const groupsOf = async (exceptionId: string, revision: number) =>
  (
    await db.step.findMany({
      where: { exceptionId, revision },
      select: { group: { select: { name: true } } },
      orderBy: { position: "asc" },
    })
  ).map(({ group }) => group.name);

const revisionOf = (exceptionId: string, number: number) =>
  db.revision.findUniqueOrThrow({ where: { exceptionId_number: { exceptionId, number } } });

describe("an approver raises the risk (R8)", () => {
  test("it is routed anew: the same words, a new revision, more groups", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    expect(await groupsOf(id, 1)).toEqual(["Security"]);
    expect(await raise(id, "high")).toMatchObject({ ok: true, revision: 2 });

    expect(await found(id)).toMatchObject({ status: "pending", risk: "high", revision: 2, version: 2 });
    expect(await groupsOf(id, 2)).toEqual(["Security", "Risk committee"]);
    const [was, now] = [await revisionOf(id, 1), await revisionOf(id, 2)];
    expect(now).toMatchObject({ cause: "risk_raised", byId: cast.actor.Ada.id, content: was.content });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.risk_raised"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("what changed hands while it waited is raised too, and stays with its new owner", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const ownerId = cast.actor.Sam.id;
    await filled(reassign({ exceptionId: id, ownerId, reason: "Cora is away." }, cast.actor.Cora, noon));
    expect(await raise(id, "high")).toMatchObject({ ok: true });
    expect(await found(id)).toMatchObject({ ownerId, risk: "high", revision: 2 });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("whoever raised it is no party, and decides the new revision like everybody else", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await raise(id, "high");
    expect(await db.party.findMany({ where: { exceptionId: id, personId: cast.actor.Ada.id } })).toEqual([]);
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
    expect(await decidedBy(cast.actor.Eli, id)).toMatchObject({ settled: true });
  });

  test("approvals of the revision before are gone, and who gave them signs again", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await raise(id, "high");
    await decidedBy(cast.actor.Ada, id);
    expect(await raise(id, "critical", cast.actor.Eli)).toMatchObject({ revision: 3 });
    expect(await groupsOf(id, 3)).toEqual(["Security", "Risk committee", "Executive forum"]);
    for (const actor of [cast.actor.Ada, cast.actor.Eli]) {
      expect(await decidedBy(actor, id)).toMatchObject({ settled: false });
    }
    expect(await decidedBy(cast.actor.Fay, id)).toMatchObject({ settled: false });
    expect(await decidedBy(cast.actor.Gus, id)).toMatchObject({ settled: true });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("a length beyond what the new risk allows is cut to it; a shorter one stays as asked", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await raise(id, "critical");
    expect(await revisionOf(id, 2)).toMatchObject({ askedSeconds: 3 * 86_400, limitSeconds: 3 * 86_400 });

    const { id: short } = await filedBy(cast, cast.actor.Cora, {
      window: { kind: "length", seconds: 3 * 86_400 },
    });
    await raise(short, "critical");
    expect(await revisionOf(short, 2)).toMatchObject({ askedSeconds: 3 * 86_400 });
  });

  test("a fixed end beyond it comes forward; one that has passed sends the request back to be changed", async () => {
    const until = (end: Date) => ({ window: { kind: "until" as const, end: end.toISOString() } });
    const { id } = await filedBy(cast, cast.actor.Cora, until(daysAfter(noon, 10)));
    await raise(id, "high");
    expect(await revisionOf(id, 2)).toMatchObject({ askedEnd: daysAfter(noon, 7) });

    const end = daysAfter(noon, 1);
    const { id: past } = await filedBy(cast, cast.actor.Cora, until(end));
    const ada = await signedInAgain(cast.actor.Ada, justBefore(end));
    const reason = "It is worse than it looks.";
    const late = { exceptionId: past, ...(await seen(past)), risk: "high" as const, reason };
    expect(await raiseRisk(late, ada, justBefore(end))).toMatchObject({
      message: "The end that was asked for has passed. Send it back for a new one.",
    });
  });

  test("the preview says what recording then does", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const { number } = await found(id);
    const exception = await exceptionWithHistory(number, cast.actor.Ada, noon);
    if (!exception) throw new Error("It was just filed.");
    const preview = await previewOfRaise(exception, "critical", noon);
    expect(preview).toMatchObject({
      isShorter: true,
      asked: { askedSeconds: 3 * 86_400 },
      limitBecause: "Critical risk allows 3 days at most.",
      problem: null,
    });
    await raise(id, "critical");
    expect(preview.steps.map(({ groupName }) => groupName)).toEqual(await groupsOf(id, 2));
  });
});

describe("who may not, and what does not go", () => {
  test("its requester, somebody outside its groups and an auditor are refused", async () => {
    const { id } = await filedBy(cast, cast.actor.Ada);
    expect(await raise(id, "high", cast.actor.Ada)).toMatchObject({ code: "party-to-it" });
    expect(await raise(id, "high", cast.actor.Dan)).toMatchObject({ code: "not-an-approver" });
    expect(await raise(id, "high", cast.actor.Otto)).toMatchObject({ code: "not-allowed" });
    expect(await actionsOn(id)).toEqual(["request.filed"]);
  });

  test("nobody lowers the risk, and the same level is not higher", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await raise(id, "high");
    for (const risk of ["low", "moderate", "high"] as const) {
      expect(await raise(id, risk, cast.actor.Ben), risk).toMatchObject({
        fields: { risk: "It is high already, and nobody lowers the risk." },
      });
    }
  });

  test("an edit afterwards keeps the level, though its facts alone would say less", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await raise(id, "high");
    const { id: _, requesterId: __, ...form } = requestFor(cast);
    const edit = { ...form, exceptionId: id, seenRevision: 2 };
    expect(await editRequest(edit, cast.actor.Cora, noon)).toMatchObject({ ok: true });
    expect(await found(id)).toMatchObject({ risk: "high", revision: 3 });
    expect(await groupsOf(id, 3)).toEqual(["Security", "Risk committee"]);
  });

  test("what was decided or sent back is not raised", async () => {
    const { id: active } = await filedBy(cast, cast.actor.Cora);
    await decidedBy(cast.actor.Ada, active);
    expect(await raise(active, "high", cast.actor.Ben)).toMatchObject({
      message: "This exception is active, so it cannot be put at a higher risk.",
    });
    const { id: back } = await filedBy(cast, cast.actor.Cora);
    await decidedBy(cast.actor.Ada, back, "send_back");
    expect(await raise(back, "high", cast.actor.Ben)).toMatchObject({
      message: "This was sent back. It returns when its requester has changed it.",
    });
  });

  test("a colleague who read the revision before is told who raised it (R10)", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const decision = await decisionOn(id, "approve");
    await raise(id, "high");
    expect(await decide(decision, cast.actor.Ben, noon)).toMatchObject({
      code: "outdated-revision",
      message: expect.stringMatching(/^Ada raised the risk of this .*while you read it/),
    });
  });
});
