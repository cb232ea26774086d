import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { megabyte } from "@/lib/evidence/accepted-files";
import { addEvidence } from "@/lib/evidence/add-evidence";
import { evidenceFile } from "@/lib/evidence/evidence-file";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { fileRequest } from "@/lib/exceptions/file-request";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { revoke } from "@/lib/exceptions/revoke";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { actionsOn, activeFor, daysAfter, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, type Name, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { decidedBy, decisionOn, filedBy, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const daily: AskedCondition = {
  statement: "Log read daily.",
  due: { kind: "after", seconds: 2 * 86_400 },
  suspends: true,
};
const first: AskedCondition = { statement: "Allow-list set.", due: { kind: "before" }, suspends: false };

const log = { name: "log.txt", bytes: new TextEncoder().encode("Read on Monday: nothing found.") };

async function given(exceptionId: string, more: object = {}) {
  const input = { exceptionId, title: "", note: "", file: log, ...more };
  return (await filled(readNewEvidence(input))).given;
}

async function add(exceptionId: string, who: Name, more: object = {}, now = noon) {
  const actor = now === noon ? cast.actor[who] : await signedInAgain(cast.actor[who], now);
  return addEvidence(await given(exceptionId, more), actor, now);
}

async function conditionsOf(exceptionId: string) {
  return db.condition.findMany({
    where: { exceptionId },
    include: { lastReading: true },
    orderBy: [{ revision: "asc" }, { position: "asc" }],
  });
}

async function inForceAt(exceptionId: string, at: Date) {
  const found = await db.exception.findUniqueOrThrow({
    where: { id: exceptionId },
    include: { conditions: { include: { lastReading: true } } },
  });
  const ours = isInForce(found, at);
  const [told] = await db.$queryRaw<{ yes: boolean }[]>`
    SELECT in_force(x, ${at}) AS yes FROM exception x WHERE x.id = ${exceptionId}::uuid`;
  expect(told?.yes).toBe(ours);
  return ours;
}

const broken = "Yesterday's log was not read.";

describe("what keeps it safe meanwhile", () => {
  test("what a requester picks is part of what is approved; it belongs to the owner where nobody is named", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, {
      mitigation: "",
      conditions: [daily, { ...first, ownerId: cast.actor.Sam.id, mitigation: "smaller_ip_range" }],
    });
    expect(await conditionsOf(id)).toMatchObject([
      {
        position: 1,
        statement: "Log read daily.",
        ownerId: cast.actor.Cora.id,
        timing: "while",
        suspends: true,
        dueSeconds: 172_800,
        state: "unknown",
      },
      {
        position: 2,
        ownerId: cast.actor.Sam.id,
        timing: "before",
        dueSeconds: null,
        mitigation: "smaller_ip_range",
      },
    ]);
    const { content } = await db.revision.findFirstOrThrow({ where: { exceptionId: id } });
    expect(content).toMatchObject({
      conditions: [{ statement: "Log read daily." }, { owner: cast.actor.Sam.id }],
    });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("nobody files without words and without a condition, or names somebody who cannot prove it", async () => {
    expect(await fileRequest(requestFor(cast, { mitigation: "" }), cast.actor.Cora, noon)).toMatchObject({
      fields: { mitigation: expect.any(String) },
    });
    const conditions = [{ ...first, ownerId: cast.actor.Otto.id }];
    expect(await fileRequest(requestFor(cast, { conditions }), cast.actor.Cora, noon)).toMatchObject({
      fields: { "conditions.0.ownerId": expect.any(String) },
    });
  });

  test("a new revision has conditions of its own, and those of the one before bind nobody", async () => {
    const filed = await filedBy(cast, cast.actor.Cora, { conditions: [first] });
    const { id: _, requesterId, continuesId, ...same } = requestFor(cast, { conditions: [daily] });
    const edit = { ...same, exceptionId: filed.id, seenRevision: 1 };
    await filled(editRequest(edit, cast.actor.Cora, noon));
    await decidedBy(cast.actor.Ada, filed.id);

    expect(
      (await conditionsOf(filed.id)).map(({ revision, position, timing }) => [revision, position, timing]),
    ).toEqual([
      [1, 1, "before"],
      [2, 1, "while"],
    ]);
    const current = (await conditionsOf(filed.id)).filter(({ revision }) => revision === 2);
    const found = await db.exception.findUniqueOrThrow({ where: { id: filed.id } });
    expect(isInForce({ ...found, conditions: current }, noon)).toBe(true);
    const [told] = await db.$queryRaw<{ yes: boolean }[]>`
      SELECT in_force(x, ${noon}) AS yes FROM exception x WHERE x.id = ${filed.id}::uuid`;
    expect(told?.yes).toBe(true);
  });

  test("an approver adds a condition and takes none away; the event says how many", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, { conditions: [daily] });
    await filled(decide(await decisionOn(id, "approve", { conditions: [first] }), cast.actor.Ada, noon));

    const [asked, demanded] = await conditionsOf(id);
    expect(asked).toMatchObject({ position: 1, decisionId: null });
    expect(demanded).toMatchObject({
      position: 2,
      statement: "Allow-list set.",
      ownerId: cast.actor.Cora.id,
    });
    const decision = await db.decision.findFirstOrThrow({ where: { exceptionId: id } });
    expect(demanded?.decisionId).toBe(decision.id);
    expect(await db.auditEvent.findFirst({ where: { exceptionId: id, version: 2 } })).toMatchObject({
      body: { demanded: 1 },
    });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("a demand that is due when all is over is refused, and the request stays undecided", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const late: AskedCondition = { ...daily, due: { kind: "after", seconds: 5 * 86_400 } };
    expect(
      await decide(await decisionOn(id, "approve", { conditions: [late] }), cast.actor.Ada, noon),
    ).toMatchObject({
      fields: { "conditions.0.due": "It would be due only when the exception is over." },
    });
    expect(await actionsOn(id)).toEqual(["request.filed"]);
  });
});

describe("proving it", () => {
  test("what has to hold before the start keeps the exception out of force until evidence is there; the window runs", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [first] });
    const hourLater = new Date(noon.getTime() + 3_600_000);
    expect(await inForceAt(id, hourLater)).toBe(false);

    const [condition] = await conditionsOf(id);
    expect(
      await add(id, "Cora", { conditionId: condition?.id, note: "Set this morning." }, hourLater),
    ).toMatchObject({
      ok: true,
      holds: true,
    });
    expect(await inForceAt(id, hourLater)).toBe(true);
    expect(await inForceAt(id, justBefore(daysAfter(noon, 5)))).toBe(true);
    expect(await inForceAt(id, daysAfter(noon, 5))).toBe(false);
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "condition.attested"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("what suspends takes it out of force from the instant at which it should have been proven", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [daily] });
    const due = daysAfter(noon, 2);
    expect(await inForceAt(id, justBefore(due))).toBe(true);
    expect(await inForceAt(id, due)).toBe(false);

    const [condition] = await conditionsOf(id);
    await filled(add(id, "Cora", { conditionId: condition?.id }, daysAfter(noon, 3)));
    expect(await inForceAt(id, daysAfter(noon, 3))).toBe(true);
  });

  test("its owner proves it, before the approval too; somebody else does not", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, {
      conditions: [{ ...first, ownerId: cast.actor.Sam.id }],
    });
    const [condition] = await conditionsOf(id);
    for (const who of ["Ada", "Mara", "Otto", "Olga"] as const)
      expect(await add(id, who, { conditionId: condition?.id }), who).toMatchObject({ code: "not-allowed" });
    expect(await add(id, "Sam", { conditionId: condition?.id })).toMatchObject({ ok: true });
    await decidedBy(cast.actor.Ada, id);
    expect(await inForceAt(id, noon)).toBe(true);
  });

  test("more evidence of what holds is evidence, and changes nothing else (lesson 9)", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [first] });
    const [condition] = await conditionsOf(id);
    await filled(add(id, "Cora", { conditionId: condition?.id }));
    await filled(add(id, "Cora", { conditionId: condition?.id }));
    expect((await actionsOn(id)).slice(2)).toEqual(["condition.attested", "evidence.added"]);
  });

  test("a condition of another exception is none of this one", async () => {
    const [one, other] = [
      await activeFor(cast, cast.actor.Cora, { conditions: [first] }),
      await activeFor(cast, cast.actor.Cora),
    ];
    const [condition] = await conditionsOf(one.id);
    expect(await add(other.id, "Cora", { conditionId: condition?.id })).toMatchObject({ code: "not-found" });
  });
});

describe("declaring it broken", () => {
  test("who approved it or owns the rule says so with a reason; it is not in force until it is proven anew", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [daily] });
    const [condition] = await conditionsOf(id);
    const breaking = { exceptionId: id, conditionId: condition?.id ?? "", reason: broken };
    const noonSharp = { ok: true };

    expect(await breakCondition(breaking, cast.actor.Cora, noon)).toMatchObject({ code: "not-allowed" });
    expect(await breakCondition(breaking, cast.actor.Dan, noon)).toMatchObject({ code: "not-allowed" });
    expect(await breakCondition(breaking, cast.actor.Ben, noon)).toMatchObject(noonSharp);
    expect(await inForceAt(id, noon)).toBe(false);
    expect(await conditionsOf(id)).toMatchObject([{ state: "broken", reason: broken }]);
    expect(await breakCondition(breaking, cast.actor.Ada, noon)).toMatchObject({
      message: "It is broken already.",
    });

    await filled(add(id, "Cora", { conditionId: condition?.id }));
    expect(await inForceAt(id, noon)).toBe(true);
    expect(await conditionsOf(id)).toMatchObject([{ state: "holds", reason: null }]);
    expect((await actionsOn(id)).slice(2)).toEqual(["condition.broken", "condition.attested"]);
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("what is over is neither proven nor broken, from the end itself on", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [daily] });
    const [condition] = await conditionsOf(id);
    const end = daysAfter(noon, 5);
    const breaking = { exceptionId: id, conditionId: condition?.id ?? "", reason: broken };
    expect(await breakCondition(breaking, await signedInAgain(cast.actor.Ada, end), end)).toMatchObject({
      code: "wrong-status",
    });
    expect(await add(id, "Cora", { conditionId: condition?.id }, end)).toMatchObject({
      code: "wrong-status",
    });
    expect(await add(id, "Cora", {}, justBefore(end))).toMatchObject({ ok: true });
    expect(await add(id, "Cora", {}, end)).toMatchObject({ ok: true });
  });
});

describe("evidence", () => {
  test("keeps the file as it was, by its hash, once", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    await filled(add(id, "Cora"));
    await filled(add(id, "Sam").then(() => add(id, "Cora", { file: { ...log, name: "../again.txt" } })));

    const sha256 = Uint8Array.from(createHash("sha256").update(log.bytes).digest());
    const rows = await db.evidence.findMany({ where: { exceptionId: id }, orderBy: { id: "asc" } });
    expect(rows).toMatchObject([
      { name: "log.txt", sha256, bytes: log.bytes.length },
      { name: "again.txt", sha256 },
    ]);
    expect(await db.evidenceFile.count({ where: { sha256 } })).toBe(1);

    const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
    const kept = await evidenceFile(number, rows[0]?.id ?? "", cast.actor.Otto, noon);
    expect(kept).toEqual({ name: "log.txt", bytes: Uint8Array.from(log.bytes) });
    expect(await evidenceFile(number, rows[0]?.id ?? "", cast.actor.Olga, noon)).toBeNull();
    const other = await activeFor(cast, cast.actor.Sam);
    const elsewhere = await db.exception.findUniqueOrThrow({ where: { id: other.id } });
    expect(await evidenceFile(elsewhere.number, rows[0]?.id ?? "", cast.actor.Otto, noon)).toBeNull();
  });

  test("the database keeps no file whose hash is another", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const lying = await given(id);
    lying.evidence.sha256 = Uint8Array.from(createHash("sha256").update("Other.").digest());
    expect(await addEvidence(lying, cast.actor.Cora, noon)).toMatchObject({ ok: false, code: "conflict" });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved"]);
  });

  test("a link is evidence too, with the hash of its address; only https, and without a password", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const link = "https://wiki.example.com/übergabe?id=7";
    await filled(add(id, "Cora", { file: undefined, link, title: "Hand-over" }));
    expect(await db.evidence.findFirst({ where: { exceptionId: id } })).toMatchObject({
      name: "Hand-over",
      link,
      sha256: Uint8Array.from(createHash("sha256").update(link).digest()),
    });
    for (const bad of [
      "http://example.com",
      "javascript:alert(1)",
      "https://cora:secret@example.com",
      "https://",
      "ftp://a.example",
      "",
    ]) {
      const input = { exceptionId: id, title: "", note: "", link: bad };
      expect(await readNewEvidence(input), bad).toMatchObject({ ok: false });
    }
    expect(await readNewEvidence({ exceptionId: id, title: "", note: "", link, file: log })).toMatchObject({
      fields: { file: "Choose a file, or give a link." },
    });
  });

  test("the evidence of one exception stops at 50 megabytes", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const ten = (letter: string) => ({
      file: { name: "log.txt", bytes: new Uint8Array(10 * megabyte).fill(letter.charCodeAt(0)) },
    });
    for (const letter of ["a", "b", "c", "d", "e"]) await filled(add(id, "Cora", ten(letter)));
    expect(await add(id, "Cora")).toMatchObject({ code: "too-long" });
  });

  test("nobody adds to what is over", async () => {
    const { id } = await activeFor(cast, cast.actor.Cora);
    await filled(revoke({ exceptionId: id, reason: "Enough." }, cast.actor.Ada, noon));
    expect(await add(id, "Cora")).toMatchObject({ code: "wrong-status" });
  });
});
