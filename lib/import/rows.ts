// The rows of a sheet, each understood as far as it goes: a request, the reasons why it is none, or one that was filed
// before.

import { db } from "@/lib/db";
import { type Request, requestSchema } from "@/lib/exceptions/schemas";
import { askedInRow } from "@/lib/import/asked-in-row";
import { loadDirectory } from "@/lib/import/directory";
import { fieldKeys, fields } from "@/lib/import/fields";
import { whyUnmatched, wordsOf } from "@/lib/import/match";
import type { Known } from "@/lib/import/reading";
import { rowId } from "@/lib/import/row-id";
import type { SheetSent } from "@/lib/import/schemas";
import { readSheet, type Sheet } from "@/lib/import/sheet";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";

export type Row = { number: number; title: string } & (
  | { state: "asks"; request: Request; notes: string[] }
  | { state: "before"; exception: number }
  | { state: "not"; problems: string[] }
);

export type Understood = { sheet: Sheet; rows: Row[]; known: Known };

export async function understoodRows(sent: SheetSent, now: Date): Promise<Outcome<Understood>> {
  const sheet = readSheet(sent.text);
  if (!sheet.ok) return sheet;
  const [twice] = Object.values(whyUnmatched(sent.columns));
  if (twice) return refuse("invalid-input", twice);

  const [directory, { zone }] = await Promise.all([loadDirectory(), organisation()]);
  const known = { directory, zone, now, answers: sent.answers, order: sent.order };
  const ids = sheet.rows.map(({ cells }) => rowId(sheet.headings, cells));
  const before = await filedBefore(ids);
  const rows = sheet.rows.map(({ number, cells }, at): Row => {
    const id = ids[at] as string;
    const words = wordsOf(cells, sent.columns);
    const row = { number, title: words.title ?? "" };
    const exception = before.get(id);
    if (exception) return { ...row, state: "before", exception };

    const first = ids.indexOf(id);
    if (first < at)
      return { ...row, state: "not", problems: [`The same as row ${sheet.rows[first]?.number}`] };
    const beside = cells.slice(sheet.headings.length).some((cell) => cell.trim() !== "");
    if (beside) return { ...row, state: "not", problems: ["More cells than there are headings"] };
    return { ...row, ...asking(id, askedInRow(words, known)) };
  });
  return { ok: true, sheet, rows, known };
}

function asking(id: string, asked: ReturnType<typeof askedInRow>) {
  if (!asked.ok) return { state: "not" as const, problems: asked.problems };
  const parsed = requestSchema.safeParse({ ...asked.request, id });
  if (parsed.success) return { state: "asks" as const, request: parsed.data, notes: asked.notes };
  return { state: "not" as const, problems: parsed.error.issues.map(inWords) };
}

/** "Reason: At most 4,000 characters." */
function inWords({ path, message }: { path: PropertyKey[]; message: string }): string {
  const field = fieldKeys.find((key) => path.includes(key));
  return field ? `${fields[field].label}: ${message}` : message;
}

async function filedBefore(ids: string[]): Promise<Map<string, number>> {
  const found = await db.exception.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true },
  });
  return new Map(found.map(({ id, number }) => [id, number]));
}
