// tfsec, in its last form and in the older ones.

import {
  doubtUnknownLists,
  firstText,
  isRow,
  lineAt,
  listAt,
  type Row,
  rowAt,
  rowsAt,
  textAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { folderOf } from "@/lib/gate/places";
import { severityOfLevel } from "@/lib/gate/severity";

const tool = "tfsec";

export const tfsec: Format = {
  name: "tfsec-json",
  recognises: (document) => {
    if (!isRow(document) || !("results" in document) || "errors" in document) return false;
    if (document.results === null) return true;
    const rows = listAt(document, "results");
    return Array.isArray(document.results) && (rows.length === 0 || rows.some(isResult));
  },
  read: (document, reader) => {
    reader.tools.push(tool);
    doubtUnknownLists(document as Row, ["results"], reader.doubts);
    for (const row of rowsAt(document as Row, "results", reader.doubts)) {
      reader.ran = true;
      const status = statusOf(row);
      if (status !== "passed") reader.found.push(foundIn(row, status === "ignored", reader));
    }
  },
};

function isResult(value: unknown): boolean {
  return isRow(value) && "rule_id" in value && ("rule_provider" in value || isRow(value.location));
}

/** In words, as a number in some releases of version 1, as `passed: true` before. */
function statusOf(row: Row): string {
  const byNumber: Record<string, string> = { 0: "failed", 1: "passed", 2: "ignored" };
  const status = textAt(row, "status").toLowerCase();
  if (row.passed === true && !status) return "passed";
  return typeof row.status === "number" ? (byNumber[status] ?? status) : status;
}

function foundIn(row: Row, suppressed: boolean, reader: Reader): Found {
  const location = rowAt(row, "location");
  const path = reader.pathOf(textAt(location, "filename"), true);
  const description = textAt(row, "description");
  const resource = addressOf(textAt(row, "resource"), description);
  const severityWord = textAt(row, "severity");
  return {
    tool,
    id: firstText(row, "rule_id", "long_id"),
    kind: "config",
    aliases: ["rule_id", "long_id", "legacy_rule_id"].map((key) => textAt(row, key)),
    place: resource ? [folderOf(path), resource] : [path],
    severity: severityOfLevel(severityWord),
    severityWord,
    resource: resource || path,
    path,
    line: lineAt(location, "start_line"),
    message: description || textAt(row, "rule_description"),
    suppressed,
  };
}

/** The address stands only in the sentence of many versions: "Resource 'module.X:type.name[0]' …". */
function addressOf(resource: string, sentence: string): string {
  const address = resource.trim() || (/Resource '([^']{1,1000})'/.exec(sentence)?.[1] ?? "");
  return address.replaceAll(":", ".");
}
