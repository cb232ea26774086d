import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { mailAgenda } from "@/lib/meetings/mail-agenda";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { meetingCalled } from "@/lib/meetings/past-meetings";
import { sendAllClear } from "@/lib/meetings/send-all-clear";
import { sendMails } from "@/lib/notices/send-mails";
import { takeUpKept } from "@/lib/notices/take-up-kept";
import { changeOrganisation } from "@/lib/people/change-organisation";
import { organisationSchema } from "@/lib/people/organisation-schema";
import { activeFor, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { leadSecurity } from "@/lib/testing/lead-security";

/** Friday 27 November 2026, 10:00 in Berlin, and 24 hours before. */
const meeting = new Date("2026-11-27T09:00:00Z");
const dayBefore = new Date("2026-11-26T09:00:00Z");
const mails = () => db.mail.findMany({ include: { person: true }, orderBy: { writtenAt: "asc" } });
let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await leadSecurity(cast);
  const typed = {
    ...{ name: "Havelkai Logistik", zone: "Europe/Berlin", workingDays: ["1", "2", "3", "4", "5"] },
    ...{ start: "09:00", end: "17:00", holidays: "", meetingDay: "5", meetingTime: "10:00" },
  };
  await filled(changeOrganisation(organisationSchema.parse(typed), cast.actor.Root, noon));
});

test("nothing needs the meeting: no agenda goes out, and somebody sends the all-clear", async () => {
  expect(await mailAgenda(dayBefore)).toMatchObject({ done: 0 });
  expect(await sendAllClear({}, cast.actor.Cora, noon)).toMatchObject({ code: "not-allowed" });
  await filled(sendAllClear({}, cast.actor.Root, noon));
  expect(await meetingCalled(1)).toMatchObject({ isOpen: false, minutes: { items: [], present: [] } });
  expect(await mails()).toMatchObject([
    { person: { name: "Ada" }, subject: "All clear: nothing needed the meeting, Fri 20 Nov 2026" },
  ]);
  expect(await db.auditEvent.count({ where: { action: "meeting.all_clear" } })).toBe(1);
});

test("the agenda goes out 24 hours before the meeting, not a millisecond sooner, and once", async () => {
  await activeFor(cast, cast.actor.Cora);
  expect(await mailAgenda(new Date(dayBefore.getTime() - 1))).toMatchObject({ done: 0 });
  expect(await mailAgenda(dayBefore)).toMatchObject({ done: 1 });
  expect(await mailAgenda(new Date(meeting.getTime() - 1))).toMatchObject({ done: 0 });
  const [, agenda] = await mails();
  expect(agenda).toMatchObject({
    person: { name: "Ada" },
    subject: "Weekly meeting, Fri 27 Nov, 10:00: one item",
  });
  expect(agenda?.plain).toContain("Expired: EX-1000 Keep TLS 1.1 on the payroll feed");
});

test("an agenda on its way goes out as it was written until the meeting begins, and not after", async () => {
  const early = new Date(meeting.getTime() - 60_000);
  const ada = await signedInAgain(cast.actor.Ada, early);
  await filled(openMeeting({ present: [] }, ada, early));
  expect(await sendMails(early, null)).toMatchObject({ done: 2, failed: [] });
  expect((await mails()).map(({ state }) => state)).toEqual(["kept", "kept"]);

  await takeUpKept(meeting, { url: "smtp://127.0.0.1", from: "register@example.com" });
  await sendMails(meeting, null);
  expect((await mails()).map(({ state }) => state)).toEqual(["kept", "moot"]);
});
