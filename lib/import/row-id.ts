// The id of the request that a row becomes follows from what the row says, so that the same row is filed once: by two
// presses, after a broken line, and when the whole sheet comes again next week.

import { createHash } from "node:crypto";

import { unescapedCell } from "@/lib/escaped-cell";
import { whyNotHeading } from "@/lib/import/failed-rows";

/** A UUID of version 8: its bits are ours, the first ones of a SHA-256. */
export function rowId(headings: string[], cells: string[]): string {
  const said = headings.flatMap((heading, at) => {
    const cell = unescapedCell(cells[at] ?? "").trim();
    return cell && heading !== whyNotHeading ? [[heading, cell]] : [];
  });
  const hash = sha256(JSON.stringify(["row", said]));
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
