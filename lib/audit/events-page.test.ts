import { beforeAll, expect, test } from "vitest";

import { eventsOnPage, eventsPage } from "@/lib/audit/events-page";
import { exportTrail } from "@/lib/audit/export-trail";
import { plainSentence } from "@/lib/audit/sentences";
import { timelineOf } from "@/lib/audit/timeline";
import { parseTrailFilter, type TrailParams, trailQueryOf, trailSentence } from "@/lib/audit/trail-filter";
import { db } from "@/lib/db";
import { addNote } from "@/lib/exceptions/add-note";
import { expireDue } from "@/lib/exceptions/expire-due";
import { signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

const zone = "Europe/Berlin";
// The cast of the tests is set up at noon; what follows happens a second and more later, so that the order is plain.
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

let cast: Cast;
let active: { id: string; number: number };

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  const { Cora, Ada, Sam } = cast.actor;

  const { id } = await filedBy(cast, Cora, { window: { kind: "length", seconds: 3600 } });
  await decidedBy(Ada, id, "approve", later(10));
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  active = { id, number };
  await filled(addNote({ exceptionId: id, note: "Seen on Friday." }, Sam, later(60)));
  await expireDue(later(3610));
  const sentBack = await filedBy(cast, Sam, { title: "Another one" }, later(7200));
  await decidedBy(Ada, sentBack.id, "send_back", later(7260));
  await signedInAgain(Sam, later(7300));
});

const filterOf = (params: TrailParams) => parseTrailFilter(params).filter;
const readBy = async (name: "Otto" | "Cora" | "Sam", params: TrailParams = {}) =>
  (await eventsPage(filterOf(params), zone, cast.actor[name])).rows;
const sentencesOf = async (name: "Otto" | "Cora" | "Sam", params: TrailParams) =>
  (await readBy(name, params)).map(({ sentence }) => plainSentence(sentence));

test("the trail is told newest first, and its pages hold each event once", async () => {
  const all = await db.auditEvent.count();
  const seen: bigint[] = [];
  for (let after: bigint | null = null, pages = 0; pages < 20; pages++) {
    const page = await eventsPage({ ...filterOf({}), after }, zone, cast.actor.Otto);
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next;
    if (after === null) break;
    expect(page.rows).toHaveLength(eventsOnPage);
  }
  expect(new Set(seen).size).toBe(all);
  expect(seen).toHaveLength(all);
  const times = (await readBy("Otto")).map(({ at }) => at.getTime());
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

test("who, what, which exception and from when to when narrow it", async () => {
  const about = { exception: `EX-${active.number}` };
  expect(await sentencesOf("Otto", about)).toEqual([
    `the clock ended EX-${active.number}`,
    `Sam wrote a note on EX-${active.number}`,
    `Ada approved step 1 of EX-${active.number}, revision 1`,
    `Cora filed EX-${active.number}`,
  ]);
  expect(await sentencesOf("Otto", { ...about, who: cast.actor.Ada.id })).toHaveLength(1);
  expect(await sentencesOf("Sam", { ...about, who: "me" })).toEqual([
    `Sam wrote a note on EX-${active.number}`,
  ]);
  expect(await sentencesOf("Otto", { who: "clock" })).toEqual([`the clock ended EX-${active.number}`]);
  expect(await sentencesOf("Otto", { what: "decisions" })).toHaveLength(2);
  expect(await sentencesOf("Otto", { ...about, what: "requests" })).toEqual([
    `Cora filed EX-${active.number}`,
  ]);
  expect(await sentencesOf("Otto", { ...about, from: "2026-11-21" })).toEqual([]);
  expect(await sentencesOf("Otto", { ...about, from: "2026-11-20", to: "2026-11-20" })).toHaveLength(4);
  expect(await sentencesOf("Otto", { ...about, to: "2026-11-19" })).toEqual([]);
});

test("when a colleague signed in is for administrators and auditors; everybody sees their own", async () => {
  expect(await sentencesOf("Otto", { what: "sign-in" })).toEqual([
    "Sam signed in as one of the demo’s people",
  ]);
  expect(await sentencesOf("Cora", { what: "sign-in" })).toEqual([]);
  expect(await sentencesOf("Sam", { what: "sign-in" })).toHaveLength(1);
});

test("the timeline of an exception begins with its filing and says what each event changed", async () => {
  const entries = await timelineOf(active.id, zone);
  expect(entries.map(({ action, status, statusBefore }) => [action, statusBefore, status])).toEqual([
    ["request.filed", null, "pending"],
    ["request.approved", "pending", "active"],
    ["note.added", null, null],
    ["exception.expired", "active", "expired"],
  ]);
  expect(entries.map(({ remark }) => remark)).toEqual([null, "Read and weighed.", "Seen on Friday.", null]);
  expect(entries[1]?.differences).toEqual([
    { label: "status", before: "pending", after: "active" },
    { label: "starts", before: "none", after: "Fri 20 Nov 2026, 13:00" },
    { label: "ends", before: "none", after: "Fri 20 Nov 2026, 14:00" },
    { label: "decisions", before: "0", after: "1" },
  ]);
  expect(entries[3]).toMatchObject({ actorId: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("an export of the trail holds what was there before it, and is the newest event after it", async () => {
  const before = await db.auditEvent.count({ where: { action: { startsWith: "request." } } });
  const asked = { filter: filterOf({ what: "requests" }), sentence: "Requests", zone };
  const outcome = await filled(exportTrail(asked, cast.actor.Otto, later(7400)));
  const rows = [];
  for await (const batch of outcome.batches) rows.push(...batch);

  const decisions = await db.auditEvent.count({
    where: { action: { in: ["request.approved", "request.sent_back"] } },
  });
  expect(rows).toHaveLength(before - decisions + 1);
  expect(String(rows.at(-1)?.[0])).toMatch(/^Audit trail: Requests\. As of 2026-11-20T14:03:20/);
  const [newest] = await readBy("Otto");
  expect(newest && plainSentence(newest.sentence)).toBe(
    `Otto exported ${before - decisions} rows: Audit trail: Requests`,
  );
});

test("a member reads the trail and does not take it away", async () => {
  const asked = { filter: filterOf({}), sentence: "All events", zone };
  expect(await exportTrail(asked, cast.actor.Cora, later(7500))).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
});

test("the address holds the filter, and what it does not know is dropped and told", () => {
  const query = `?who=${cast.actor.Ada.id}&what=decisions&exception=EX-1042&from=2026-11-02&to=2026-11-20&after=12&open=13`;
  const { filter, dropped } = parseTrailFilter(Object.fromEntries(new URLSearchParams(query)));
  expect(dropped).toEqual([]);
  expect(trailQueryOf(filter)).toBe(query);
  expect(trailSentence(filter, () => "Ada Brandt")).toBe(
    "Decisions, by Ada Brandt, on EX-1042, from Mon 2 Nov 2026, to Fri 20 Nov 2026",
  );
  expect(
    parseTrailFilter({
      who: "ada",
      what: "constructor",
      exception: "EX-0",
      from: "2026-02-30",
      to: "",
      after: "-1",
    }).dropped,
  ).toEqual(["who ada", "what constructor", "exception EX-0", "from 2026-02-30", "after -1"]);
});
