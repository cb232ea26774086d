// Snyk: open source, container and infrastructure as code; one project or a list of them.

import {
  countAt,
  doubtUnknownLists,
  firstText,
  isRow,
  lineAt,
  type Row,
  rowAt,
  rowsAt,
  rowsOf,
  textAt,
  textsAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { configPlace, imageName, packageUrl } from "@/lib/gate/places";
import { vulnerability } from "@/lib/gate/rule-names";
import { severityOf } from "@/lib/gate/severity";

const tool = "snyk";

export const snyk: Format = {
  name: "snyk-json",
  recognises: (document) =>
    Array.isArray(document) ? document.some(isProject) : isProject(document) || isError(document),
  read: (document, reader) => {
    reader.tools.push(tool);
    const parts = Array.isArray(document) ? rowsOf(document, "the report", reader.doubts) : [document as Row];
    for (const part of parts) readPart(part, reader);
  },
};

function isProject(value: unknown): boolean {
  if (!isRow(value)) return false;
  if (Array.isArray(value.infrastructureAsCodeIssues)) return true;
  return Array.isArray(value.vulnerabilities) && ("packageManager" in value || "summary" in value);
}

function isError(value: unknown): boolean {
  return isRow(value) && value.ok === false && "error" in value && !("vulnerabilities" in value);
}

function readPart(part: Row, reader: Reader): void {
  if (!isProject(part)) {
    const words = firstText(part, "error", "message", "path");
    reader.doubts.push(words ? `Snyk could not test a part: ${words}` : "Snyk could not test a part.");
  } else if (Array.isArray(part.infrastructureAsCodeIssues)) readInfrastructure(part, reader);
  else readPackages(part, reader);
}

/** `infrastructureAsCodeSuccesses` are passes; newer versions list them. */
const projectLists = [
  "vulnerabilities",
  "infrastructureAsCodeIssues",
  "infrastructureAsCodeSuccesses",
  "applications",
];

function readPackages(project: Row, reader: Reader): void {
  const { doubts } = reader;
  doubtUnknownLists(project, projectLists, doubts);
  const rows = rowsAt(project, "vulnerabilities", doubts);
  const filtered = rowAt(project, "filtered");
  const hidden = rowsAt(filtered, "ignore", doubts);
  doubtUnknownLists(filtered, ["ignore", "patch"], doubts);
  for (const row of rows) reader.found.push(packageIn(project, row, false, reader));
  for (const row of hidden) reader.found.push(packageIn(project, row, true, reader));

  const broken = rows.length + hidden.length;
  const ids = new Set([...rows, ...hidden].map((row) => textAt(row, "id")));
  if (countAt(project, "uniqueCount") > ids.size)
    doubts.push("The summary counts more issues than are listed.");
  else if (project.ok === false && broken === 0)
    doubts.push("Snyk says that it found issues and lists none.");
  if (broken > 0 || countAt(project, "dependencyCount") > 0) reader.ran = true;
  else doubts.push("A project without dependencies was not tested.");

  // The applications found inside an image.
  for (const inner of rowsAt(project, "applications", doubts)) readPart(inner, reader);
}

function packageIn(project: Row, row: Row, suppressed: boolean, reader: Reader): Found {
  const identifiers = rowAt(row, "identifiers");
  const names = [...textsAt(identifiers, "CVE"), ...textsAt(identifiers, "GHSA")];
  const { rule, aliases, together } = vulnerability(textAt(row, "id"), names);
  const manager = firstText(row, "packageManager") || textAt(project, "packageManager");
  const url = packageUrl("", manager, firstText(row, "packageName", "moduleName", "name"));
  const artifact = artifactOf(project, reader);
  return {
    ...common(row),
    id: rule,
    kind: "vuln",
    aliases,
    together,
    place: [artifact, url],
    resource: url || artifact,
    path: artifact,
    line: null,
    suppressed,
    // The first is the project itself, which Snyk's policy file leaves out.
    way: textsAt(row, "from").slice(1).join(" > "),
  };
}

/** The image, or the manifest. */
function artifactOf(project: Row, reader: Reader): string {
  const name = textAt(project, "projectName");
  const isImage = isRow(project.docker) || name.startsWith("docker-image|");
  if (isImage) return imageName(firstText(project, "path") || name.replace("docker-image|", ""));
  const file = firstText(project, "displayTargetFile", "targetFile");
  return file ? reader.pathOf(file) : name;
}

function readInfrastructure(project: Row, reader: Reader): void {
  const { doubts } = reader;
  doubtUnknownLists(project, projectLists, doubts);
  const path = reader.pathOf(firstText(project, "displayTargetFile", "targetFile"));
  const terraform = textAt(project, "packageManager").startsWith("terraform");
  const plan = terraform && path.endsWith(".json");
  const rows = rowsAt(project, "infrastructureAsCodeIssues", doubts);
  // Where passes are listed, none and no issue mean that no rule fitted the file.
  const passes = project.infrastructureAsCodeSuccesses;
  if (!Array.isArray(passes) || passes.length + rows.length > 0) reader.ran = true;

  for (const row of rows) {
    const address = textsAt(row, "path")
      .filter((part, at) => at > 0 || part !== "input")
      .join(".");
    reader.found.push({
      ...common(row),
      id: firstText(row, "id", "publicId"),
      kind: "config",
      place: configPlace(path, address, { plan, terraform }),
      resource: address || path,
      path,
      line: lineAt(row, "lineNumber"),
      suppressed: row.isIgnored === true,
    });
  }
}

function common(row: Row) {
  const severityWord = firstText(row, "severityWithCritical", "severity");
  return { tool, severity: severityOf(severityWord), severityWord, message: firstText(row, "title", "msg") };
}
