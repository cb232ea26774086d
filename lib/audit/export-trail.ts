// Who examines the register may take its trail away. That, too, stands in the trail, before the first row has left (R2).

import { countEvents, eventsPage, seesWholeTrail, type TrailRow } from "@/lib/audit/events-page";
import { record } from "@/lib/audit/record";
import { plainSentence } from "@/lib/audit/sentences";
import type { TrailFilter } from "@/lib/audit/trail-filter";
import type { Actor } from "@/lib/auth/actor";
import type { Cell } from "@/lib/csv";
import { inTransaction } from "@/lib/db";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

type Export = { head: string[]; batches: AsyncIterable<Cell[][]> };
type Asked = { filter: TrailFilter; sentence: string; zone: string };

const batchSize = 500;
const head = [
  "Event",
  "At (UTC)",
  "What happened",
  "In their words",
  "Status before",
  "Status after",
  "Stream",
  "Hash",
];

export async function exportTrail(
  { filter, sentence, zone }: Asked,
  actor: Actor,
  now: Date,
): Promise<Outcome<Export>> {
  const refusal = whyCannotExportTrail(actor);
  if (refusal) return refusal;

  const asked = { ...filter, after: null, open: null };
  // Counted from the newest event downwards: what happens meanwhile, this export included, is newer and stays out.
  const [newest] = (await eventsPage(asked, zone, actor, 1)).rows;
  const rows = newest ? 1 + (await countEvents({ ...asked, after: newest.id }, zone, actor)) : 0;
  const recorded = await inTransaction<Outcome>(now, async (tx) => {
    await record(tx, {
      action: "register.exported",
      stream: `export/${now.toISOString().slice(0, 10)}`,
      actor,
      body: { filter: `Audit trail: ${sentence}`, rows },
    });
    return { ok: true };
  });
  if (!recorded.ok) return recorded;

  const last = `Audit trail: ${sentence}. As of ${now.toISOString()}. Times are UTC; the zone of the organisation is ${zone}.`;
  return { ok: true, head, batches: batchesOf(asked, zone, actor, newest, last) };
}

export function whyCannotExportTrail(actor: Pick<Actor, "role">): Refusal | null {
  if (seesWholeTrail(actor)) return null;
  return refuse("not-allowed", "Administrators and auditors can take the trail away.");
}

async function* batchesOf(
  filter: TrailFilter,
  zone: string,
  actor: Actor,
  newest: TrailRow | undefined,
  last: string,
) {
  if (newest) yield [cellsOf(newest)];
  for (let after = newest?.id ?? null; after !== null; ) {
    const { rows, next } = await eventsPage({ ...filter, after }, zone, actor, batchSize);
    if (rows.length > 0) yield rows.map(cellsOf);
    after = next;
  }
  yield [[last, ...head.slice(1).map(() => null)]];
}

function cellsOf(row: TrailRow): Cell[] {
  const { id, at, sentence, remark, statusBefore, status, stream, hash } = row;
  return [String(id), at, plainSentence(sentence), remark, statusBefore, status, stream, hash];
}
