import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { organisation } from "@/lib/organisation";
import { changeOrganisation } from "@/lib/people/change-organisation";
import { organisationSchema, weeklyTyped } from "@/lib/people/organisation-schema";
import { activeFor, found } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const typed = {
  name: "Havelkai Logistik",
  zone: "Europe/Berlin",
  workingDays: ["1", "2", "3", "4", "5"],
  start: "09:00",
  end: "17:00",
  holidays: "",
};
type Changes = Partial<typeof typed> & { meetingDay?: string; meetingTime?: string };
const change = (changes: Changes, actor = cast.actor.Root) =>
  changeOrganisation(organisationSchema.parse({ ...typed, ...changes }), actor, noon);
const dueOf = async (id: string) => (await db.step.findFirstOrThrow({ where: { exceptionId: id } })).dueAt;

test("a holiday gives a new request a day more, and moves nothing that stands", async () => {
  await filled(change({}));
  const before = await filedBy(cast, cast.actor.Cora);
  const inForce = await activeFor(cast, cast.actor.Cora);
  const [due, { endsAt }] = [await dueOf(before.id), await found(inForce.id)];

  await filled(change({ holidays: "2026-11-24 Works outing\n2026-11-24\n", zone: "Asia/Tokyo" }));
  expect((await organisation()).calendar.holidays).toEqual(["2026-11-24"]);
  expect(await dueOf(before.id)).toEqual(due);
  expect((await found(inForce.id)).endsAt).toEqual(endsAt);

  await filled(change({ holidays: "2026-11-24" }));
  const after = await filedBy(cast, cast.actor.Cora);
  expect((await dueOf(after.id)).getTime() - due.getTime()).toBe(86_400_000);
});

test("each setting that changed has its event, and the same again has none", async () => {
  await filled(change({ name: "Havelkai", end: "18:00" }));
  const events = await db.auditEvent.count({ where: { action: "setting.changed" } });
  await filled(change({ name: "Havelkai", end: "18:00" }));
  expect(await db.auditEvent.count({ where: { action: "setting.changed" } })).toBe(events);
});

test("a weekly meeting has a day and a time, and can be given up", async () => {
  expect((await organisation()).meeting).toBeNull();
  await filled(change({ meetingDay: "5", meetingTime: "09:30" }));
  expect((await organisation()).meeting).toBe("Friday 09:30");
  expect(weeklyTyped("Friday 09:30")).toEqual({ meetingDay: "5", meetingTime: "09:30" });
  await filled(change({}));
  expect((await organisation()).meeting).toBeNull();
});

test("only an administrator changes it", async () => {
  expect(await change({ name: "Mine" }, cast.actor.Cora)).toMatchObject({ ok: false, code: "not-allowed" });
});

test.each([
  [{ workingDays: [] }, "workingDays", "Choose at least one working day."],
  [{ start: "09:00", end: "09:00" }, "end", "Work ends after it begins."],
  [{ zone: "Europe/Atlantis" }, "zone", "Choose the zone in which the organisation counts its days."],
  [
    { holidays: "2026-12-25\nBoxing Day" },
    "holidays",
    "Line 2 does not begin with a day, such as 2026-12-25.",
  ],
  [{ holidays: "2026-02-29" }, "holidays", "Line 1 does not begin with a day, such as 2026-12-25."],
])("%j is refused at its field", (changes, field, message) => {
  const issues = organisationSchema.safeParse({ ...typed, ...changes }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[field, message]]);
});
