// A person's own calendar: what they own ends, what they must decide, read by a real parser; nobody else's, and nothing
// once they have left.

import ICAL from "ical.js";
import { beforeAll, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { calendarAt, endFeed, feedMadeAt, openFeed } from "@/lib/calendar/feed";
import { type CalendarEntry, calendarText } from "@/lib/calendar/icalendar";
import { db } from "@/lib/db";
import { reassign } from "@/lib/exceptions/reassign";
import { revoke } from "@/lib/exceptions/revoke";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const base = "https://register.example/";

type Read = { uid: string; title: string; at: Date; sequence: number; status: string; url: string };

function read(text: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const value = (name: string) => String(component.getFirstPropertyValue(name));
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    return {
      uid: event.uid,
      title: event.summary,
      at: event.startDate.toJSDate(),
      sequence: event.sequence ?? -1,
      status: value("status"),
      url: value("url"),
    };
  });
}

async function calendarOf(actor: Actor, now = noon) {
  const { token } = await filled(openFeed(actor, now));
  return read((await calendarAt(token, base, now)) ?? "");
}

const about = async (entries: Read[], id: string) => {
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  return entries.filter(({ title }) => title.includes(`EX-${number}`));
};

test("the owner sees the end, each approver the time to decide by, and the requester of neither sees neither", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const { id: asked } = await filedBy(cast, cast.actor.Cora);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const step = await db.step.findFirstOrThrow({ where: { exceptionId: asked } });

  expect(await about(await calendarOf(cast.actor.Cora), id)).toEqual([
    {
      uid: `${id}-ends@register.example`,
      title: `EX-${number} ends: Keep TLS 1.1 on the payroll feed`,
      at: daysAfter(noon, 5),
      sequence: 2,
      status: "CONFIRMED",
      url: `https://register.example/exceptions/EX-${number}`,
    },
  ]);
  expect(await about(await calendarOf(cast.actor.Cora), asked)).toEqual([]);
  const decide = { uid: `${asked}-decide-${step.id}@register.example`, at: step.dueAt, status: "CONFIRMED" };
  for (const approver of [cast.actor.Ada, cast.actor.Ben])
    expect(await about(await calendarOf(approver), asked)).toMatchObject([decide]);
  for (const other of [cast.actor.Sam, cast.actor.Dan, cast.actor.Olga]) {
    expect(await about(await calendarOf(other), id)).toEqual([]);
    expect(await about(await calendarOf(other), asked)).toEqual([]);
  }
});

test("who is a party has nothing to decide", async () => {
  const { id } = await filedBy(cast, cast.actor.Ada);
  expect(await about(await calendarOf(cast.actor.Ada), id)).toEqual([]);
  expect(await about(await calendarOf(cast.actor.Ben), id)).toHaveLength(1);
});

test("what was decided is cancelled under the same id, with a higher number", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  const [before] = await about(await calendarOf(cast.actor.Ben), id);
  await decidedBy(cast.actor.Ada, id);
  const [after] = await about(await calendarOf(cast.actor.Ben), id);
  expect(after).toMatchObject({ uid: before?.uid, status: "CANCELLED" });
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
});

test("what is revoked, and what was handed over, is cancelled for who owned it", async () => {
  const { id: revoked } = await activeFor(cast, cast.actor.Cora);
  const { id: moved } = await activeFor(cast, cast.actor.Cora);
  const before = await calendarOf(cast.actor.Cora);
  await filled(revoke({ exceptionId: revoked, reason: "The supplier was breached." }, cast.actor.Ada, noon));
  await filled(
    reassign(
      { exceptionId: moved, ownerId: cast.actor.Sam.id, reason: "Sam takes over." },
      cast.actor.Mara,
      noon,
    ),
  );
  const after = await calendarOf(cast.actor.Cora);
  for (const id of [revoked, moved]) {
    const [[was], [is]] = [await about(before, id), await about(after, id)];
    expect([was?.status, is?.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect(is?.uid).toBe(was?.uid);
    expect(is?.sequence).toBeGreaterThan(was?.sequence ?? 0);
  }
  expect(await about(await calendarOf(cast.actor.Sam), moved)).toMatchObject([{ status: "CONFIRMED" }]);
});

test("the same calendar reads the same until something changes", async () => {
  const { token } = await filled(openFeed(cast.actor.Cora, noon));
  const first = await calendarAt(token, base, noon);
  expect(await calendarAt(token, base, daysAfter(noon, 0.1))).toBe(first);
});

test("a new address ends the one before; the token is kept as a hash, and in no event", async () => {
  const { token: first } = await filled(openFeed(cast.actor.Cora, noon));
  const { token: second } = await filled(openFeed(cast.actor.Cora, noon));
  expect(await calendarAt(first, base, noon)).toBeNull();
  expect(await calendarAt(second, base, noon)).toContain("BEGIN:VCALENDAR");
  expect(await feedMadeAt(cast.actor.Cora)).toEqual(noon);
  const [{ text = "" } = {}] = await db.$queryRaw<{ text: string }[]>`
    SELECT concat((SELECT json_agg(f) FROM calendar_feed f), (SELECT json_agg(e) FROM audit_event e)) AS text`;
  expect(text).not.toContain(second);

  await filled(endFeed(cast.actor.Cora, noon));
  expect(await calendarAt(second, base, noon)).toBeNull();
  expect(await endFeed(cast.actor.Cora, noon)).toMatchObject({ code: "wrong-status" });
});

test("whoever presses twice has one address", async () => {
  const pressed = await Promise.all([openFeed(cast.actor.Ben, noon), openFeed(cast.actor.Ben, noon)]);
  const tokens = pressed.flatMap((outcome) => (outcome.ok ? [outcome.token] : []));
  const read = await Promise.all(tokens.map((token) => calendarAt(token, base, noon)));
  expect(read.filter((text) => text !== null)).toHaveLength(1);
});

test("whoever is deactivated has no calendar any more", async () => {
  const { token } = await filled(openFeed(cast.actor.Gus, noon));
  expect(await calendarAt(token, base, noon)).not.toBeNull();
  const root = await signedInAgain(cast.actor.Root, noon);
  await filled(deactivatePerson({ personId: cast.actor.Gus.id }, root, noon));
  expect(await calendarAt(token, base, noon)).toBeNull();
});

const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: "1-ends@register.example",
  sequence: 3,
  changedAt: noon,
  at: noon,
  title: "EX-1 ends",
  details: "Close it.",
  url: "https://register.example/exceptions/EX-1",
  cancelled: false,
  ...changes,
});

test("text is escaped, and folded at 75 bytes without cutting a character", () => {
  const title = `Größe; "a, b" \\n ${"Zahlungsläufe 中文 🚀 ".repeat(20)}`;
  const details = "First\r\nSecond\u0007\nEND:VEVENT\r\nBEGIN:VEVENT";
  const text = calendarText("Havel, Kai; Sons", [entry({ title, details })]);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [event, ...more] = calendar.getAllSubcomponents("vevent");
  expect(more).toEqual([]);
  expect(event?.getFirstPropertyValue("summary")).toBe(title);
  expect(event?.getFirstPropertyValue("description")).toBe("First\nSecond \nEND:VEVENT\nBEGIN:VEVENT");
  expect(text).toContain("X-WR-CALNAME:Havel\\, Kai\\; Sons\r\n");
});

test("an instant is in UTC, whatever zone the server is in", () => {
  const at = new Date("2026-03-29T00:59:59.999Z");
  expect(calendarText("C", [entry({ at })])).toContain("DTSTART:20260329T005959Z\r\n");
});
