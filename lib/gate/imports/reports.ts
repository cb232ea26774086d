// What scanners' reports say was hidden: SARIF's suppressions, Semgrep's ignored results, OpenVEX's "not affected".

import { firstText, isRow, lineAt, listAt, type Row, rowAt, rowsAt, textAt, textOf } from "@/lib/gate/fields";
import { toolName } from "@/lib/gate/formats/format";
import { claimsOf, forEver, lineOf, type Source, type Waiver } from "@/lib/gate/imports/waiver";

export const sarif: Source = {
  name: "sarif",
  isFor: ({ documents: [document] }) =>
    isRow(document) && "version" in document && Array.isArray(document.runs),
  read: ({ documents }, notes) =>
    documents
      .filter(isRow)
      .flatMap((document) =>
        rowsAt(document, "runs", notes).flatMap((run) =>
          rowsAt(run, "results", notes).flatMap((result) => suppressionsOf(result, run, notes)),
        ),
      ),
};

/** One that is under review or was rejected hides nothing; an absent status counts as accepted. */
function suppressionsOf(result: Row, run: Row, notes: string[]): Waiver[] {
  const suppressions = rowsAt(result, "suppressions", notes);
  if (suppressions.some((one) => ["underReview", "rejected"].includes(textAt(one, "status")))) return [];
  const [location] = rowsAt(result, "locations", notes);
  const physical = rowAt(location ?? {}, "physicalLocation");
  const path = textAt(rowAt(physical, "artifactLocation"), "uri");
  const line = lineAt(rowAt(physical, "region"), "startLine");
  const tool = toolName(textAt(rowAt(run, "tool", "driver"), "name")) || "unknown";
  return suppressions.map((one) => {
    const properties = rowAt(one, "properties");
    const end = firstText(properties, "expiryUtc", "expiration");
    return {
      rule: { tool, id: firstText(result, "ruleId") || textAt(rowAt(result, "rule"), "id") || "unnamed" },
      resource: line === null ? path : `${path}:${line}`,
      line: null,
      claims: claimsOf({
        reason: firstText(one, "justification") || firstText(properties, "category"),
        end,
        person: personIn(properties.ignoredBy) || textAt(properties, "alias"),
        wide: end ? "Readers go on hiding it after its end." : forEver,
      }),
    };
  });
}

function personIn(value: unknown): string {
  return isRow(value) ? firstText(value, "email", "name") : textOf(value);
}

export const semgrep: Source = {
  name: "semgrep",
  isFor: ({ documents: [document] }) =>
    isRow(document) && Array.isArray(document.results) && Array.isArray(document.errors),
  read: ({ documents }, notes) =>
    documents.filter(isRow).flatMap((document) =>
      rowsAt(document, "results", notes)
        .filter((row) => rowAt(row, "extra").is_ignored === true)
        .map((row) => ({
          rule: { tool: "semgrep", id: textAt(row, "check_id") },
          resource: [textAt(row, "path"), lineAt(rowAt(row, "start"), "line")].filter(Boolean).join(":"),
          line: null,
          claims: { wide: forEver },
        })),
    ),
};

export const openvex: Source = {
  name: "openvex",
  isFor: ({ documents: [document] }) =>
    isRow(document) && textAt(document, "@context").includes("openvex") && Array.isArray(document.statements),
  read: ({ documents, text }, notes) =>
    documents.filter(isRow).flatMap((document) =>
      rowsAt(document, "statements", notes)
        .filter((row) => textAt(row, "status") === "not_affected")
        .map((row) => statementIn(row, text, firstText(document, "author"))),
    ),
};

function statementIn(row: Row, text: string, author: string): Waiver {
  const id = isRow(row.vulnerability)
    ? firstText(row.vulnerability, "name", "@id")
    : textAt(row, "vulnerability");
  const products = listAt(row, "products").map((one) => (isRow(one) ? firstText(one, "@id") : textOf(one)));
  return {
    rule: { tool: "openvex", id },
    resource: products.filter(Boolean).join(", "),
    line: lineOf(text, id),
    claims: claimsOf({
      reason: firstText(row, "impact_statement", "status_notes", "justification"),
      end: undefined,
      person: author,
      wide: forEver,
    }),
  };
}
