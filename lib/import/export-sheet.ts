// Takes away all that was asked, in the columns of an import: for whoever moves from one register to another. It stands in
// the trail before its first row has left, like each export (R2).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Cell } from "@/lib/csv";
import { db, inTransaction } from "@/lib/db";
import { exportsOf, type RegisterExport, whyCannotExport } from "@/lib/exceptions/export-register";
import { type Known, knownSentence } from "@/lib/exceptions/register-known";
import { allNumbers } from "@/lib/exceptions/register-page";
import type { Content } from "@/lib/exceptions/revisions";
import { type Directory, loadDirectory } from "@/lib/import/directory";
import { fieldKeys, fields } from "@/lib/import/fields";
import { wordsOfRequest } from "@/lib/import/words-of-request";
import type { Outcome } from "@/lib/refusal";

const batchSize = 200;

export async function exportSheet(known: Known, actor: Actor, now: Date): Promise<Outcome<RegisterExport>> {
  const refusal = whyCannotExport(actor);
  if (refusal) return refusal;
  const numbers = await allNumbers(known.filter, { actorId: actor.id, now });
  const recorded = await inTransaction<Outcome>(now, async (tx) => {
    const body = { filter: `${knownSentence(known)}, as asked`, rows: numbers.length };
    await record(tx, { action: "register.exported", stream: exportsOf(now), actor, body });
    return { ok: true };
  });
  if (!recorded.ok) return recorded;
  return {
    ok: true,
    head: fieldKeys.map((key) => fields[key].label),
    rows: numbers.length,
    batches: batchesOf(numbers, await loadDirectory()),
  };
}

async function* batchesOf(numbers: Int32Array, directory: Directory): AsyncGenerator<Cell[][]> {
  for (let start = 0; start < numbers.length; start += batchSize) {
    const batch = [...numbers.subarray(start, start + batchSize)];
    const rows = await requestsOf(batch);
    yield rows.map((row) => {
      const words = wordsOfRequest(row, directory);
      return fieldKeys.map((key) => words[key] ?? "");
    });
  }
}

/** As they stand in their current revisions, in the order of the numbers. */
async function requestsOf(numbers: number[]) {
  const found = await db.exception.findMany({
    where: { number: { in: numbers } },
    select: { number: true, requesterId: true, revisions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const byNumber = new Map(found.map((one) => [one.number, one]));
  return numbers.flatMap((number) => {
    const { requesterId, revisions: [revision] = [] } = byNumber.get(number) ?? {};
    if (!requesterId || !revision) return [];
    return [{ requesterId, content: revision.content as Content, asked: revision }];
  });
}
