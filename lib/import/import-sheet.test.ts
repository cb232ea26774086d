import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { csvStream } from "@/lib/csv";
import { db } from "@/lib/db";
import { unescapedCell } from "@/lib/escaped-cell";
import { mitigations } from "@/lib/exceptions/mitigations";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import { type CheckedRow, checkSheet } from "@/lib/import/check-sheet";
import { exportSheet } from "@/lib/import/export-sheet";
import { type ImportedRow, importSheet } from "@/lib/import/import-sheet";
import { guessedColumns, presetOf } from "@/lib/import/match";
import type { SheetSent } from "@/lib/import/schemas";
import { readSheet } from "@/lib/import/sheet";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { naughtyStrings } from "@/lib/testing/naughty-strings";
import { filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const headings = ["Title", "Policy", "System", "Env", "Reason", "Owner", "End date", "Approved by"];
const answers: SheetSent["answers"] = {
  breaksIfNo: "Salaries are late.",
  riskIntroduced: "Traffic could be read on the supplier's line.",
  alternatives: "A tunnel; the supplier refuses it.",
  mitigation: "Allow-list of two addresses.",
  dataAffected: "Made-up people",
  impact: "minor",
  facts: "none",
};

/** A sheet as a spreadsheet puts it on the clipboard. */
function sent(rows: string[][], changes: Partial<SheetSent> = {}): SheetSent {
  const text = [headings, ...rows].map((cells) => cells.join("\t")).join("\r\n");
  const sheet = readSheet(text);
  if (!sheet.ok) throw new Error(sheet.message);
  const columns = guessedColumns(sheet.headings, presetOf(sheet.headings));
  return { text, columns, answers, order: null, tooLong: "refuse", ...changes };
}

async function allOf<Piece>(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

const row = (title: string, changes: Record<number, string> = {}): string[] =>
  [
    title,
    "SEC-014",
    "payroll-feed",
    "Test",
    "The supplier moves on the 25th.",
    "Cora",
    "2026-11-25",
    "Ada",
  ].map((cell, at) => changes[at] ?? cell);

async function check(
  sheet: SheetSent,
  actor: Actor = cast.actor.Sam,
): Promise<{ rows: CheckedRow[]; failed: string }> {
  const outcome = await checkSheet(sheet, actor, noon);
  if (!outcome.ok) throw new Error(outcome.message);
  const pieces = await allOf<unknown>(outcome.pieces);
  const last = pieces.pop() as { failed: string };
  return { rows: pieces as CheckedRow[], failed: last.failed };
}

async function bring(
  sheet: SheetSent,
  rows: number[],
  changes: { actor?: Actor; id?: string; rulesSeen?: number } = {},
) {
  const { actor = cast.actor.Sam, id = crypto.randomUUID(), rulesSeen = 1 } = changes;
  const outcome = await importSheet({ ...sheet, id, rows, rulesSeen }, actor, () => noon);
  if (!outcome.ok) throw new Error(outcome.message);
  const pieces = await allOf<unknown>(outcome.pieces);
  const last = pieces.pop() as { failed: string };
  return { id, rows: pieces as ImportedRow[], failed: last.failed };
}

test("rows become pending requests of whoever imports, and nothing of the sheet approves them (lesson 7)", async () => {
  const sheet = sent([row("TLS 1.1 on the payroll feed"), row("TLS 1.1 on the other feed")]);
  expect((await check(sheet)).rows).toMatchObject([
    {
      number: 2,
      state: "fine",
      where: "SEC-014 on Payroll feed, test",
      owner: "Cora",
      window: "from approval until Wed 25 Nov 2026, 23:59",
      decides: "Security by Tue 24 Nov, 13:00",
      notes: [],
    },
    { number: 3, state: "fine" },
  ]);

  const imported = await bring(sheet, [2, 3]);
  expect(imported.rows).toMatchObject([{ state: "filed" }, { state: "filed" }]);
  const [first] = imported.rows;
  const number = first?.state === "filed" ? first.exception : 0;
  expect(await db.exception.findUniqueOrThrow({ where: { number } })).toMatchObject({
    status: "pending",
    startsAt: null,
    requesterId: cast.actor.Sam.id,
    filedById: cast.actor.Sam.id,
    ownerId: cast.actor.Cora.id,
  });
  const events = await db.auditEvent.findMany({ where: { stream: { in: [`sheet/${imported.id}`] } } });
  expect(events).toMatchObject([{ action: "sheet.imported", body: { rows: 2 } }]);
  expect(await db.auditEvent.findFirstOrThrow({ where: { exception: { number } } })).toMatchObject({
    action: "request.filed",
    body: { sheet: imported.id, row: 2 },
  });
});

describe("a row that cannot be filed says why", () => {
  const why = async (changes: Record<number, string>, sheet: Partial<SheetSent> = {}) => {
    const { rows } = await check(sent([row(`Row ${crypto.randomUUID()}`, changes)], sheet));
    const [checked] = rows;
    return checked?.state === "not" ? checked.problems : checked?.state;
  };

  test.each<[string, Record<number, string>, string[]]>([
    ["all that is missing at once (lesson 12)", { 0: "", 1: "", 6: "" }, ["No title", "No policy", "No end"]],
    ["a policy that nobody knows", { 1: "SEC-999" }, ["Policy unknown: “SEC-999” is not in the directory"]],
    [
      "one of two systems",
      { 2: "payroll-feed, nowhere" },
      ["System unknown: “nowhere” is not in the directory"],
    ],
    ["an environment that nobody says", { 3: "" }, ["No environment: Payroll feed runs in production, test"]],
    ["an owner that nobody knows", { 5: "Zoe" }, ["Owner unknown: nobody here is called “Zoe”"]],
    ["an environment that is none", { 3: "n/a" }, ["No environment: Payroll feed runs in production, test"]],
    ["an auditor as owner", { 5: "otto@example.com" }, ["Otto cannot own an exception: auditors only read."]],
    ["an end that has passed", { 6: "2026-11-19" }, ["Its end has passed: Thu 19 Nov 2026"]],
    ["an end too far away", { 6: "2027-11-25" }, ["Too long: Moderate risk allows 14 days at most."]],
    ["words that are too many", { 4: "x".repeat(4001) }, ["Reason: At most 4,000 characters."]],
    [
      "a character that cannot be shown",
      { 4: "a\u0007b" },
      ["Reason: This holds a character that cannot be shown."],
    ],
    [
      "a system that does not run there",
      { 2: "sandbox", 3: "Production" },
      ["Sandbox does not run in production."],
    ],
  ])("%s", async (_, changes, problems) => {
    expect(await why(changes)).toEqual(problems);
  });

  test("a date that can be read in two ways is understood as it was declared", async () => {
    expect(await why({ 6: "03/12/2026" })).toEqual([
      "End not understood: “03/12/2026” can be read in two ways: say whether the day or the month comes first",
    ]);
    expect(await why({ 6: "03/12/2026" }, { order: "day" })).toBe("fine");
    expect(await why({ 6: "03/12/2026" }, { order: "month" })).toEqual([
      "Its end has passed: Thu 12 Mar 2026",
    ]);
  });

  test("what the sheet does not say has to be said for all rows", async () => {
    const { impact, facts, ...others } = answers;
    expect(await why({}, { answers: others })).toEqual([
      "Not said how bad the damage could be",
      "Not said what it weakens or opens",
    ]);
    expect(
      await why({}, { answers: { ...others, impact: "huge", facts: "Weakens sign-in, flies" } }),
    ).toEqual([
      "Damage if it goes wrong not understood: “huge”",
      "While broken, it… not understood: “flies”",
    ]);
  });

  test("an owner without a manager in the directory needs one from the row, or from what was said for all", async () => {
    const root = { 5: "root@example.com" };
    expect(await why(root)).toEqual([
      "The directory names no manager for Root. Choose who is told before it ends.",
    ]);
    expect(await why(root, { answers: { ...answers, manager: "Mara" } })).toBe("fine");
    expect(await why({}, { answers: { ...answers, manager: "nobody" } })).toBe("fine");
  });

  test("the same row twice in a sheet, and cells beside the headings", async () => {
    const twice = row("Twice the same");
    const beside = [...row("More cells than headings"), "beside"];
    expect((await check(sent([twice, beside, twice]))).rows).toMatchObject([
      { number: 2, state: "fine" },
      { number: 3, problems: ["More cells than there are headings"] },
      { number: 4, problems: ["The same as row 2"] },
    ]);
  });
});

describe("what a row says", () => {
  const asked = async (changes: Record<number, string>, sheet: Partial<SheetSent> = {}) => {
    const one = sent([row(`Row ${crypto.randomUUID()}`, changes)], sheet);
    const { rows } = await check(one);
    const imported = await bring(one, [2]);
    const [filed] = imported.rows;
    if (filed?.state !== "filed") throw new Error(JSON.stringify(imported.rows));
    const exception = await db.exception.findUniqueOrThrow({
      where: { number: filed.exception },
      include: { revisions: true },
    });
    return { exception, checked: rows[0], content: exception.revisions[0]?.content };
  };

  test("several policies and systems, and the environments of each", async () => {
    const { content } = await asked({ 1: "SEC-014; DAT-001", 2: "Payroll feed", 3: "prod, test" });
    const places = (content as { scope: { policy: string; environment: string }[] }).scope;
    expect(places.map(({ policy, environment }) => [policy, environment])).toEqual([
      [cast.policy.tls, "production"],
      [cast.policy.tls, "test"],
      [cast.policy.export, "production"],
      [cast.policy.export, "test"],
    ]);
  });

  test("its risk raises what follows from the facts, and lowers nothing", async () => {
    const columns = (field: "risk"): Partial<SheetSent> => ({
      columns: ["title", "policies", "systems", "environment", "reason", "owner", "end", field],
    });
    expect((await asked({ 7: "3 - High" }, columns("risk"))).exception.risk).toBe("high");
    const remote = { ...columns("risk"), answers: { ...answers, facts: "opensRemoteAccess" } };
    expect((await asked({ 7: "Low" }, remote)).exception.risk).toBe("moderate");
  });

  test("what the directory knows of the system counts where neither sheet nor answers say it", async () => {
    const { content, exception } = await asked({});
    expect(content).toMatchObject({
      classification: { dataSensitivity: "confidential", exposure: "internal" },
    });
    expect(exception.risk).toBe("moderate");
    const said = { answers: { ...answers, dataSensitivity: "none" } };
    expect((await asked({}, said)).exception.risk).toBe("low");
  });

  test("what approvers will be warned of is said before anything is filed (R20)", async () => {
    const plain = "The scanner of the Rostock supplier gets its firmware with TLS 1.2 on 27 November.";
    const { rows } = await check(
      sent([
        row("TLS 1.1, one", { 4: "Needed for now." }),
        row("TLS 1.1 on the Rostock scanner", { 4: plain }),
      ]),
    );
    expect(rows).toMatchObject([
      { signals: expect.arrayContaining(["The reason fits any request"]) },
      { signals: [] },
    ]);
  });

  test("an end too far away becomes the longest that is allowed, where that is wanted", async () => {
    const { exception, checked } = await asked({ 6: "2027-11-25" }, { tooLong: "shorten" });
    expect(checked).toMatchObject({
      window: "14 days from approval",
      notes: ["Asks for 14 days: Moderate risk allows 14 days at most."],
    });
    expect(exception.revisions).toMatchObject([{ askedSeconds: 14 * 86_400, askedEnd: null }]);
  });

  test("a long title is shortened and kept in full, and a ticket stands with the reason", async () => {
    const long = `TLS 1.1 on the payroll feed ${"and on its twin ".repeat(10)}`.trim();
    const columns: SheetSent["columns"] = [
      "title",
      "policies",
      "systems",
      "environment",
      "reason",
      "owner",
      "end",
      "ticket",
    ];
    const { content, checked } = await asked({ 0: long, 7: "CHG-77" }, { columns });
    expect(checked).toMatchObject({ notes: ["The title is shortened, and stands in full over the reason"] });
    expect(content).toMatchObject({
      title: expect.stringMatching(/^TLS 1\.1 on .{100,109}…$/),
      reason: `${long}\n\nThe supplier moves on the 25th.\n\nTicket: CHG-77`,
    });
  });
});

describe("an import", () => {
  test("files nothing twice: not by two presses, nor when the whole sheet comes again, from whomever", async () => {
    const sheet = sent([row("Once"), row("And once more")]);
    const first = await bring(sheet, [2, 3]);
    const [again, other] = [
      await bring(sheet, [2, 3], { id: first.id }),
      await bring(sheet, [2, 3], { actor: cast.actor.Mara }),
    ];
    const numbers = first.rows.map((one) => one.state === "filed" && one.exception);
    for (const { rows } of [again, other])
      expect(rows).toMatchObject(numbers.map((exception) => ({ state: "before", exception })));
    expect((await check(sheet)).rows).toMatchObject([{ state: "before" }, { state: "before" }]);
    expect(await db.auditEvent.count({ where: { stream: `sheet/${first.id}` } })).toBe(1);
    expect(await db.exception.count({ where: { title: { in: ["Once", "And once more"] } } })).toBe(2);
  });

  test("sent twice at the same time files each row once", async () => {
    const sheet = sent(Array.from({ length: 4 }, (_, at) => row(`At once ${at}`)));
    const id = crypto.randomUUID();
    await Promise.all([bring(sheet, [2, 3, 4, 5], { id }), bring(sheet, [2, 3, 4, 5], { id })]);
    expect(await db.exception.count({ where: { title: { startsWith: "At once" } } })).toBe(4);
  });

  test("the rows that were not filed go away as they came, each with its reason, and are mended there", async () => {
    const odd = ["=cmd()", 'a,b "c"', "-1"].join(" ");
    const sheet = sent([row("Fine"), row(odd, { 6: "", 5: "Zoe" }), row("Far", { 6: "2027-11-25" })]);
    const { failed } = await check(sheet);
    expect(failed.split("\r\n")).toEqual([
      "Title,Policy,System,Env,Reason,Owner,End date,Approved by,Why not",
      `"'=cmd() a,b ""c"" -1",SEC-014,payroll-feed,Test,The supplier moves on the 25th.,Zoe,,Ada,Owner unknown: nobody here is called “Zoe”. No end`,
      `Far,SEC-014,payroll-feed,Test,The supplier moves on the 25th.,Cora,2027-11-25,Ada,Too long: Moderate risk allows 14 days at most.`,
      "",
    ]);
    expect((await bring(sheet, [2])).failed).toBe(failed);

    const mended = failed.replace("Zoe,,", "Cora,2026-11-25,");
    const columns = guessedColumns([...headings, "Why not"], null);
    const again = await check({ ...sheet, text: mended, columns });
    expect(again.rows).toMatchObject([{ state: "fine", title: odd }, { state: "not" }]);
  });

  test("files what was fine and no other row, although it could be by now", async () => {
    const sheet = sent([row("Chosen"), row("Not chosen")]);
    const { rows, failed } = await bring(sheet, [2]);
    expect(rows).toMatchObject([{ number: 2, state: "filed" }]);
    expect(failed).toContain("Not chosen");
    expect(await db.exception.count({ where: { title: "Not chosen" } })).toBe(0);
  });

  test("auditors and outside approvers import nothing", async () => {
    for (const actor of [cast.actor.Otto, cast.actor.Olga]) {
      expect(await checkSheet(sent([row("No")]), actor, noon)).toMatchObject({ code: "not-allowed" });
      const asked = { ...sent([row("No")]), id: crypto.randomUUID(), rows: [2], rulesSeen: 1 };
      expect(await importSheet(asked, actor, () => noon)).toMatchObject({ code: "not-allowed" });
    }
  });
});

test("whatever somebody has typed into a sheet is filed as it was, or refused with a sentence", async () => {
  const strings = naughtyStrings.filter((text) => !/[\t\r\n"]/.test(text)).slice(0, 30);
  const sheet = sent(
    strings.map((text, at) => row(`Odd ${at}`, { 4: text })),
    { tooLong: "refuse" },
  );
  const { rows } = await check(sheet);
  const fine = rows.filter(({ state }) => state === "fine").map(({ number }) => number);
  expect(fine.length).toBeGreaterThan(10);
  const imported = await bring(sheet, fine.slice(0, 10));
  for (const one of imported.rows) {
    if (one.state !== "filed") throw new Error(JSON.stringify(one));
    const { content } = await db.revision.findFirstOrThrow({
      where: { exception: { number: one.exception } },
    });
    const text = strings[one.number - 2] ?? "";
    expect((content as { reason: string }).reason).toBe(unescapedCell(text).trim());
  }
});

test("what was asked goes out as a sheet and comes back as the same request", async () => {
  const filed = await filedBy(cast, cast.actor.Cora, {
    title: "=1+1 on the payroll feed",
    reason: "The supplier moves on 25 November.\n\nNot before.",
    scope: (["production", "test"] as const).map((environment) => ({
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment,
      resource: "feed-2",
    })),
    classification: {
      ...highRisk,
      dataSensitivity: "regulated",
      regulations: ["gdpr", "pci_dss"],
      raisedTo: "critical",
    },
    conditions: [
      {
        statement: mitigations.read_only.statement,
        due: { kind: "before" },
        suspends: true,
        mitigation: "read_only",
      },
    ],
    ownerId: cast.actor.Sam.id,
    window: { kind: "length", seconds: 129_600 },
  });
  const { number } = await db.exception.findUniqueOrThrow({ where: { id: filed.id } });
  const known = await knownOf(parseFilter({ view: "all", q: `EX-${number}` }), cast.actor.Sam);
  const out = await exportSheet(known, cast.actor.Sam, noon);
  if (!out.ok) throw new Error(out.message);
  const text = await new Response(csvStream(out.head, out.batches)).text();

  const sheet = readSheet(text);
  if (!sheet.ok) throw new Error(sheet.message);
  const columns = guessedColumns(sheet.headings, presetOf(sheet.headings));
  const imported = await bring({ text, columns, answers: {}, order: null, tooLong: "refuse" }, [2]);
  const [row] = imported.rows;
  if (row?.state !== "filed") throw new Error(JSON.stringify(imported.rows));
  const [before, after] = await Promise.all(
    [number, row.exception].map((one) =>
      db.revision.findFirstOrThrow({ where: { exception: { number: one } }, include: { exception: true } }),
    ),
  );
  expect(after?.content).toEqual(before?.content);
  expect(after?.askedSeconds).toBe(before?.askedSeconds);
  expect(after?.exception.requesterId).toBe(cast.actor.Cora.id);
  expect(await db.auditEvent.findFirstOrThrow({ where: { action: "register.exported" } })).toMatchObject({
    body: { filter: expect.stringContaining("as asked"), rows: 1 },
  });
});
