// Terrascan.

import {
  countAt,
  doubtUnknownLists,
  isRow,
  lineAt,
  type Row,
  rowAt,
  rowsAt,
  textAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { folderOf } from "@/lib/gate/places";
import { severityOf } from "@/lib/gate/severity";

const tool = "terrascan";

export const terrascan: Format = {
  name: "terrascan-json",
  recognises: (document) =>
    isRow(document) && isRow(document.results) && isRow(document.results.scan_summary),
  read: (document, reader) => {
    reader.tools.push(tool);
    readResults(rowAt(document as Row, "results"), reader);
  },
};

const lists = ["violations", "skipped_violations", "scan_errors", "passed_rules"];

// With every kind of input at once, "there is no chart here" is no error.
const harmless = /not found in the directory|no helm charts found/i;

function readResults(results: Row, reader: Reader): void {
  const { doubts } = reader;
  const summary = rowAt(results, "scan_summary");
  const plan = textAt(summary, "iac_type") === "tfplan";
  doubtUnknownLists(results, lists, doubts);

  const broken = rowsAt(results, "violations", doubts);
  const skipped = rowsAt(results, "skipped_violations", doubts);
  for (const row of broken) reader.found.push(foundIn(row, plan, false, reader));
  for (const row of skipped) reader.found.push(foundIn(row, plan, true, reader));

  for (const error of rowsAt(results, "scan_errors", doubts)) {
    const words = textAt(error, "errMsg");
    if (harmless.test(words)) reader.notes.push(words);
    else doubts.push(`The scan reports an error: ${words}`);
  }
  if (countAt(summary, "violated_policies") > broken.length + skipped.length) {
    doubts.push("The summary counts more violations than are listed.");
  }
  if (reader.found.length > 0 || countAt(summary, "policies_validated") > 0) reader.ran = true;
}

function foundIn(row: Row, plan: boolean, suppressed: boolean, reader: Reader): Found {
  const path = reader.pathOf(textAt(row, "file"));
  const resource = [textAt(row, "resource_type"), textAt(row, "resource_name")].filter(Boolean).join(".");
  const severityWord = textAt(row, "severity");
  return {
    tool,
    id: textAt(row, "rule_id"),
    kind: "config",
    place: resource ? [plan ? "" : folderOf(path), resource] : [path],
    severity: severityOf(severityWord),
    severityWord,
    resource: resource || path,
    path,
    line: lineAt(row, "line"),
    message: textAt(row, "description"),
    suppressed,
  };
}
