// Whoever reads the quarter may take a chart's table away. That stands in the trail (R2).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Cell } from "@/lib/csv";
import { inTransaction } from "@/lib/db";
import { exportsOf, whyCannotExport } from "@/lib/exceptions/export-register";
import type { Outcome } from "@/lib/refusal";
import { type ChartKey, charts } from "@/lib/reviews/charts";
import { type Period, quarterName } from "@/lib/reviews/quarter";
import { readers } from "@/lib/reviews/review";
import { signedQuarter } from "@/lib/reviews/signed-quarter";
import { tableOf } from "@/lib/reviews/tables";

type Export = { head: string[]; batches: AsyncIterable<Cell[][]> };

/** As signed, once the quarter is. */
export async function exportChart(
  chart: ChartKey,
  period: Period,
  actor: Actor,
  now: Date,
): Promise<Outcome<Export>> {
  const refusal = whyCannotExport(actor);
  if (refusal) return refusal;

  const signed = await signedQuarter(period.quarter);
  const { head, rows } = tableOf(chart, signed ? signed.review.charts[chart] : await readers[chart](period));
  const words = `Quarter ${quarterName(period.quarter)}: ${charts[chart].question}`;
  const recorded = await inTransaction<Outcome>(now, async (tx) => {
    await record(tx, {
      action: "register.exported",
      stream: exportsOf(now),
      actor,
      body: { filter: words, rows: rows.length },
    });
    return { ok: true };
  });
  if (!recorded.ok) return recorded;

  const asOf = signed?.review.asOf ?? period.asOf.toISOString();
  const last = `${words} As of ${asOf}. ${charts[chart].counts}`;
  async function* batches() {
    yield rows.map((cells) => cells.map(({ text }) => text));
    yield [[last, ...head.slice(1).map(() => null)]];
  }
  return { ok: true, head, batches: batches() };
}
