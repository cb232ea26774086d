// Who is told what, when, and how often (R14, lessons 5, 18, 19): from the act to the mail as a person would find it.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { confirmNeed } from "@/lib/exceptions/confirm-need";
import { editRequest } from "@/lib/exceptions/edit-request";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { nudge } from "@/lib/exceptions/nudge";
import { reassign } from "@/lib/exceptions/reassign";
import { recordRecheck } from "@/lib/exceptions/record-recheck";
import { revoke } from "@/lib/exceptions/revoke";
import { withdraw } from "@/lib/exceptions/withdraw";
import { enforceDaily } from "@/lib/notices/enforce-daily";
import { planNotices } from "@/lib/notices/plan-notices";
import { setPreferences } from "@/lib/notices/preferences";
import { sendMails } from "@/lib/notices/send-mails";
import { tellSilence } from "@/lib/notices/tell-silence";
import { writeMails } from "@/lib/notices/write-mails";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, type Name, noon, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { filedByToken } from "@/lib/testing/gate";
import { measurable, quarter } from "@/lib/testing/measured";
import { type PostOffice, postOffice } from "@/lib/testing/post";
import { decidedBy, filedBy, highRisk, requestFor } from "@/lib/testing/requests";
import { withSql } from "@/lib/testing/sql";

let cast: Cast;
let post: PostOffice;
let addresses: TestAddresses;

beforeAll(async () => {
  addresses = await testDatabase();
  cast = await theCast();
  post = await postOffice();
});

afterAll(() => post.stop());

// Each test starts with empty mailboxes, and nothing of the one before is still on its way.
beforeEach(async () => {
  await db.$executeRaw`DELETE FROM scratch.untold`;
  await db.$executeRaw`UPDATE notice SET state = 'moot' WHERE state = 'due'`;
  await db.$executeRaw`UPDATE mail SET state = 'moot' WHERE state = 'due'`;
  await withSql(addresses.DATABASE_SUPERUSER_URL, (sql) =>
    sql.rows("UPDATE mail SET written_at = written_at - interval '100 days'"),
  );
  post.arrived.length = 0;
  post.behave("takes");
});

const hour = 3_600_000;
const later = (milliseconds: number, from = noon) => new Date(from.getTime() + milliseconds);
/** An event is written down some time after its transaction began, on a busy machine seconds. */
const soon = later(61_000);
/** Monday 08:00 in Berlin, after the Friday of `noon`. */
const mondayDigest = new Date("2026-11-23T07:00:00.000Z");

/** What the worker does at this instant. */
async function work(now: Date) {
  const ran = [
    await planNotices(now),
    await writeMails(now),
    await sendMails(now, { url: post.url, from: "register@example.com", patience: 20_000 }),
  ];
  return ran.flatMap(({ failed }) => failed);
}

function mailbox(name: Name) {
  return post.arrived.filter(({ to }) => to?.[0]?.address === `${name.toLowerCase()}@example.com`);
}

const subjects = (name: Name) => mailbox(name).map(({ subject }) => subject);
const everybody = () => post.arrived.map(({ to }) => to?.[0]?.address.split("@")[0]).sort();

test("a request is put to the group whose turn it is, once to each, parties left out", async () => {
  const { id } = await filedBy(cast, cast.actor.Ada);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  expect(await work(soon)).toEqual([]);
  await work(later(62_000));

  expect(everybody()).toEqual(["ben"]);
  expect(subjects("Ben")).toEqual([
    `Decide by Wed 25 Nov, 13:00: Keep TLS 1.1 on the payroll feed (EX-${number})`,
  ]);
  const [mail] = mailbox("Ben");
  expect(mail?.text).toContain("You get this because you are in Security, and step 1 needs one of you.");
  expect(mail?.text).toContain(`http://localhost:3000/inbox?open=EX-${number}`);
});

test("whoever is to decide reads the signals in the mail; whoever asked does not", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, {
    reason: "Needed for business reasons, please approve.",
  });
  await work(soon);
  expect(mailbox("Ada")[0]?.text).toMatch(/Risk: {2}Low · signals?: .*The reason fits any request/);
  await decidedBy(cast.actor.Ada, id);
  await work(later(122_000));
  expect(mailbox("Cora")[0]?.text).not.toContain("signal");
});

test("whoever else got it is named", async () => {
  await filedBy(cast, cast.actor.Cora);
  await work(soon);
  expect(mailbox("Ada")[0]?.text).toContain("step 1 needs one of you. Ben got it too.");
});

test("the second step is told when the first is signed, and nobody of their own act", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, {
    classification: highRisk,
    scope: [
      { policyId: cast.policy.tls, systemId: cast.system.payroll, environment: "production", resource: "" },
    ],
  });
  await work(soon);
  expect(everybody()).toEqual(["ada", "ben"]);
  post.arrived.length = 0;

  await decidedBy(cast.actor.Ada, id);
  await work(later(62_000));
  expect(everybody()).toEqual(["eli", "kim"]);
});

test("lesson 5: a decision tells who asked at once, and the other approvers with their digest", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id);
  await work(soon);
  expect(everybody()).toEqual(["cora"]);
  expect(subjects("Cora")[0]).toMatch(/^Approved until Wed 25 Nov 2026, 13:00: /);

  post.arrived.length = 0;
  await work(later(-1, mondayDigest));
  // The reminder at half time of five days is the owner's, and is not theirs to wait for.
  expect(mailbox("Ben")).toEqual([]);
  await work(mondayDigest);
  expect(subjects("Ben")).toEqual([expect.stringMatching(/^Approved/)]);
  expect(mailbox("Ben")[0]?.text).toContain("Approved until Wed 25 Nov 2026, 13:00");
});

test("what was decided before the mail went out is not asked for any more", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await planNotices(noon);
  await decidedBy(cast.actor.Ada, id);
  await work(later(62_000));
  expect(mailbox("Ben")).toEqual([]);
  expect(await states(id, "decide")).toEqual({ moot: 2 });
});

test("a mail that was written and has lost its sense before it could be sent is not sent", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await planNotices(noon);
  await writeMails(soon);
  await filled(withdraw({ exceptionId: id, reason: "Not needed." }, cast.actor.Cora, noon));
  await work(later(62_000));
  expect(post.arrived).toEqual([]);
  expect(await db.mail.count({ where: { notices: { some: { exceptionId: id } }, state: "moot" } })).toBe(2);
});

test("lesson 18: the same step is told of once, and a new revision anew", async () => {
  const filed = await filedBy(cast, cast.actor.Cora);
  await work(soon);
  await work(later(hour));
  expect(everybody()).toEqual(["ada", "ben"]);

  const request = requestFor(cast, { id: filed.id, reason: "The supplier moves on 26 November." });
  const { id: exceptionId, requesterId: _, continuesId: __, ...content } = request;
  const at = later(2 * hour);
  await filled(
    editRequest(
      { ...content, exceptionId, seenRevision: 1 } as never,
      await signedInAgain(cast.actor.Cora, at),
      at,
    ),
  );
  await work(later(61_000, at));
  expect(subjects("Ben")).toEqual([expect.stringMatching(/^Decide by/), expect.stringMatching(/^Decide by/)]);
});

test("a pipeline asked: whom it named is told to submit it, and until then nobody is asked to decide", async () => {
  const { number, id } = await filedByToken(cast, { ownerId: cast.actor.Sam.id });
  await work(soon);
  expect(everybody()).toEqual(["cora"]);
  expect(subjects("Cora")).toEqual([
    `Asked in your name by Payroll pipeline: Keep TLS 1.1 on the payroll feed (EX-${number})`,
  ]);
  expect(mailbox("Cora")[0]?.text).toContain(`http://localhost:3000/exceptions/EX-${number}/edit`);
  expect(mailbox("Cora")[0]?.text).toContain("because the pipeline named you as the one who asks");

  post.arrived.length = 0;
  const { id: _, requesterId: __, continuesId: ___, emergency: ____, ...request } = requestFor(cast);
  await filled(
    editRequest({ ...request, exceptionId: id, seenRevision: 1 }, cast.actor.Cora, later(120_000)),
  );
  await work(later(200_000));
  expect(everybody()).toEqual(["ada", "ben"]);
});

test("sent back: who asked is told by whom", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  await work(soon);
  expect(everybody()).toEqual(["cora"]);
  expect(subjects("Cora")[0]).toMatch(/^Sent back by Ada: /);
});

test("R11: past due, the group and the group above are told, once, and not before", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await work(soon);
  post.arrived.length = 0;
  const { dueAt } = await db.step.findFirstOrThrow({ where: { exceptionId: id } });

  await work(later(-1, dueAt));
  expect(post.arrived).toEqual([]);
  await work(dueAt);
  await work(later(hour, dueAt));
  expect(everybody()).toEqual(["ada", "ben", "eli", "kim"]);
  expect(subjects("Ada")[0]).toMatch(/^Overdue: /);
  expect(subjects("Eli")[0]).toMatch(/^Overdue: /);
  expect(mailbox("Eli")[0]?.text).toContain("because your group stands above Security, which is late");
});

test("R14: owner, manager and approvers are reminded, each once, at half time and the day before", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await work(soon);
  post.arrived.length = 0;
  const halfTime = daysAfter(noon, 2.5);

  await work(later(-1, halfTime));
  expect(await told(id, "ends_soon")).toEqual([]);
  await work(halfTime);
  expect(subjects("Cora")).toEqual([expect.stringMatching(/^Ends in 2 days, Wed 25 Nov 2026, 13:00: /)]);
  await work(mondayDigest);
  await work(daysAfter(noon, 4));
  await work(daysAfter(noon, 4.1));
  await work(daysAfter(noon, 4.9));
  expect(subjects("Cora")).toEqual([
    expect.stringMatching(/^Ends in/),
    expect.stringMatching(/^Ends in 1 day,/),
  ]);
  // Once with the digest of Monday morning, once the day before.
  expect(await told(id, "ends_soon")).toEqual(["Ada", "Ada", "Cora", "Cora", "Mara", "Mara"]);
});

test("R14: after an outage of two days each due notice comes once, and none that lost its sense", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await planNotices(noon);
  post.arrived.length = 0;
  // Nothing ran between half time and four and a half days: the first reminder has lost its sense.
  const back = daysAfter(noon, 4.5);
  await work(back);
  await work(later(hour, back));
  expect(await told(id, "ends_soon")).toEqual(["Ada", "Cora", "Mara"]);
  expect(subjects("Cora").filter((subject) => subject?.startsWith("Ends in"))).toEqual([
    expect.stringMatching(/^Ends in 12 hours, /),
  ]);
});

test("R14: nobody is reminded of what is revoked, or of what somebody else owns by now", async () => {
  const revoked = await activeFor(cast, cast.actor.Cora);
  const moved = await activeFor(cast, cast.actor.Cora);
  await planNotices(noon);
  await filled(revoke({ exceptionId: revoked.id, reason: "Not needed." }, cast.actor.Ada, noon));
  await filled(
    reassign(
      { exceptionId: moved.id, ownerId: cast.actor.Sam.id, reason: "New team." },
      cast.actor.Cora,
      noon,
    ),
  );
  await work(daysAfter(noon, 4));
  expect(await told(revoked.id, "ends_soon")).toEqual([]);
  expect(await told(moved.id, "ends_soon")).toEqual(["Ada", "Mara", "Sam"]);
});

test("R14: nobody is reminded of what an approved extension continues", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora);
  const changes = { continuesId: earlier.id, whatChanged: "Another week." };
  const { id } = await filled(fileRequest(requestFor(cast, changes), cast.actor.Cora, noon));
  await decidedBy(cast.actor.Ada, id);
  await work(soon);
  await work(daysAfter(noon, 4));
  expect(await told(earlier.id, "ends_soon")).toEqual([]);
  await expireDue(daysAfter(noon, 5));
  await work(daysAfter(noon, 5));
  expect(await told(earlier.id, "ended")).toEqual([]);
});

test("R15: at its end the owner is told at once, also before the clock's act is recorded, and the approvers in the morning", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await planNotices(noon);
  const end = daysAfter(noon, 5);
  await work(later(-1, end));
  expect(await told(id, "ended")).toEqual([]);
  await work(end);
  expect(await told(id, "ended")).toEqual(["Cora"]);
  await expireDue(end);
  await work(later(24 * hour, end));
  expect(await told(id, "ended")).toEqual(["Ada", "Cora"]);
  expect(subjects("Cora").at(-1)).toMatch(/^Expired: /);
});

test("R15: what is violating is told daily to owner, manager and the group that owns the rule, until it is closed", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const end = daysAfter(noon, 5);
  await expireDue(end);
  const answered = later(hour, end);
  await filled(recordRecheck({ exceptionId: id, outcome: "violating" }, answered));
  const days: string[][] = [];
  for (const day of [0, 1, 2]) {
    const now = later(2 * hour, daysAfter(end, day));
    await enforceDaily(now);
    await work(now);
    days.push(await told(id, "enforced"));
  }
  const control = ["Ada", "Ben", "Cora", "Mara"];
  expect(days.at(0)).toEqual(expect.arrayContaining(control));
  const notices = await db.notice.groupBy({
    by: ["dueAt"],
    where: { exceptionId: id, kind: "enforced" },
    orderBy: { dueAt: "asc" },
  });
  expect(
    notices.map(({ dueAt }) => Math.floor((dueAt.getTime() - answered.getTime()) / (24 * hour))),
  ).toEqual([0, 1, 2]);
  const texts = mailbox("Cora").map(({ text }) => /Still violating, day \d/.exec(text ?? "")?.[0]);
  expect(texts.filter(Boolean)).toEqual([1, 2, 3].map((day) => `Still violating, day ${day}`));

  await filled(recordRecheck({ exceptionId: id, outcome: "compliant" }, later(50 * hour, end)));
  expect(await enforceDaily(daysAfter(end, 4))).toMatchObject({ done: 0 });
  await work(daysAfter(end, 4));
  expect(
    await db.notice.count({ where: { exceptionId: id, kind: "enforced", dueAt: { gt: daysAfter(end, 3) } } }),
  ).toBe(0);
});

test("the owner is asked at half time whether it is still needed, once, unless they have said so (lesson 17)", async () => {
  const fourteen = { window: { kind: "length" as const, seconds: 14 * 86_400 } };
  const [asked, said] = [
    await activeFor(cast, cast.actor.Cora, fourteen),
    await activeFor(cast, cast.actor.Cora, fourteen),
  ];
  await filled(confirmNeed({ exceptionId: said.id, reason: "The vendor is late." }, cast.actor.Cora, noon));
  expect(await confirmNeed({ exceptionId: said.id, reason: "Mine." }, cast.actor.Sam, noon)).toMatchObject({
    code: "not-allowed",
  });
  await work(soon);
  // Half of fourteen days is the seventh day before the end, at which a reminder stands: that asks already.
  expect(await db.notice.count({ where: { exceptionId: asked.id, kind: "still_needed" } })).toBe(0);

  const twenty = { window: { kind: "length" as const, seconds: 20 * 86_400 } };
  const long = await activeFor(cast, cast.actor.Cora, twenty);
  await work(later(2000));
  expect(await db.notice.findMany({ where: { exceptionId: long.id, kind: "still_needed" } })).toMatchObject([
    { personId: cast.actor.Cora.id, dueAt: daysAfter(noon, 10) },
  ]);
});

test("whoever may decide is told of a reminder, and nobody else", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await work(soon);
  const nudgedAt = later(2 * hour);
  await filled(nudge({ exceptionId: id }, cast.actor.Cora, nudgedAt));
  await work(later(61_000, nudgedAt));
  expect(await told(id, "nudged")).toEqual(await told(id, "decide"));
  expect(mailbox("Ada").at(-1)?.text).toContain("Cora asks for your decision");
});

test("R11: who asked is told three days before a request lapses, and when it has", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await planNotices(noon);
  await work(daysAfter(noon, 26.9));
  expect(await told(id, "lapses_soon")).toEqual([]);
  await work(daysAfter(noon, 28));
  expect(await told(id, "lapses_soon")).toEqual(["Cora"]);
  const lapsed = later(61_000, daysAfter(noon, 30));
  await lapseDue(lapsed);
  await work(later(61_000, lapsed));
  expect(await told(id, "decided")).toContain("Cora");
});

test("R3: when an owner leaves, the manager is told the same day, in one mail", async () => {
  const leaver = await newcomer("Lena");
  const filed = [await activeFor(cast, leaver), await activeFor(cast, leaver), await activeFor(cast, leaver)];
  const more = await activeFor(cast, leaver);
  await work(soon);
  post.arrived.length = 0;
  await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, later(hour)));
  await work(later(hour));
  expect(subjects("Mara")).toEqual(["4 exceptions need an owner"]);
  for (const { id } of [...filed, more]) expect(await told(id, "owner_left")).toEqual(["Mara"]);
  expect(mailbox("Mara")[0]?.text).toContain("because you are the manager of Lena, who owned it");
});

const logRead = {
  statement: "Log read daily.",
  suspends: true,
  due: { kind: "after" as const, seconds: 2 * 86_400 },
};

test("who proves a condition is told a day before, and when the evidence is late; each condition has its own", async () => {
  const second = { ...logRead, statement: "Allow-list of two." };
  const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [logRead, second] });
  await work(later(24 * hour - 1));
  expect(await told(id, "evidence_due")).toEqual([]);
  await work(later(24 * hour + 10));
  expect(await told(id, "evidence_due")).toEqual(["Cora", "Cora"]);
  await work(later(48 * hour + 10));
  expect(await told(id, "evidence_late")).toEqual(["Cora", "Cora"]);
  expect(post.arrived.filter(({ text }) => text?.includes("“Allow-list of two.”")).length).toBeGreaterThan(0);
});

test("a broken condition is told to who proves it at once, to the other approvers with their digest, not to who said so", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [logRead] });
  await work(soon);
  const { id: conditionId } = await db.condition.findFirstOrThrow({ where: { exceptionId: id } });
  const reason = "Nobody read it.";
  await filled(breakCondition({ exceptionId: id, conditionId, reason }, cast.actor.Ada, noon));
  await work(later(63_000));
  expect(await told(id, "condition_broken")).toEqual(["Cora"]);
  expect(await db.notice.count({ where: { exceptionId: id, kind: "condition_broken" } })).toBe(1);
  await work(later(24 * hour + 10));
  expect(await told(id, "evidence_due")).toEqual([]);
});

test("a reading that breaks a condition is told once for each break, and that it holds again is told too", async () => {
  const { id, read } = await measurable(cast);
  await read(1, later(60_000));
  await work(later(122_000));
  post.arrived.length = 0;
  const told = async (kind: string) =>
    (await db.notice.findMany({ where: { exceptionId: id, kind } })).map(({ personId }) => personId).sort();
  const both = [cast.actor.Ada.id, cast.actor.Cora.id].sort();

  await read(7, later(180_000));
  await read(8, later(240_000));
  await work(later(302_000));
  expect(await told("condition_broken")).toEqual(both);
  expect(subjects("Cora")).toEqual([expect.stringContaining("Condition broken: Keep TLS 1.1")]);
  expect(mailbox("Cora")[0]?.text).toContain(
    "“Fewer than 5 % of requests fail.” does not hold: failed requests: 7 % from prometheus, must be < 5 %. Repair it",
  );
  await read(1, later(360_000));
  await work(later(422_000));
  expect(await told("condition_holds")).toEqual(both);
  await read(9, later(480_000));
  await work(later(542_000));
  expect(await told("condition_broken")).toEqual([...both, ...both].sort());
});

test("readings that stop are told once to whoever sees to them, when the last one is too old", async () => {
  const { id, read } = await measurable(cast);
  await read(1);
  const silent = later(quarter * 1000);
  const told = async (now: Date) => {
    await tellSilence(now);
    await work(later(61_000, now));
    return db.notice.count({ where: { exceptionId: id, kind: "readings_stopped" } });
  };
  expect(await told(later(-62_000, silent))).toBe(0);
  post.arrived.length = 0;
  expect([await told(later(10, silent)), await told(later(hour, silent))]).toEqual([1, 1]);
  expect(subjects("Cora")).toEqual([expect.stringContaining("Readings have stopped")]);
  await read(1, later(2 * hour, silent));
  expect(await told(later(3 * hour, silent))).toBe(2);
});

test("R19: whoever was skipped by an emergency is told by when to ratify", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora, {
    emergency: true,
    classification: highRisk,
    scope: [
      { policyId: cast.policy.tls, systemId: cast.system.payroll, environment: "production", resource: "" },
    ],
    window: { kind: "length", seconds: 3 * 86_400 },
  });
  await work(soon);
  expect(everybody()).toEqual(["ada", "ben", "eli", "kim"]);
  post.arrived.length = 0;
  await decidedBy(cast.actor.Ada, id);
  await work(later(63_000));
  expect(await told(id, "ratify")).toEqual(["Eli", "Kim"]);
  expect(subjects("Eli")).toEqual([expect.stringMatching(/^Ratify by/)]);
  expect(mailbox("Eli")[0]?.text).toContain("Ratify it by Sat 21 Nov 2026, 13:00");
});

test("lesson 19: more than three at once are one mail, and the rest of a burst waits five minutes", async () => {
  for (let count = 0; count < 4; count++) await filedBy(cast, cast.actor.Cora);
  const at = daysAfter(noon, 0.01);
  await work(at);
  expect(subjects("Ben")).toEqual(["4 requests wait for your decision"]);

  await filedBy(cast, cast.actor.Cora);
  await filedBy(cast, cast.actor.Cora);
  await work(later(60_000, at));
  expect(mailbox("Ben")).toHaveLength(3);
  await filedBy(cast, cast.actor.Cora);
  await work(later(120_000, at));
  expect(mailbox("Ben")).toHaveLength(3);
  await work(later(5 * 60_000 - 1, at));
  expect(mailbox("Ben")).toHaveLength(3);
  await work(later(5 * 60_000, at));
  expect(mailbox("Ben")).toHaveLength(4);
});

test("whoever has left is told nothing more", async () => {
  const leaver = await newcomer("Nils");
  const { id } = await activeFor(cast, leaver);
  await planNotices(noon);
  await filled(deactivatePerson({ personId: leaver.id }, cast.actor.Root, noon));
  await work(daysAfter(noon, 4));
  expect(post.arrived.filter(({ to }) => to?.[0]?.address.startsWith("nils"))).toEqual([]);
  expect(await db.notice.count({ where: { exceptionId: id, personId: leaver.id, state: "sent" } })).toBe(0);
});

test("what can wait can be switched off; what must be done comes all the same", async () => {
  const wish = { digestHour: 8, zone: null, muted: ["decided" as const] };
  await filled(setPreferences(wish, cast.actor.Ben, noon));
  const { id } = await filedBy(cast, cast.actor.Cora);
  await work(soon);
  expect(subjects("Ben")).toHaveLength(1);
  await decidedBy(cast.actor.Ada, id);
  await work(mondayDigest);
  expect(subjects("Ben")).toHaveLength(1);
  expect(
    await db.notice.count({
      where: { exceptionId: id, kind: "decided", personId: cast.actor.Ben.id, state: "sent", mailId: null },
    }),
  ).toBe(1);
  await filled(setPreferences({ ...wish, muted: [] }, cast.actor.Ben, noon));
});

test("the digest comes at the hour and in the zone that its reader chose", async () => {
  await filled(setPreferences({ digestHour: 17, zone: "America/New_York", muted: [] }, cast.actor.Dee, noon));
  const { id } = await filedBy(cast, cast.actor.Cora, {
    scope: [
      { policyId: cast.policy.export, systemId: cast.system.payroll, environment: "test", resource: "" },
    ],
  });
  await decidedBy(cast.actor.Dan, id);
  const { mailAt } = await plannedFor(id, "decided", cast.actor.Dee);
  expect(mailAt.toISOString()).toBe("2026-11-20T22:00:00.000Z");
});

test("one conversation for the request and one for the end: Message-ID, References and Re:", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  await work(soon);
  const request = requestFor(cast, { reason: "The supplier moves on 27 November." });
  const { id: _, requesterId: __, continuesId: ___, ...content } = request;
  await filled(editRequest({ ...content, exceptionId: id, seenRevision: 1 } as never, cast.actor.Cora, noon));
  await decidedBy(cast.actor.Ada, id);
  await work(later(62_000));
  await work(daysAfter(noon, 2.5));
  await work(daysAfter(noon, 4));

  const [sentBack, approved, halfTime, dayBefore] = mailbox("Cora");
  expect(header(approved, "references")).toBe(sentBack?.messageId);
  expect(header(approved, "in-reply-to")).toBe(sentBack?.messageId);
  expect(approved?.subject).toMatch(/^Approved until/);
  expect(header(halfTime, "references")).toBeUndefined();
  expect(header(dayBefore, "references")).toBe(halfTime?.messageId);
  expect(dayBefore?.subject).toMatch(/^Ends in/);
  for (const mail of mailbox("Cora")) {
    expect(header(mail, "auto-submitted")).toBe("auto-generated");
    expect(header(mail, "list-unsubscribe")).toBeUndefined();
  }
});

test("List-Unsubscribe stands on the digest alone, and leads to the page where it is chosen", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await work(soon);
  await decidedBy(cast.actor.Ada, id);
  await work(mondayDigest);
  const [ask, digest] = mailbox("Ben");
  expect(header(ask, "list-unsubscribe")).toBeUndefined();
  expect(header(digest, "list-unsubscribe")).toBe("<http://localhost:3000/notices/mail>");
});

test("lesson 20: every link leads to a page of ours, nothing is fetched from anywhere, no link decides", async () => {
  await filedBy(cast, cast.actor.Cora, { title: 'Keep <img src="https://evil.example/x.png"> & "quotes"' });
  await work(soon);
  const [mail] = mailbox("Ben");
  const links = [...(mail?.html ?? "").matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(links.length).toBeGreaterThan(1);
  for (const href of links) expect(href).toMatch(/^http:\/\/localhost:3000\/(inbox|notices|exceptions)/);
  expect(mail?.html).not.toMatch(/<(img|script|link|iframe|object)|<[^>]*\s(src|background)=|url\(|@import/i);
  expect(mail?.html).toContain(
    "Keep &lt;img src=&quot;https://evil.example/x.png&quot;&gt; &amp; &quot;quotes&quot;",
  );
});

async function plannedFor(exceptionId: string, kind: string, actor: Actor) {
  await planNotices(noon);
  return db.notice.findFirstOrThrow({ where: { exceptionId, kind, personId: actor.id } });
}

/** Who was told of this by mail. */
async function told(exceptionId: string, kind: string): Promise<string[]> {
  const notices = await db.notice.findMany({
    where: { exceptionId, kind, state: "sent", mailId: { not: null } },
    select: { person: { select: { name: true } } },
  });
  return notices.map(({ person }) => person.name).sort();
}

async function states(exceptionId: string, kind: string) {
  const rows = await db.notice.groupBy({ by: ["state"], where: { exceptionId, kind }, _count: true });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
}

function header(
  mail: { headers: { key: string; value: string }[] } | undefined,
  key: string,
): string | undefined {
  return mail?.headers.find((one) => one.key === key)?.value;
}

async function newcomer(name: string): Promise<Actor> {
  const { addPerson } = await import("@/lib/testing/cast");
  const { inTransaction } = await import("@/lib/db");
  return filled(
    inTransaction(noon, (tx) => addPerson(tx, name, "member", noon, cast.actor.Mara.id)),
  ) as Promise<Actor>;
}
