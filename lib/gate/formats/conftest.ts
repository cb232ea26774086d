// Conftest (Open Policy Agent): one entry for each file and namespace.

import {
  countAt,
  doubtUnknownLists,
  isRow,
  lineAt,
  type Row,
  rowAt,
  rowsAt,
  rowsOf,
  textAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { collapsed, shown } from "@/lib/gate/plain-text";
import { severityOf } from "@/lib/gate/severity";

const tool = "conftest";

export const conftest: Format = {
  name: "conftest-json",
  recognises: (document) => Array.isArray(document) && document.some(isEntry),
  read: (document, reader) => {
    reader.tools.push(tool);
    for (const entry of rowsOf(document, "the report", reader.doubts)) {
      if (isEntry(entry)) readEntry(entry, reader);
      else reader.doubts.push("One part of the list is not Conftest's.");
    }
  },
};

function isEntry(value: unknown): boolean {
  return isRow(value) && "filename" in value && ("successes" in value || "namespace" in value);
}

function readEntry(entry: Row, reader: Reader): void {
  const { doubts } = reader;
  doubtUnknownLists(entry, ["failures", "warnings", "exceptions", "skipped", "queries"], doubts);

  const broken = [
    ...rowsAt(entry, "failures", doubts).map((row) => foundIn(entry, row, "deny", reader)),
    ...rowsAt(entry, "warnings", doubts).map((row) => foundIn(entry, row, "warn", reader)),
    ...rowsAt(entry, "exceptions", doubts).map((row) => ({
      ...foundIn(entry, row, "deny", reader),
      suppressed: true,
    })),
  ];
  reader.found.push(...broken);
  for (const row of rowsAt(entry, "skipped", doubts)) {
    reader.notEvaluated.push({ tool, id: ruleOf(entry, row, "deny") });
  }
  if (countAt(entry, "successes") > 0 || broken.length > 0) reader.ran = true;
}

function foundIn(entry: Row, row: Row, verb: "deny" | "warn", reader: Reader): Found {
  const metadata = rowAt(row, "metadata");
  const message = textAt(row, "msg");
  const path = reader.pathOf(textAt(entry, "filename"));
  const resource = textAt(metadata, "resource").trim();
  const severityWord = textAt(metadata, "severity");
  return {
    tool,
    id: ruleOf(entry, row, verb),
    kind: "policy",
    // All rules called `deny` share one query: nothing but the message tells two breaks apart.
    place: [path, resource || collapsed(message)],
    severity: severityWord ? severityOf(severityWord) : verb === "warn" ? "low" : "high",
    severityWord,
    resource: resource || shown(message, 200) || path,
    path,
    line: lineAt(rowAt(row, "loc"), "line"),
    message,
    suppressed: false,
  };
}

/** The query, and the id if the policy sets one. Old versions write no query. */
function ruleOf(entry: Row, row: Row, verb: string): string {
  const metadata = rowAt(row, "metadata");
  const query = textAt(metadata, "query") || `data.${textAt(entry, "namespace") || "main"}.${verb}`;
  const id = textAt(metadata, "id").trim();
  return id ? `${query}#${id}` : query;
}
