// The rows that were not filed, to be taken away: as they came, and why not.

import { csvLines } from "@/lib/csv";
import type { Sheet } from "@/lib/import/sheet";

export const whyNotHeading = "Why not";

/** Comes back as it is, once it is mended: the last column counts for nothing then. */
export function failedRows({ headings, rows }: Sheet, why: Map<number, string[]>): string {
  const failed = rows.filter(({ number }) => why.has(number));
  const width = Math.max(headings.length, ...failed.map(({ cells }) => cells.length));
  const padded = (cells: string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? "");
  const kept = headings.indexOf(whyNotHeading);
  const without = (cells: string[]) => (kept < 0 ? cells : cells.toSpliced(kept, 1));
  return csvLines([
    [...without(padded(headings)), whyNotHeading],
    ...failed.map(({ number, cells }) => [...without(padded(cells)), (why.get(number) ?? []).join(". ")]),
  ]);
}
