// Which column says what: a guess from the headings, which whoever imports sees and may change.

import { unescapedCell } from "@/lib/escaped-cell";
import { type FieldKey, fieldKeys, fields, type Words } from "@/lib/import/fields";
import { type PresetKey, presetKeys, presets } from "@/lib/import/presets";

/** For each column of the sheet the field that it says; null: it is left out. */
export type Columns = (FieldKey | null)[];

/** The register whose export this is, by its headings. Null: a sheet of one's own. */
export function presetOf(headings: string[]): PresetKey | null {
  const plain = new Set(headings.map(plainHeading));
  return presetKeys.find((key) => presets[key].telling.every((heading) => plain.has(heading))) ?? null;
}

export function guessedColumns(headings: string[], preset: PresetKey | null): Columns {
  const taken = new Set<FieldKey>();
  return headings.map((heading) => {
    const field = fieldOf(plainHeading(heading), preset);
    if (!field || (taken.has(field) && fields[field].kind === "one")) return null;
    taken.add(field);
    return field;
  });
}

/** At the column: a field that only one can say is said by two. */
export function whyUnmatched(columns: Columns): Record<number, string> {
  const problems: Record<number, string> = {};
  columns.forEach((field, at) => {
    if (!field || fields[field].kind !== "one" || columns.indexOf(field) === at) return;
    problems[at] = `Two columns say “${fields[field].label}”. Leave one of them out.`;
  });
  return problems;
}

/** What a row says, by field. Several columns of one text stand below each other, several of a list after each other. */
export function wordsOf(cells: string[], columns: Columns): Words {
  const words: Words = {};
  columns.forEach((field, at) => {
    const cell = unescapedCell(cells[at] ?? "").trim();
    if (!field || cell === "") return;
    const between = fields[field].kind === "text" ? "\n" : ", ";
    words[field] = words[field] === undefined ? cell : words[field] + between + cell;
  });
  return words;
}

/** For how many of the rows no column says it. */
export function gapsIn(rows: string[][], columns: Columns): Record<FieldKey, number> {
  const words = rows.map((cells) => wordsOf(cells, columns));
  return Object.fromEntries(
    fieldKeys.map((field) => [field, words.filter((said) => said[field] === undefined).length]),
  ) as Record<FieldKey, number>;
}

/** "Ends (UTC)" and "ENDS:" are one heading, and Jira writes "Custom field (Rule)". */
export function plainHeading(heading: string): string {
  return heading
    .replace(/^custom field \((.*)\)$/i, "$1")
    .replaceAll(/\([^)]*\)/g, " ")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function fieldOf(heading: string, preset: PresetKey | null): FieldKey | null {
  const named = preset ? presets[preset].columns[heading] : undefined;
  if (named !== undefined) return named;
  return fieldKeys.find((key) => fields[key].headings.includes(heading)) ?? null;
}
