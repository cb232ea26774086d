// Prowler in OCSF: a list of detection findings, one for each check and resource.

import { firstText, isRow, type Row, rowAt, rowsAt, rowsOf, textAt } from "@/lib/gate/fields";
import { type Format, type Found, type Reader, toolName } from "@/lib/gate/formats/format";
import { severityOf } from "@/lib/gate/severity";

export const prowler: Format = {
  name: "prowler-ocsf",
  recognises: (document) =>
    Array.isArray(document) && document.some((one) => isDetection(one) || isOlderProwler(one)),
  refuses: (document) =>
    (document as unknown[]).some(isDetection)
      ? null
      : "This is a report of Prowler before version 4. Send the OCSF report of a newer one.",
  read: (document, reader) => {
    for (const row of rowsOf(document, "the report", reader.doubts)) {
      if (isDetection(row)) readRow(row, reader);
      else reader.doubts.push("One part of the list is no detection finding.");
    }
  },
};

function isDetection(value: unknown): boolean {
  return isRow(value) && textAt(value, "class_name").replaceAll(" ", "") === "DetectionFinding";
}

function isOlderProwler(value: unknown): boolean {
  if (!isRow(value)) return false;
  return "AssessmentStartTime" in value || textAt(value, "class_name") === "Security Finding";
}

function readRow(row: Row, reader: Reader): void {
  const tool = toolName(textAt(rowAt(row, "metadata", "product"), "name")) || "prowler";
  const id = textAt(rowAt(row, "metadata"), "event_code");
  const code = textAt(row, "status_code").toUpperCase();
  reader.tools.push(tool);
  reader.ran ||= code !== "MANUAL";
  if (code === "MANUAL") reader.notEvaluated.push({ tool, id });
  else if (code !== "PASS") reader.found.push(...foundIn(row, tool, id, reader));
}

/** A finding for each resource of the record. */
function foundIn(row: Row, tool: string, id: string, reader: Reader): Found[] {
  const cloud = rowAt(row, "cloud");
  const account = textAt(rowAt(cloud, "account"), "uid") || textAt(rowAt(row, "unmapped"), "provider_uid");
  const resources = rowsAt(row, "resources", reader.doubts);
  const severityWord = textAt(row, "severity");

  return (resources.length > 0 ? resources : [{}]).map((resource) => {
    const name = firstText(resource, "uid", "name");
    const region = firstText(resource, "region", "namespace") || textAt(cloud, "region");
    return {
      tool,
      id,
      kind: "cloud",
      place: [account, region, name],
      severity: severityOf(severityWord),
      severityWord,
      resource: name || account,
      path: "",
      line: null,
      message: firstText(row, "message", "status_detail") || textAt(rowAt(row, "finding_info"), "title"),
      // The text, not `status_id`: that is 3 on every row of a real file.
      suppressed: textAt(row, "status") === "Suppressed",
    };
  });
}
