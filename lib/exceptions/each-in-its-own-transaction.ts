import type { Outcome } from "@/lib/refusal";

/** What a sweep did. A row that fails is named and does not stop the others; it is due again at the next sweep. */
export type Swept = { done: number; failed: { number: number; why: string }[] };

export async function eachInItsOwnTransaction<Row extends { number: number }>(
  rows: Row[],
  act: (row: Row) => Promise<Outcome>,
): Promise<Swept> {
  const swept: Swept = { done: 0, failed: [] };
  for (const row of rows) {
    const outcome = await act(row).catch((error: unknown) => ({
      ok: false as const,
      message: String(error),
    }));
    if (outcome.ok) swept.done++;
    // It was due when it was listed: somebody else was quicker, a second worker or a person.
    else if (!("code" in outcome && outcome.code === "wrong-status"))
      swept.failed.push({ number: row.number, why: outcome.message });
  }
  return swept;
}
