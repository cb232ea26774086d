// A sheet as it came: its headings, and the rows below them with the numbers that they have in the spreadsheet.

import { largestSheet, whyTooLarge } from "@/lib/import/decode";
import { gridOf, type Separator } from "@/lib/import/grid";
import { type Outcome, refuse } from "@/lib/refusal";

export const mostRows = 2000;
const mostColumns = 100;
/** With those that are empty. */
const mostLines = 20_000;

export type SheetRow = { number: number; cells: string[] };
export type Sheet = { headings: string[]; rows: SheetRow[]; separator: Separator };

export function readSheet(text: string): Outcome<Sheet> {
  if (text.trim() === "") return refuse("invalid-input", "Paste a sheet, or choose a file.");
  // No character takes less than a byte, and few sheets come near: only those are counted out.
  if (text.length > largestSheet || (text.length > largestSheet / 4 && bytesIn(text) > largestSheet))
    return whyTooLarge();

  const grid = gridOf(text, mostLines);
  if (!grid.ok) return grid;
  const filled = grid.rows
    .map((cells, at) => ({ number: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== "") && !isFooter(cells));
  const [first, ...rows] = filled;
  if (!first || rows.length === 0)
    return refuse("invalid-input", "The first row holds the headings, and nothing stands below them.");
  if (rows.length > mostRows || grid.rows.length > mostLines)
    return refuse(
      "too-long",
      "A sheet has at most 2,000 rows. Divide it, and import one part after the other.",
    );

  const headings = first.cells.map((cell) => cell.trim());
  if (headings.length > mostColumns) return refuse("too-long", "A sheet has at most 100 columns.");
  return { ok: true, headings, rows, separator: grid.separator };
}

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** The last line of our own CSV, which says what it holds. */
function isFooter([first = "", ...others]: string[]): boolean {
  return (
    first.includes("Times are UTC; the zone of the organisation is") && others.every((cell) => cell === "")
  );
}
