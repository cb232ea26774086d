// R15, R18: what has ended is checked again; compliant closes it, violating and silence are enforced.

import { createHash, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";

import { invariants } from "@/lib/audit/invariants";
import { db } from "@/lib/db";
import { askRecheck } from "@/lib/exceptions/ask-recheck";
import { close } from "@/lib/exceptions/close";
import { expireDue } from "@/lib/exceptions/expire-due";
import { dayOfEnforcement, enforcedSince } from "@/lib/exceptions/rechecks";
import { answerRecheck, recordRecheck } from "@/lib/exceptions/record-recheck";
import { recordSilence } from "@/lib/exceptions/record-silence";
import { actionsOn, activeFor, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const end = daysAfter(noon, 5);
const hour = 3_600_000;
const later = (hours: number) => new Date(end.getTime() + hours * hour);
const report = { name: "scan.json", text: '{"findings":[]}' };

async function ended() {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await expireDue(end);
  return id;
}

async function addressFor(exceptionId: string, now = end) {
  return filled(askRecheck({ exceptionId }, await signedInAgain(cast.actor.Cora, now), now));
}

const rechecksOf = (exceptionId: string) =>
  db.recheck.findMany({ where: { exceptionId }, orderBy: { openedAt: "asc" } });

test("the end itself opens one re-check, to be answered within a day", async () => {
  const id = await ended();
  expect(await rechecksOf(id)).toMatchObject([
    { openedAt: end, deadline: daysAfter(end, 1), outcome: null, how: null, answerTokenHash: null },
  ]);
});

test("what an extension supersedes is not checked again", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const next = await filedBy(cast, cast.actor.Cora, { continuesId: id, whatChanged: "Another week." });
  await decidedBy(cast.actor.Ada, next.id);
  await expireDue(end);
  expect(await found(id)).toMatchObject({ status: "closed", closedReason: "superseded" });
  expect(await rechecksOf(id)).toEqual([]);
});

test("a compliant answer closes it: removed on the day of the answer, verified by the answer, the report as evidence", async () => {
  const id = await ended();
  const { recheckId, token } = await addressFor(id);
  const answer = { recheckId, token, outcome: "compliant" as const, report };
  expect(await answerRecheck(answer, later(2))).toMatchObject({
    ok: true,
    outcome: "compliant",
    status: "closed",
  });

  expect(await found(id)).toMatchObject({
    status: "closed",
    closedReason: "remediated",
    recheck: "compliant",
    removedOn: new Date("2026-11-25T00:00:00Z"),
    verifiedById: null,
    closedAt: later(2),
  });
  const sha256 = createHash("sha256").update(report.text).digest();
  const [evidence] = await db.evidence.findMany({ where: { exceptionId: id } });
  expect(evidence).toMatchObject({ name: "scan.json", byId: null, sha256: Uint8Array.from(sha256) });
  expect(
    await db.auditEvent.findMany({ where: { exceptionId: id, action: "recheck.answered" } }),
  ).toMatchObject([
    {
      via: "pipeline",
      actorId: null,
      status: "closed",
      body: { outcome: "compliant", evidence: evidence?.id },
    },
  ]);
});

test("at high risk too a compliant answer stands for somebody else than the owner", async () => {
  const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
  const scope = [{ ...place, environment: "production" as const }];
  const { id } = await activeFor(cast, cast.actor.Cora, { classification: highRisk, scope });
  await decidedBy(cast.actor.Eli, id);
  await expireDue(end);
  expect(await found(id)).toMatchObject({ status: "expired", risk: "high" });
  expect(await recordRecheck({ exceptionId: id, outcome: "compliant" }, later(1))).toMatchObject({
    ok: true,
  });
});

test("of two answers of one instant the later one stands, and the invariants know which that was (I24)", async () => {
  const id = await ended();
  const { recheckId, token } = await addressFor(id);
  await filled(answerRecheck({ recheckId, token, outcome: "violating" }, later(1)));
  const again = await addressFor(id, later(1));
  await filled(answerRecheck({ ...again, outcome: "compliant" }, later(1)));
  expect(await found(id)).toMatchObject({ status: "closed", recheck: "compliant" });
  const answers = invariants.find((invariant) => invariant.id === "I24");
  expect(await db.$queryRawUnsafe(String(answers?.sql))).toEqual([]);
});

test("a violating answer is enforced until a later compliant one closes it", async () => {
  const id = await ended();
  const { recheckId, token } = await addressFor(id);
  await filled(answerRecheck({ recheckId, token, outcome: "violating" }, later(1)));
  expect(await found(id)).toMatchObject({ status: "expired", recheck: "violating" });

  const again = await addressFor(id, later(3));
  expect(again.recheckId).not.toBe(recheckId);
  await filled(answerRecheck({ ...again, outcome: "violating" }, later(4)));
  const rechecks = await rechecksOf(id);
  expect(enforcedSince({ status: "expired", rechecks })).toEqual(later(1));

  await filled(recordRecheck({ exceptionId: id, outcome: "compliant" }, later(5)));
  expect(await found(id)).toMatchObject({ status: "closed", recheck: "compliant" });
  expect(enforcedSince({ status: "closed", rechecks: await rechecksOf(id) })).toBeNull();
  expect((await actionsOn(id)).slice(2)).toEqual([
    "exception.expired",
    "recheck.address_given",
    "recheck.answered",
    "recheck.address_given",
    "recheck.answered",
    "recheck.answered",
  ]);
});

test("the first answer uses the token up, and a second is told so", async () => {
  const id = await ended();
  const address = await addressFor(id);
  await filled(answerRecheck({ ...address, outcome: "violating" }, later(1)));
  expect(await answerRecheck({ ...address, outcome: "compliant" }, later(1))).toMatchObject({
    code: "recheck-answered",
    message: "This re-check was answered: violating.",
  });
  expect(await found(id)).toMatchObject({ status: "expired", recheck: "violating" });
});

test("two answers at once: one stands", async () => {
  const id = await ended();
  const address = await addressFor(id);
  const answers = await Promise.all([
    answerRecheck({ ...address, outcome: "violating" }, later(1)),
    answerRecheck({ ...address, outcome: "violating" }, later(1)),
  ]);
  expect(answers.map((answer) => (answer.ok ? "stands" : answer.code)).sort()).toEqual([
    "recheck-answered",
    "stands",
  ]);
});

test("a token answers its own re-check alone, and an unknown one none", async () => {
  const [mine, other] = [await addressFor(await ended()), await addressFor(await ended())];
  const outcome = "compliant" as const;
  for (const wrong of [
    { recheckId: mine.recheckId, token: other.token },
    { recheckId: mine.recheckId, token: `${mine.token}x` },
    { recheckId: mine.recheckId, token: "" },
    { recheckId: randomUUID(), token: mine.token },
    { recheckId: "1 or 1=1", token: mine.token },
  ])
    expect(await answerRecheck({ ...wrong, outcome }, later(1))).toMatchObject({ code: "token-invalid" });
});

test("a new address makes the earlier one void, and keeps the deadline", async () => {
  const id = await ended();
  const first = await addressFor(id);
  const second = await addressFor(id, later(2));
  expect(second).toMatchObject({ recheckId: first.recheckId, deadline: first.deadline });
  expect(await answerRecheck({ ...first, outcome: "violating" }, later(3))).toMatchObject({
    code: "token-invalid",
  });
  expect(await answerRecheck({ ...second, outcome: "violating" }, later(3))).toMatchObject({ ok: true });
});

test("nobody reads the token out of the register", async () => {
  const id = await ended();
  const { token } = await addressFor(id);
  const [recheck] = await rechecksOf(id);
  expect(recheck?.answerTokenHash).toEqual(Uint8Array.from(createHash("sha256").update(token).digest()));
  const events = await db.auditEvent.findMany({
    where: { exceptionId: id },
    select: { body: true, rowAfter: true },
  });
  expect(JSON.stringify(events)).not.toContain(token);
});

test("only who may close it has it checked again, and only once it has ended", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect(await askRecheck({ exceptionId: id }, cast.actor.Cora, noon)).toMatchObject({
    code: "wrong-status",
    message: "It is checked again when it has ended.",
  });
  await expireDue(end);
  const ben = await signedInAgain(cast.actor.Ben, end);
  expect(await askRecheck({ exceptionId: id }, ben, end)).toMatchObject({ code: "not-allowed" });
});

test("the millisecond before the deadline an answer counts; at the deadline the clock says that there was none", async () => {
  const [inTime, late] = [await ended(), await ended()];
  const [first, second] = [await addressFor(inTime), await addressFor(late)];
  const deadline = daysAfter(end, 1);
  expect(await recordSilence(justBefore(deadline))).toMatchObject({ failed: [] });
  expect((await found(late)).recheck).toBeNull();

  expect(await answerRecheck({ ...first, outcome: "violating" }, justBefore(deadline))).toMatchObject({
    ok: true,
  });
  expect(await answerRecheck({ ...second, outcome: "compliant" }, deadline)).toMatchObject({
    code: "token-expired",
  });
  await recordSilence(deadline);
  expect(await found(late)).toMatchObject({ status: "expired", recheck: "no_answer" });
  expect((await found(inTime)).recheck).toBe("violating");
  expect(await recordSilence(deadline)).toEqual({ done: 0, failed: [] });

  await filled(recordRecheck({ exceptionId: late, outcome: "compliant" }, later(30)));
  expect(await found(late)).toMatchObject({ status: "closed", recheck: "compliant" });
});

test("two workers at once record one silence", async () => {
  const id = await ended();
  const deadline = daysAfter(end, 1);
  await Promise.all([recordSilence(deadline), recordSilence(deadline)]);
  expect((await actionsOn(id)).filter((action) => action === "recheck.no_answer")).toHaveLength(1);
});

test("whoever closes it in person answers the re-check, which is no compliant one", async () => {
  const id = await ended();
  const address = await addressFor(id);
  const cora = await signedInAgain(cast.actor.Cora, later(1));
  const closing = { exceptionId: id, removedOn: "2026-11-25", verifiedById: cast.actor.Sam.id, note: "" };
  await filled(close(closing, cora, later(1)));
  expect(await rechecksOf(id)).toMatchObject([
    { outcome: "compliant", how: "attestation", answeredById: cora.id },
  ]);
  expect((await found(id)).recheck).toBeNull();
  expect(await answerRecheck({ ...address, outcome: "violating" }, later(2))).toMatchObject({
    code: "recheck-answered",
  });
  expect(await recordRecheck({ exceptionId: id, outcome: "violating" }, later(2))).toMatchObject({
    code: "wrong-status",
    message: "This exception is closed (remediated): there is nothing to check again.",
  });
});

test("a day of enforcement begins with the answer, and the next one 24 hours later", () => {
  expect(dayOfEnforcement(end, end)).toBe(1);
  expect(dayOfEnforcement(end, justBefore(later(24)))).toBe(1);
  expect(dayOfEnforcement(end, later(24))).toBe(2);
});
