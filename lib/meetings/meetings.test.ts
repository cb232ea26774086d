import { beforeAll, describe, expect, test } from "vitest";

import { plainSentence, sentenceOf } from "@/lib/audit/sentences";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { carryOver } from "@/lib/meetings/carry-over";
import { endMeeting } from "@/lib/meetings/end-meeting";
import { finishFollowUp } from "@/lib/meetings/finish-follow-up";
import { type Minutes, sha256 } from "@/lib/meetings/minutes";
import { moveTo } from "@/lib/meetings/move-to";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { putOnNextAgenda } from "@/lib/meetings/put-on-agenda";
import { sendAllClear } from "@/lib/meetings/send-all-clear";
import { setAttendance } from "@/lib/meetings/set-attendance";
import { setFollowUp } from "@/lib/meetings/set-follow-up";
import { takeOver } from "@/lib/meetings/take-over";
import { nextAgenda } from "@/lib/meetings/waiting";
import { recommend, writeNote } from "@/lib/meetings/write-note";
import { sendMails } from "@/lib/notices/send-mails";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { leadSecurity } from "@/lib/testing/lead-security";
import { race } from "@/lib/testing/race";
import { decidedBy, filedBy } from "@/lib/testing/requests";

const zone = "Europe/Berlin";
/** A week on: what was approved at noon for five days has ended, what waits is overdue. */
const friday = daysAfter(noon, 7);
const nextFriday = daysAfter(noon, 14);
const openMeetingRow = { text: "SELECT 1 FROM meeting WHERE ended_at IS NULL FOR UPDATE", values: [] };

let cast: Cast;
let ada: Actor;
let root: Actor;
let cora: Actor;
let ended: string;
let waiting: string;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await leadSecurity(cast);
  const early = new Date(noon.getTime() + 60_000);
  expect(await openMeeting({ present: [] }, cast.actor.Ada, early)).toMatchObject({
    message: "Nothing needs the meeting. Send the all-clear instead.",
  });

  ended = (await activeFor(cast, cast.actor.Cora)).id;
  waiting = (await filedBy(cast, cast.actor.Sam)).id;
  [ada, root, cora] = (await Promise.all(
    [cast.actor.Ada, cast.actor.Root, cast.actor.Cora].map((actor) => signedInAgain(actor, friday)),
  )) as [Actor, Actor, Actor];
});

describe("the agenda", () => {
  test("it finds by itself what is expired and whose decision is overdue, in this order", async () => {
    const agenda = await nextAgenda(zone, friday);
    expect(agenda.map(({ kind, about }) => [kind, about])).toEqual([
      ["expired", { exceptionId: ended }],
      ["overdue", { exceptionId: waiting }],
    ]);
    expect(agenda[0]?.why).toBe("Ended Wed 25 Nov 2026, 13:00 and is not closed.");
  });

  test("anybody of the house puts an exception on it, once, and says why; auditors do not", async () => {
    const flag = { exceptionId: ended, reason: "The third time this year." };
    const otto = await signedInAgain(cast.actor.Otto, friday);
    expect(await putOnNextAgenda(flag, otto, friday)).toMatchObject({ code: "not-allowed" });
    await filled(putOnNextAgenda(flag, cora, friday));
    expect(await putOnNextAgenda(flag, cora, friday)).toMatchObject({
      message: "It is on the agenda of the next meeting already.",
    });
    expect((await nextAgenda(zone, friday))[0]).toMatchObject({
      kind: "expired",
      waiting: { byId: cora.id },
      why: "Ended Wed 25 Nov 2026, 13:00 and is not closed. The third time this year.",
    });
  });
});

describe("a meeting", () => {
  test("is opened by who leads a security group or administers, and by two at once only once", async () => {
    expect(await openMeeting({ present: [] }, cora, friday)).toMatchObject({ code: "not-allowed" });
    const lock = {
      text: "SELECT pg_advisory_xact_lock(hashtextextended('meeting', 0))",
      values: [],
    };
    const [first, second] = await race(
      lock,
      () => openMeeting({ present: [cora.id] }, ada, friday),
      () => openMeeting({ present: [] }, root, friday),
    );
    expect(first).toEqual({ ok: true, number: 1 });
    expect(second).toMatchObject({ message: "Meeting 1 is open: Ada leads it." });
    expect(await db.meetingAttendance.count({ where: { present: true } })).toBe(2);
  });

  test("two presses of next at once turn it by one item", async () => {
    const next = () => moveTo({ number: 1, item: 2, seen: 1 }, ada, friday);
    const [first, second] = await race(openMeetingRow, next, next);
    expect(first).toEqual({ ok: true });
    expect(second).toMatchObject({ message: "The meeting is at item 2 already." });
    expect(await moveTo({ number: 1, item: 3, seen: 2 }, ada, friday)).toMatchObject({ code: "not-found" });
    await filled(moveTo({ number: 1, item: 1, seen: 2 }, ada, later(60)));
    expect(await itemAt(2)).toMatchObject({ seconds: 60 });
  });

  test("only whoever leads it writes; whoever could lead takes over and writes then", async () => {
    const note = { number: 1, item: 1, body: "The vendor slipped." };
    expect(await writeNote(note, root, later(70))).toMatchObject({
      message: "Ada leads this meeting. Take it over to write.",
    });
    expect(await takeOver({ number: 1 }, cora, later(70))).toMatchObject({ code: "not-allowed" });
    await filled(takeOver({ number: 1 }, root, later(70)));
    expect(await writeNote(note, ada, later(71))).toMatchObject({ code: "not-allowed" });
    await filled(writeNote(note, root, later(72)));
    await filled(takeOver({ number: 1 }, ada, later(80)));
  });

  test("who is there is ticked and unticked, but not whoever leads it", async () => {
    const seat = (personId: string, present: boolean) => ({ number: 1, personId, present });
    await filled(setAttendance(seat(cast.actor.Mara.id, true), ada, later(81)));
    await filled(setAttendance(seat(cora.id, false), ada, later(82)));
    expect(await setAttendance(seat(ada.id, false), ada, later(83))).toMatchObject({ code: "conflict" });
  });

  test("a follow-up has one active person and a day to come", async () => {
    const promise = { number: 1, item: 1, what: "Call the vendor", ownerId: cora.id, dueOn: "2026-11-30" };
    expect(await setFollowUp({ ...promise, dueOn: "2026-11-26" }, ada, later(84))).toMatchObject({
      fields: { dueOn: "This day is over. Choose one that is to come." },
    });
    await filled(setFollowUp({ ...promise, dueOn: "2026-11-27" }, ada, later(85)));
    expect(await finishFollowUp({ followUpId: await theFollowUp() }, await sam(), later(86))).toMatchObject({
      message: "Cora promised this and says when it is done.",
    });
  });

  test("it decides nothing: it recommends, and whoever decides does so with all the rules", async () => {
    await filled(recommend({ number: 1, item: 2, body: "Approve it for three days." }, ada, later(87)));
    expect((await db.exception.findUniqueOrThrow({ where: { id: waiting } })).status).toBe("pending");
    await decidedBy(ada, waiting, "approve", later(88));
  });

  test("an item is carried over once", async () => {
    await filled(carryOver({ number: 1, item: 1 }, ada, later(90)));
    expect(await carryOver({ number: 1, item: 1 }, ada, later(91))).toMatchObject({ code: "conflict" });
  });

  test("two presses of end at once end it once; its minutes are frozen with their hash", async () => {
    const end = () => endMeeting({ number: 1 }, ada, later(100));
    const [first, second] = await race(openMeetingRow, end, end);
    expect(first).toEqual({ ok: true });
    expect(second).toMatchObject({ message: "Meeting 1 has ended." });

    const [row] = await db.$queryRaw<{ text: string; hash: string }[]>`
      SELECT minutes::text AS text, encode(hash, 'hex') AS hash FROM meeting`;
    expect(sha256(row?.text ?? "")).toBe(row?.hash);
    const minutes = JSON.parse(row?.text ?? "") as Minutes;
    expect(minutes.present).toEqual([ada.id, cast.actor.Mara.id, root.id]);
    expect(minutes.items).toMatchObject([
      {
        about: { title: "Keep TLS 1.1 on the payroll feed" },
        outcome: "carried over",
        notes: [{ by: root.id, body: "The vendor slipped." }],
        followUps: [{ owner: cora.id, dueOn: "2026-11-27" }],
      },
      {
        outcome: "discussed",
        recommendations: [{ body: "Approve it for three days." }],
        acts: [{ by: ada.id, action: "request.approved" }],
      },
    ]);
    expect(await writeNote({ number: 1, item: 1, body: "Late." }, ada, later(101))).toMatchObject({
      message: "Meeting 1 has ended.",
    });
  });

  test("the minutes are mailed to who was there and who promised something, not to who ended it", async () => {
    const mails = await db.mail.findMany({ include: { person: true }, orderBy: { person: { name: "asc" } } });
    expect(mails.map(({ person, subject }) => [person.name, subject])).toEqual([
      ["Cora", "Minutes, Fri 27 Nov 2026"],
      ["Mara", "Minutes, Fri 27 Nov 2026"],
      ["Root", "Minutes, Fri 27 Nov 2026"],
    ]);
    expect(mails[0]?.plain).toContain("You promised: “Call the vendor” by Fri 27 Nov 2026.");
    expect(mails[1]?.plain).toContain("Nothing is asked of you.");
    expect(await sendMails(later(110), null)).toMatchObject({ done: 3, failed: [] });
    expect(await db.mail.count({ where: { state: "kept" } })).toBe(3);
  });

  test("each act left one event, and each has its sentence", async () => {
    const events = await db.auditEvent.findMany({
      where: { stream: { startsWith: "meeting/" } },
      orderBy: { seq: "asc" },
    });
    expect(events.map(({ action }) => action.replace("meeting.", ""))).toEqual([
      ...["opened", "moved", "moved", "taken_over", "noted", "taken_over", "attended", "attended"],
      ...["follow_up_set", "recommended", "carried_over", "ended"],
    ]);
    const [last] = events.slice(-1);
    const told = { ...last, actorId: null, exceptionNumber: null, revision: null } as never;
    expect(plainSentence(sentenceOf(told, new Map()))).toContain("ended meeting 1: 2 items, 1 carried over");
  });
});

describe("the week after", () => {
  test("what was carried comes back with its mark, and what was promised and not done with it", async () => {
    const agenda = await nextAgenda(zone, nextFriday);
    expect(agenda).toMatchObject([
      { kind: "expired", about: { exceptionId: ended }, waiting: { carried: 1 } },
      { kind: "expired", about: { exceptionId: waiting }, waiting: null },
      { kind: "follow_up", why: "Promised by Fri 27 Nov 2026, and not done." },
    ]);
  });

  test("whoever promised it says that it is done, once", async () => {
    const again = await signedInAgain(cora, nextFriday);
    const followUpId = await theFollowUp();
    await filled(finishFollowUp({ followUpId }, again, nextFriday));
    expect(await finishFollowUp({ followUpId }, again, nextFriday)).toMatchObject({ code: "wrong-status" });
    expect((await nextAgenda(zone, nextFriday)).map(({ kind }) => kind)).toEqual(["expired", "expired"]);
  });

  test("no all-clear is sent while something needs the meeting", async () => {
    const lead = await signedInAgain(ada, nextFriday);
    expect(await sendAllClear({}, lead, nextFriday)).toMatchObject({
      message: "Something needs the meeting now. Look at the agenda.",
    });
  });
});

const later = (seconds: number) => new Date(friday.getTime() + seconds * 1000);
const itemAt = (position: number) => db.meetingItem.findFirst({ where: { position } });
const theFollowUp = async () => (await db.followUp.findFirstOrThrow()).id;
const sam = () => signedInAgain(cast.actor.Sam, friday);
