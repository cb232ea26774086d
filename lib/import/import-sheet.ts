// Files the rows of a sheet that were found fine as requests: pending ones, whatever the sheet says of approvals, each in
// its own transaction and by the rules of the form (R4 to R6, R20). What cannot be filed says why, and stops no other.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { fileIn, whyCannotAsk } from "@/lib/exceptions/file-request";
import { type Check, judgedRow } from "@/lib/import/check-sheet";
import { failedRows } from "@/lib/import/failed-rows";
import { fitting } from "@/lib/import/fitting";
import { sha256 } from "@/lib/import/row-id";
import { type Row, type Understood, understoodRows } from "@/lib/import/rows";
import type { ImportSent } from "@/lib/import/schemas";
import type { Outcome } from "@/lib/refusal";

export type ImportedRow = { number: number; title: string } & (
  | { state: "filed"; exception: number }
  /** In the register already, from an earlier import. */
  | { state: "before"; exception: number }
  | { state: "not"; problems: string[] }
);

/** The last piece: what was not filed, to be taken away. */
export type Imported = { failed: string };

type Importing = Outcome<{ rows: number; pieces: AsyncGenerator<ImportedRow | Imported> }>;

/** `clock` is read for each row: filing many of them takes longer than a live database lets an instant be off. */
export async function importSheet(sent: ImportSent, actor: Actor, clock: () => Date): Promise<Importing> {
  const refusal = whyCannotAsk(actor);
  if (refusal) return refusal;
  const understood = await understoodRows(sent, clock());
  if (!understood.ok) return understood;
  const told = await tellOnce(sent, actor, clock());
  if (!told.ok) return told;
  return { ok: true, rows: sent.rows.length, pieces: importedRows(understood, sent, actor, clock) };
}

/** The trail knows of the import before its first request, and once. */
function tellOnce({ id, text, rows }: ImportSent, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const stream = `sheet/${id}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stream}, 0))`;
    if (await tx.auditHead.findUnique({ where: { stream } })) return { ok: true };
    const body = { rows: rows.length, sha256: sha256(text) };
    await record(tx, { action: "sheet.imported", stream, actor, body });
    return { ok: true };
  });
}

async function* importedRows(
  { sheet, rows, known }: Understood,
  sent: ImportSent,
  actor: Actor,
  clock: () => Date,
): AsyncGenerator<ImportedRow | Imported> {
  const chosen = new Set(sent.rows);
  const why = new Map<number, string[]>();
  for (const row of rows) {
    if (chosen.has(row.number)) {
      const imported = await importedRow(row, sent, actor, clock());
      if (imported.state === "not") why.set(row.number, imported.problems);
      yield imported;
    } else {
      const problems = await whyNotChosen(row, { tooLong: sent.tooLong, actor, known });
      if (problems) why.set(row.number, problems);
    }
  }
  yield { failed: why.size > 0 ? failedRows(sheet, why) : "" };
}

async function importedRow(
  row: Row,
  { id: sheet, tooLong, rulesSeen }: ImportSent,
  actor: Actor,
  now: Date,
): Promise<ImportedRow> {
  if (row.state !== "asks") return row;
  const { number, title } = row;
  const filed = await inTransaction(now, async (tx) => {
    const { outcome } = await fitting(tx, { ...row.request, rulesSeen }, tooLong, now, (request) =>
      fileIn(tx, request, actor, now, { sheet, row: number }),
    );
    return outcome;
  });
  if (!filed.ok) return { number, title, state: "not", problems: [filed.message] };
  return { number, title, state: "filed", exception: filed.number };
}

/** The reasons that it had when it was checked. Null: it was filed before. */
async function whyNotChosen(row: Row, check: Check): Promise<string[] | null> {
  if (row.state === "before") return null;
  if (row.state === "not") return row.problems;
  const judged = await judgedRow(row, check);
  return judged.state === "not" ? judged.problems : ["Not chosen"];
}
