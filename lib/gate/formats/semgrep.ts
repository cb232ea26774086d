// Semgrep's own JSON. The answer of its platform's API looks alike and is another format.

import { doubtUnknownLists, isRow, lineAt, listAt, type Row, rowAt, rowsAt, textAt } from "@/lib/gate/fields";
import { sha256 } from "@/lib/gate/fingerprint";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { collapsed } from "@/lib/gate/plain-text";
import { severityOfLevel } from "@/lib/gate/severity";

const tool = "semgrep";

export const semgrep: Format = {
  name: "semgrep-json",
  recognises: (document) =>
    isRow(document) && (("vulns" in document && "hasMore" in document) || isSemgreps(document)),
  refuses: (document) =>
    isRow(document) && "vulns" in document
      ? "This comes from the API of Semgrep's platform. Send the JSON that the scanner writes."
      : null,
  read: (document, reader) => {
    reader.tools.push(tool);
    const report = document as Row;
    doubtUnknownLists(report, lists, reader.doubts);
    for (const row of rowsAt(report, "results", reader.doubts)) reader.found.push(foundIn(row, reader));
    for (const error of rowsAt(report, "errors", reader.doubts)) doubtError(error, reader);
    if (reader.found.length > 0 || listAt(rowAt(report, "paths"), "scanned").length > 0) reader.ran = true;
  },
};

/** Others write `results` and `errors` as well: Bandit's rows have a `test_id`, and it counts in `metrics`. */
function isSemgreps(document: Row): boolean {
  if (!Array.isArray(document.results) || !Array.isArray(document.errors)) return false;
  const rows = document.results.filter(isRow);
  return rows.length > 0 ? rows.some((row) => "check_id" in row) : !("metrics" in document);
}

/** All but the first tell how it went, and hold no findings. */
const lists = ["results", "errors", "skipped_rules", "explanations", "subprojects", "profiling_results"];

function doubtError(error: Row, reader: Reader): void {
  const level = textAt(error, "level").toLowerCase();
  const words = textAt(error, "message") || textAt(error, "type");
  if (level === "warn" || level === "warning" || level === "info") reader.notes.push(words);
  else reader.doubts.push(`The scan reports an error: ${words}`);
}

function foundIn(row: Row, reader: Reader): Found {
  const extra = rowAt(row, "extra");
  const path = reader.pathOf(textAt(row, "path"), true);
  const severityWord = textAt(extra, "severity");
  const own = textAt(extra, "fingerprint");
  return {
    tool,
    id: textAt(row, "check_id"),
    kind: "code",
    place: [path, anchorOf(own, textAt(extra, "lines"))],
    severity: severityOfLevel(severityWord),
    severityWord,
    resource: path,
    path,
    line: lineAt(rowAt(row, "start"), "line"),
    message: textAt(extra, "message"),
    suppressed: extra.is_ignored === true,
    toolFingerprint: own,
  };
}

// Since 1.100 both fields say "requires login" to whoever is not signed in.
function anchorOf(own: string, lines: string): string {
  if (/^[0-9a-f]{8,}(_\d+)?$/i.test(own)) return own;
  return lines.trim() && lines.trim() !== "requires login" ? sha256(collapsed(lines)) : "";
}
