// Tables as CSV for a spreadsheet. A cell that a spreadsheet would run as a formula gets a ' in front; instants are UTC.

import { stringify } from "csv-stringify/sync";

import { byteStream } from "@/lib/byte-stream";
import { looksEscaped } from "@/lib/escaped-cell";

export type Cell = string | number | boolean | Date | null;

export function csvLines(rows: Cell[][]): string {
  return stringify(
    rows.map((row) => row.map(written)),
    // A line end of its own kind ends a row for whoever reads it, though not for who writes: both stand in quotes.
    { escape_formulas: true, record_delimiter: "windows", quoted_match: /[\r\n]/ },
  );
}

/** Batches become bytes one after the other, as fast as they are taken: no more than one stands in memory. */
export function csvStream(head: string[], batches: AsyncIterable<Cell[][]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  async function* bytes() {
    // Without the mark, Excel reads UTF-8 as something else.
    yield encoder.encode(`\uFEFF${csvLines([head])}`);
    for await (const batch of batches) yield encoder.encode(csvLines(batch));
  }
  return byteStream(bytes());
}

function written(cell: Cell): string {
  if (cell === null) return "";
  const words = cell instanceof Date ? cell.toISOString() : String(cell);
  // What began with ' and a formula gets a second ', so that whoever reads it back can tell.
  return looksEscaped(words) ? `'${words}` : words;
}
