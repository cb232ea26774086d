// Reading what others wrote: nothing is where it should be until it is looked at. What stands where findings are
// expected and cannot be read becomes a doubt, and a report with a doubt is partial, never clean (R24).

export type Row = Record<string, unknown>;
export type Doubts = string[];

export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one. */
export function rowAt(row: Row, ...keys: string[]): Row {
  let at: Row = row;
  for (const key of keys) at = isRow(at[key]) ? at[key] : {};
  return at;
}

/** The objects in the list under a key. No list is an empty one; anything else in its place is a doubt. */
export function rowsAt(row: Row, key: string, doubts: Doubts): Row[] {
  return rowsOf(row[key], key, doubts);
}

export function rowsOf(value: unknown, name: string, doubts: Doubts): Row[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    doubts.push(`“${name}” is no list.`);
    return [];
  }
  const rows = value.filter(isRow);
  const lost = value.length - rows.length;
  if (lost > 0) doubts.push(`${count(lost, "entry", "entries")} of “${name}” cannot be read.`);
  return rows;
}

export function listAt(row: Row, key: string): unknown[] {
  return Array.isArray(row[key]) ? row[key] : [];
}

/** The words under a key; numbers and yes/no as written; "" for anything else. */
export function textAt(row: Row, key: string): string {
  return textOf(row[key]);
}

export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The first of the keys that holds words. */
export function firstText(row: Row, ...keys: string[]): string {
  for (const key of keys) {
    const words = textAt(row, key);
    if (words.trim()) return words;
  }
  return "";
}

export function textsAt(row: Row, key: string): string[] {
  return listAt(row, key)
    .map(textOf)
    .filter((words) => words.trim() !== "");
}

/** A count that a tool wrote, or 0. */
export function countAt(row: Row, key: string): number {
  const value = row[key];
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}

/** A line number, counted from 1; null when there is none, and for Snyk's -1. */
export function lineAt(row: Row, key: string): number | null {
  const value = countAt(row, key);
  return value > 0 && value < 2 ** 31 ? value : null;
}

/** Lists of records under names that this version does not know may hold findings: that is a doubt, not a pass. */
export function doubtUnknownLists(row: Row, known: readonly string[], doubts: Doubts): void {
  for (const [key, value] of Object.entries(row)) {
    if (known.includes(key) || !Array.isArray(value) || !value.some(isRow)) continue;
    doubts.push(`A list named “${key.slice(0, 60)}” is not known and may hold findings.`);
  }
}

export function count(amount: number, one: string, several = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : several}`;
}
