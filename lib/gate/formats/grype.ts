// Grype.

import {
  doubtUnknownLists,
  firstText,
  isRow,
  listAt,
  type Row,
  rowAt,
  rowsAt,
  textAt,
} from "@/lib/gate/fields";
import type { Format, Found, Reader } from "@/lib/gate/formats/format";
import { imageName, packageUrl } from "@/lib/gate/places";
import { vulnerability } from "@/lib/gate/rule-names";
import { severityOf } from "@/lib/gate/severity";

const tool = "grype";

export const grype: Format = {
  name: "grype-json",
  recognises: (document) =>
    isRow(document) &&
    "matches" in document &&
    ("source" in document || "descriptor" in document || holdsMatch(document)),
  read: (document, reader) => {
    reader.tools.push(tool);
    readMatches(document as Row, reader);
  },
};

function holdsMatch(document: Row): boolean {
  const [first] = listAt(document, "matches");
  return isRow(first) && isRow(first.vulnerability) && isRow(first.artifact);
}

const lists = ["matches", "ignoredMatches", "alertsByPackage"];

function readMatches(document: Row, reader: Reader): void {
  const { doubts } = reader;
  doubtUnknownLists(document, lists, doubts);
  if (!Array.isArray(document.matches)) doubts.push("The list of matches is missing.");
  for (const row of rowsAt(document, "matches", doubts))
    reader.found.push(foundIn(document, row, false, reader));
  for (const row of rowsAt(document, "ignoredMatches", doubts)) {
    reader.found.push(foundIn(document, row, true, reader));
  }

  const options = rowAt(document, "descriptor", "configuration");
  if (options["only-fixed"] === true) doubts.push("Only what has a fix was reported (only-fixed).");
  if (options["only-notfixed"] === true) doubts.push("Only what has no fix was reported (only-notfixed).");
  if (reader.found.length > 0 || (isRow(document.source) && isRow(document.descriptor))) reader.ran = true;
}

function foundIn(document: Row, match: Row, suppressed: boolean, reader: Reader): Found {
  const advisory = rowAt(match, "vulnerability");
  const related = rowsAt(match, "relatedVulnerabilities", reader.doubts).map((one) => textAt(one, "id"));
  const { rule, aliases, together } = vulnerability(textAt(advisory, "id"), related);
  const package_ = rowAt(match, "artifact");
  const url = packageUrl(textAt(package_, "purl"), textAt(package_, "type"), textAt(package_, "name"));
  const [location = {}] = listAt(package_, "locations").filter(isRow);
  const path = reader.pathOf(firstText(location, "path", "accessPath", "RealPath"));
  const severityWord = textAt(advisory, "severity");
  return {
    tool,
    id: rule,
    kind: "vuln",
    aliases,
    together,
    place: [imageOf(document) || path, url],
    severity: severityOf(severityWord),
    severityWord,
    resource: url || textAt(package_, "name"),
    path,
    line: null,
    message: firstText(advisory, "description") || relatedDescription(match),
    suppressed,
  };
}

/** Grype leaves many descriptions to the entry in the national database. */
function relatedDescription(match: Row): string {
  const [related = {}] = listAt(match, "relatedVulnerabilities").filter(isRow);
  return textAt(related, "description");
}

function imageOf(document: Row): string {
  const source = rowAt(document, "source");
  if (textAt(source, "type") !== "image") return "";
  const target = rowAt(source, "target");
  const [tag = ""] = listAt(target, "tags").filter((one) => typeof one === "string");
  return imageName(firstText(target, "userInput") || String(tag));
}
