// R13 on the nights when clocks are strange: summer time in six zones, the leap day, the year's end, a clock that is set
// back. At every second around each edge the function, its twin in SQL and the view say the same.

import { TZDate } from "@date-fns/tz";
import { beforeAll, expect, test } from "vitest";

import { formatInstant, fromLocalInput, toLocalInput } from "@/lib/dates";
import { db, inTransaction } from "@/lib/db";
import { expireDue } from "@/lib/exceptions/expire-due";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { activeFor, daysAfter, found, justBefore } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

/** The night on which summer time begins or ends, told as the wall clock shows it before the change. */
const nights = [
  ["Europe/Berlin", "2026-10-25T01:30"],
  ["Europe/Berlin", "2027-03-28T01:30"],
  ["America/New_York", "2026-11-01T00:30"],
  ["America/St_Johns", "2027-03-14T01:30"],
  ["Australia/Lord_Howe", "2027-04-04T01:00"],
  ["Africa/Casablanca", "2027-02-07T02:30"],
  ["America/Santiago", "2027-04-03T22:30"],
] as const;

const reach = process.env.TEST_LONG ? 3600 : 60;
const second = 1000;

/** Each second around an edge, and the millisecond before, at and after it. */
function instantsAround(edge: Date): Date[] {
  const seconds = Array.from({ length: 2 * reach + 1 }, (_, index) => (index - reach) * second);
  return [...seconds, -1, 1].map((offset) => new Date(edge.getTime() + offset));
}

/** What the twin in SQL says of an exception at these instants. */
async function bySql(window: { startsAt: Date; endsAt: Date }, instants: Date[]): Promise<boolean[]> {
  const row = { status: "active", starts_at: window.startsAt, ends_at: window.endsAt };
  const told = await db.$queryRaw<{ yes: boolean }[]>`
    SELECT in_force(jsonb_populate_record(NULL::exception, ${JSON.stringify(row)}::jsonb), instant::timestamptz) AS yes
    FROM jsonb_array_elements_text(${JSON.stringify(instants)}::jsonb) WITH ORDINALITY AS listed(instant, n) ORDER BY n`;
  return told.map(({ yes }) => yes);
}

async function expectTheSame(window: { startsAt: Date; endsAt: Date }) {
  for (const edge of [window.startsAt, window.endsAt]) {
    const instants = instantsAround(edge);
    const byFunction = instants.map((instant) =>
      isInForce({ status: "active", ratifyBy: null, ratifiedAt: null, ...window }, instant),
    );
    expect(await bySql(window, instants)).toEqual(byFunction);
    // Plain arithmetic on instants, which knows no zone.
    expect(byFunction).toEqual(
      instants.map((instant) => window.startsAt <= instant && instant < window.endsAt),
    );
    expect(new Set(byFunction).size).toBe(2);
  }
}

for (const [zone, evening] of nights) {
  test(`in force on the night of ${evening.slice(0, 10)} in ${zone}, second by second`, async () => {
    const startsAt = fromLocalInput(evening, zone) as Date;
    for (const hours of [1, 2, 3])
      await expectTheSame({ startsAt, endsAt: new Date(startsAt.getTime() + hours * 3_600_000) });
  });

  test(`72 hours over the night of ${evening.slice(0, 10)} in ${zone} are 72 hours, and the wall clock has moved`, () => {
    const startsAt = fromLocalInput(evening, zone) as Date;
    const endsAt = daysAfter(startsAt, 3);
    expect(endsAt.getTime() - startsAt.getTime()).toBe(72 * 3_600_000);
    expect(toLocalInput(endsAt, zone).slice(11)).not.toBe(evening.slice(11));
  });
}

test("an hour that comes twice names two instants, and an end shows which by its zone's distance", () => {
  const first = new Date("2026-10-25T00:30:00.000Z");
  const again = new Date("2026-10-25T01:30:00.000Z");
  expect(formatInstant(first, "Europe/Berlin")).toBe(formatInstant(again, "Europe/Berlin"));
  expect([first, again].map((at) => new TZDate(at, "Europe/Berlin").getTimezoneOffset())).toEqual([
    -120, -60,
  ]);
  // What is typed is the first of them: nobody gets an hour more than they could have meant.
  expect(fromLocalInput("2026-10-25T02:30", "Europe/Berlin")).toEqual(first);
});

const edges = {
  "the leap day": {
    startsAt: new Date("2028-02-28T23:59:59.000Z"),
    endsAt: new Date("2028-02-29T23:59:59.999Z"),
  },
  "the day after it": {
    startsAt: new Date("2028-02-29T00:00:00.000Z"),
    endsAt: new Date("2028-03-01T00:00:00.000Z"),
  },
  "the year's end": {
    startsAt: new Date("2026-12-31T23:00:00.000Z"),
    endsAt: new Date("2027-01-01T00:00:00.000Z"),
  },
  "the end of the 32-bit second": {
    startsAt: new Date("2038-01-19T03:14:07.000Z"),
    endsAt: new Date("2038-01-19T03:14:08.000Z"),
  },
};
for (const [name, window] of Object.entries(edges)) {
  test(`in force around ${name}, second by second`, () => expectTheSame(window));
}

test("the view names what is in force at the same instants as the function, around a real end", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  const active = await found(id);
  const end = daysAfter(noon, 5);
  for (const instant of [justBefore(end), end, new Date(end.getTime() + 1), noon, justBefore(noon)]) {
    expect([instant, await inView(id, instant)]).toEqual([instant, isInForce(active, instant)]);
  }
});

test("a clock that jumps back revives nothing that was recorded as ended, and ends nothing twice", async () => {
  const { id } = await activeFor(cast, cast.actor.Sam);
  const end = daysAfter(noon, 5);
  await expireDue(end);
  const back = daysAfter(noon, 4);
  expect(isInForce(await found(id), back)).toBe(false);
  expect(await inView(id, back)).toBe(false);
  expect((await expireDue(back)).done).toBe(0);
  expect((await expireDue(end)).done).toBe(0);
  expect(await db.auditEvent.count({ where: { exceptionId: id, action: "exception.expired" } })).toBe(1);
});

async function inView(id: string, instant: Date): Promise<boolean> {
  const seen = await inTransaction(instant, async (tx) => ({
    rows: await tx.$queryRaw<unknown[]>`SELECT 1 FROM in_force_now WHERE id = ${id}::uuid`,
  }));
  if ("ok" in seen) throw new Error(seen.message);
  return seen.rows.length === 1;
}
