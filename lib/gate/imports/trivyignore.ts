// .trivyignore, a line each, and .trivyignore.yaml, an item each.

import { firstText, isRow, listAt, type Row, rowsAt, textOf } from "@/lib/gate/fields";
import {
  baseName,
  claimsOf,
  forEver,
  lineOf,
  type Source,
  type SourceFile,
  type Waiver,
} from "@/lib/gate/imports/waiver";
import { trivyRule } from "@/lib/gate/rule-names";

const tool = "trivy";

export const trivyignore: Source = {
  name: "trivyignore",
  isFor: ({ path }) => baseName(path).endsWith(".trivyignore"),
  read: ({ text }, notes) => text.split(/\r?\n/).flatMap((line, at) => waiverIn(line, at + 1, notes)),
};

function waiverIn(line: string, at: number, notes: string[]): Waiver[] {
  const [id, ...words] = line.trim().split(/\s+/);
  if (!id || id.startsWith("#")) return [];
  const dates = words.filter((word) => word.startsWith("exp:")).map((word) => word.slice("exp:".length));
  if (dates.some((date) => !isDay(date))) {
    notes.push(`Line ${at} hides nothing: Trivy drops a line whose date it cannot read.`);
    return [];
  }
  const reason = words.filter((word) => !word.startsWith("exp:")).join(" ");
  const wide = ["It counts for every scanner and every target.", dates.length === 0 && forEver];
  const claims = claimsOf({
    reason: reason.replace(/^#\s*/, ""),
    end: dates[0],
    person: undefined,
    wide: wide.filter(Boolean).join(" "),
  });
  return [{ rule: { tool, id: nameOf(id) }, resource: "", line: at, claims }];
}

/** Only the ids of misconfigurations have other spellings; "aws-access-key-id" and a GHSA stay as they are. */
function nameOf(id: string): string {
  return /^(AVD-)?[A-Z]+-?\d{3,5}$/i.test(id) ? trivyRule(id) : id;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

const lists = ["vulnerabilities", "misconfigurations", "secrets", "licenses"];
const known = ["id", "paths", "purls", "statement", "expired_at"];

export const trivyignoreYaml: Source = {
  name: "trivyignore-yaml",
  isFor: ({ path, documents: [document] }) =>
    /\.trivyignore\.ya?ml$/.test(baseName(path)) ||
    (isRow(document) && Object.keys(document).every((key) => lists.includes(key)) && hasItems(document)),
  read: (file, notes) =>
    file.documents.filter(isRow).flatMap((document) =>
      lists.flatMap((list) => {
        let after = lineOf(file.text, `${list}:`) ?? 0;
        return rowsAt(document, list, notes).map((row) => {
          const item = itemIn(row, file, after, notes);
          after = item.line ?? after;
          return item;
        });
      }),
    ),
};

function hasItems(document: Row): boolean {
  return lists.some((list) =>
    listAt(document, list).some((row) => isRow(row) && known.some((key) => key in row)),
  );
}

/** The one that stands after that many lines: an id may be named twice, for other paths. */
function itemIn(row: Row, { text }: SourceFile, after: number, notes: string[]): Waiver {
  // Newer versions let the id be left out: then every id is hidden in what the item names.
  const id = firstText(row, "id") || "*";
  const unknown = Object.keys(row).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    notes.push(`${id}: Trivy ignores ${unknown.map((key) => key.slice(0, 60)).join(", ")} without a word.`);
  const paths = listAt(row, "paths").map(textOf);
  const purls = listAt(row, "purls").map(textOf);
  const end = firstText(row, "expired_at");
  const wide = [
    id === "*" && "It counts for every id.",
    paths.length === 0 && purls.length === 0 && "It counts for every target.",
    !end && forEver,
  ];
  const words = id === "*" ? (paths[0] ?? purls[0] ?? "") : id;
  return {
    rule: { tool, id: nameOf(id) },
    resource: [...paths, ...purls].join(", "),
    line: lineOf(text, words, after) ?? lineOf(text, words),
    claims: claimsOf({
      reason: firstText(row, "statement"),
      end,
      person: undefined,
      wide: wide.filter(Boolean).join(" "),
    }),
  };
}
