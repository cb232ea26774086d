// osv-scanner.toml: an entry for each table.

import { parse } from "smol-toml";

import { firstText, isRow, type Row, rowAt, rowsAt } from "@/lib/gate/fields";
import { baseName, claimsOf, forEver, lineOf, type Source, type Waiver } from "@/lib/gate/imports/waiver";

const tool = "osv-scanner";

export const osvScanner: Source = {
  name: "osv-scanner",
  isFor: ({ path }) => /osv-scanner.*\.toml$/.test(baseName(path)),
  read: ({ text }, notes) => {
    const document = lowered(parse(text)) as Row;
    return [
      ...firstOfEach(rowsAt(document, "ignoredvulns", notes), notes).map((row) => ignored(row, text)),
      ...rowsAt(document, "packageoverrides", notes)
        .filter(hides)
        .map((row) => overridden(row, text)),
    ];
  },
};

/** The scanner reads its keys in any case: "ignoreuntil" ends an entry as well. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (!isRow(value) || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, at]) => [key.toLowerCase(), lowered(at)]));
}

/** Of two tables for one id the first counts. */
function firstOfEach(rows: Row[], notes: string[]): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const id = firstText(row, "id");
    if (id && !seen.has(id)) return Boolean(seen.add(id));
    if (id) notes.push(`${id}: the second table hides nothing, the first counts.`);
    return false;
  });
}

function ignored(row: Row, text: string): Waiver {
  const id = firstText(row, "id");
  return {
    rule: { tool, id },
    resource: "",
    line: lineOf(text, id),
    claims: claimsOf({
      reason: firstText(row, "reason"),
      end: instantAt(row, "ignoreuntil"),
      person: undefined,
      wide: `It counts for every package of the folder.${"ignoreuntil" in row ? "" : ` ${forEver}`}`,
    }),
  };
}

function hides(row: Row): boolean {
  return [row, rowAt(row, "vulnerability"), rowAt(row, "license")].some(({ ignore }) => ignore === true);
}

function overridden(row: Row, text: string): Waiver {
  const [name, version, ecosystem, group] = ["name", "version", "ecosystem", "group"].map((key) =>
    firstText(row, key),
  );
  const resource = [ecosystem, name && version ? `${name}@${version}` : name, group]
    .filter(Boolean)
    .join(" ");
  const end = instantAt(row, "effectiveuntil");
  const wide = [!name && "It counts for every package of the folder.", !end && forEver];
  return {
    rule: { tool, id: "*" },
    resource,
    line: lineOf(text, name || "PackageOverrides"),
    claims: claimsOf({
      reason: firstText(row, "reason"),
      end,
      person: undefined,
      wide: wide.filter(Boolean).join(" "),
    }),
  };
}

/** As the file wrote it: what has no offset is read in local time. */
function instantAt(row: Row, key: string): string {
  const value = row[key];
  return value instanceof Date ? value.toISOString() : firstText(row, key);
}
