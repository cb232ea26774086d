// Checkov: one object for each framework, a list of these, or a bare summary when nothing was checked.

import {
  count,
  countAt,
  doubtUnknownLists,
  firstText,
  isRow,
  lineAt,
  listAt,
  type Row,
  rowAt,
  rowsAt,
  rowsOf,
  textAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { configPlace } from "@/lib/gate/places";
import { severityOf } from "@/lib/gate/severity";

const tool = "checkov";

export const checkov: Format = {
  name: "checkov-json",
  recognises: (document) =>
    Array.isArray(document) ? document.some(isChecked) : isChecked(document) || isSummary(document),
  read: (document, reader) => {
    reader.tools.push(tool);
    const elements = Array.isArray(document) ? rowsOf(document, "the report", reader.doubts) : [document];
    for (const element of elements) {
      if (isChecked(element)) readFramework(element as Row, reader);
      else if (!isSummary(element)) reader.doubts.push("One part of the list is not Checkov's.");
    }
  },
};

function isChecked(value: unknown): boolean {
  return isRow(value) && typeof value.check_type === "string" && isRow(value.results);
}

function isSummary(value: unknown): boolean {
  return isRow(value) && "checkov_version" in value && "passed" in value && "failed" in value;
}

const lists = ["passed_checks", "failed_checks", "skipped_checks", "parsing_errors"];

function readFramework(framework: Row, reader: Reader): void {
  const { doubts } = reader;
  const results = rowAt(framework, "results");
  const summary = rowAt(framework, "summary");
  const type = textAt(framework, "check_type");
  doubtUnknownLists(results, lists, doubts);
  doubtUnknownLists(framework, [], doubts);

  const passed = rowsAt(results, "passed_checks", doubts).length || countAt(summary, "passed");
  const failed = rowsAt(results, "failed_checks", doubts);
  const skipped = rowsAt(results, "skipped_checks", doubts);
  for (const check of failed) reader.found.push(foundIn(check, type, false, reader));
  for (const check of skipped) reader.found.push(foundIn(check, type, true, reader));

  if (passed + failed.length + skipped.length > 0) reader.ran = true;
  if (countAt(summary, "failed") > failed.length || countAt(summary, "skipped") > skipped.length) {
    doubts.push("The summary counts more checks than are listed.");
  }
  const unread = Math.max(listAt(results, "parsing_errors").length, countAt(summary, "parsing_errors"));
  if (unread > 0) doubts.push(`${count(unread, "file")} could not be parsed.`);
}

function foundIn(check: Row, type: string, suppressed: boolean, reader: Reader): Found {
  // For a plan, `file_path` is the module's file and `repo_file_path` the plan itself.
  const path = reader.pathOf(firstText(check, "repo_file_path", "file_path"));
  const resource = firstText(check, "resource_address", "resource");
  const [line] = listAt(check, "file_line_range");
  const severityWord = textAt(check, "severity");
  return {
    tool,
    id: textAt(check, "check_id"),
    kind: "config",
    aliases: [textAt(check, "bc_check_id")],
    place: configPlace(path, resource, {
      plan: type === "terraform_plan",
      terraform: type.startsWith("terraform"),
    }),
    severity: severityOf(severityWord),
    severityWord,
    resource: resource || path,
    path,
    line: lineAt({ line }, "line"),
    message: firstText(check, "check_name", "short_description"),
    suppressed,
  };
}
