// A sheet as text becomes rows of cells: what a spreadsheet puts on the clipboard, or a CSV file. Nothing is trimmed and
// nothing is guessed at but the separator.

import { type Outcome, refuse } from "@/lib/refusal";

export const separators = ["\t", ",", ";"] as const;
export type Separator = (typeof separators)[number];

export const separatorNames: Record<Separator, string> = { "\t": "tabs", ",": "commas", ";": "semicolons" };

export type Grid = { rows: string[][]; separator: Separator };

/** `most`: how many rows are read at all; one more than that tells that there are more. */
export function gridOf(text: string, most: number): Outcome<Grid> {
  const { declared, start } = declaredSeparator(text);
  const separator = declared ?? separatorIn(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = start;

  while (at < text.length && rows.length <= most) {
    const cell = cellAt(text, at, separator);
    if (!cell)
      return refuse(
        "invalid-input",
        `A quotation mark that opens in row ${rows.length + 1} is never closed.`,
      );
    row.push(cell.words);
    at = cell.end;
    if (text[at] === separator) {
      at++;
      // A separator at the very end: one more cell, which is empty.
      if (at < text.length) continue;
      row.push("");
    }
    rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return { ok: true, rows, separator };
}

type Cell = { words: string; end: number };

/** Null: a quotation mark opens here, in a file with commas or semicolons, and nothing closes it. */
function cellAt(text: string, start: number, separator: Separator): Cell | null {
  if (text[start] === '"') {
    const quoted = quotedAt(text, start, separator);
    if (quoted) return quoted;
    // Spreadsheets quote on the clipboard only what needs it: `"Atlas" moves` stands there as it is.
    if (separator !== "\t") return null;
  }
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return { words: text.slice(start, end), end };
}

/** A cell in quotation marks, in which doubled ones stand for one. Null: it is not closed where a cell ends. */
function quotedAt(text: string, start: number, separator: Separator): Cell | null {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return null;
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const next = text[end + 1];
  if (next !== undefined && next !== separator && next !== "\n" && next !== "\r") return null;
  return { words: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

/** Excel writes "sep=;" over a file whose separator is not the one of the reader's country. */
function declaredSeparator(text: string): { declared: Separator | null; start: number } {
  const [line = "", mark] = /^\uFEFF?(?:sep=([,;\t])(?:\r\n|\r|\n))?/.exec(text) ?? [];
  return { declared: separators.find((one) => one === mark) ?? null, start: line.length };
}

/** The one that stands most often between the headings; what is quoted does not count. */
function separatorIn(text: string): Separator {
  const [headings = ""] = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, 20_000)) ?? [];
  const bare = headings.replaceAll(/"(?:[^"]|"")*"/g, "");
  const count = (separator: Separator) => bare.split(separator).length - 1;
  if (count("\t") > 0) return "\t";
  return count(";") > count(",") ? ";" : count(",") > 0 ? "," : "\t";
}
