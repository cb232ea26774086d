import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type CheckedRow, checkSheet } from "@/lib/import/check-sheet";
import { type ImportedRow, importSheet } from "@/lib/import/import-sheet";
import { guessedColumns, presetOf } from "@/lib/import/match";
import type { SheetSent } from "@/lib/import/schemas";
import { readSheet } from "@/lib/import/sheet";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";

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

test("rows become pending requests of whoever imports, and nothing of the sheet approves them", async () => {
  const sheet = sent([row("TLS 1.1 on the payroll feed"), row("TLS 1.1 on the other feed")]);
  expect((await check(sheet)).rows).toMatchObject([
    {
      number: 2,
      state: "fine",
      where: "SEC-014 on Payroll feed, test",
      owner: "Cora",
      window: "from approval until Wed 25 Nov 2026, 23:59",
      decides: "Security by Wed 25 Nov, 13:00",
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

test("timing", async () => {
  const many = sent(Array.from({ length: 300 }, (_, at) => row(`Row ${at}`)));
  let start = performance.now();
  await check(many);
  console.log("check 300", performance.now() - start);
  start = performance.now();
  await bring(
    many,
    Array.from({ length: 300 }, (_, at) => at + 2),
  );
  console.log("bring 300", performance.now() - start);
  start = performance.now();
  await check({ ...many, text: many.text.replaceAll("2026-11-25", "2027-11-25"), tooLong: "shorten" });
  console.log("check 300 too long", performance.now() - start);
});
