// Policy reports of a cluster: Kyverno, kube-bench, Trivy's adapter and others; JSON or YAML, one or a list.

import {
  countAt,
  doubtUnknownLists,
  firstText,
  isRow,
  type Row,
  rowAt,
  rowsAt,
  textAt,
} from "@/lib/gate/fields";
import { type Format, type Found, type Reader, toolName } from "@/lib/gate/formats/format";
import { severityOf } from "@/lib/gate/severity";

const groups = ["wgpolicyk8s.io/", "reports.x-k8s.io/", "openreports.io/"];
const kinds = ["PolicyReport", "ClusterPolicyReport", "Report", "ClusterReport"];

/** A stream of YAML documents arrives as one list. */
export const policyReport: Format = {
  name: "policy-report",
  recognises: (document) => reportsIn(document).length > 0,
  read: (document, reader) => {
    for (const report of reportsIn(document)) readOne(report, reader);
    if (strangersIn(document) > 0) reader.doubts.push("Some parts are not policy reports and were not read.");
  },
};

function reportsIn(document: unknown): Row[] {
  return objectsIn(document).filter(isReport);
}

function strangersIn(document: unknown): number {
  return objectsIn(document).filter((one) => !isReport(one)).length;
}

function objectsIn(document: unknown): unknown[] {
  const parts = Array.isArray(document) ? document : [document];
  return parts.flatMap((part) => (isRow(part) && isList(part) ? (part.items as unknown[]) : [part]));
}

function isList(row: Row): boolean {
  return textAt(row, "kind").endsWith("List") && Array.isArray(row.items);
}

function isReport(value: unknown): value is Row {
  if (!isRow(value)) return false;
  const group = textAt(value, "apiVersion");
  return kinds.includes(textAt(value, "kind")) && groups.some((one) => group.startsWith(one));
}

function readOne(report: Row, reader: Reader): void {
  const { doubts } = reader;
  doubtUnknownLists(report, ["results"], doubts);
  const rows = rowsAt(report, "results", doubts);
  let listed = 0;
  if (rows.length === 0) reader.tools.push(toolOf(report, {}));

  for (const row of rows) {
    const tool = toolOf(report, row);
    const result = textAt(row, "result").toLowerCase();
    reader.tools.push(tool);
    if (result === "error") reader.notEvaluated.push({ tool, id: ruleOf(row) });
    // No result at all is a finding: an adapter that leaves it out lists what is broken.
    else if (result !== "pass") reader.found.push(...foundIn(report, row, tool, result));
    if (result !== "error" && result !== "skip") reader.ran = true;
    if (!["pass", "skip", "error"].includes(result)) listed++;
  }

  const summary = rowAt(report, "summary");
  if (countAt(summary, "fail") + countAt(summary, "warn") > listed) {
    doubts.push("The summary counts more failures than are listed.");
  }
}

function toolOf(report: Row, row: Row): string {
  const labels = rowAt(report, "metadata", "labels");
  const name = firstText(row, "source") || firstText(report, "source");
  return toolName(name || textAt(labels, "policy.kubernetes.io/engine")) || "policy-report";
}

/** Trivy's adapter and kube-bench put the rule's id into the properties. */
function ruleOf(row: Row): string {
  const properties = rowAt(row, "properties");
  const own = firstText(properties, "VulnerabilityID", "index");
  return own || [textAt(row, "policy"), textAt(row, "rule")].filter((name) => name.trim()).join("/");
}

/** A finding for each resource that the entry names; else for the report's own scope or name. */
function foundIn(report: Row, row: Row, tool: string, result: string): Found[] {
  const severityWord = textAt(row, "severity");
  const severity = severityWord ? severityOf(severityWord) : result === "warn" ? "low" : "unknown";
  return resourcesOf(report, row).map((place) => ({
    tool,
    id: ruleOf(row),
    kind: "cluster",
    place,
    severity,
    severityWord: severityWord || result,
    resource: place.filter((name) => name !== "").join("/"),
    path: "",
    line: null,
    message: firstText(row, "message", "description") || firstText(row, "policy"),
    suppressed: result === "skip",
  }));
}

function resourcesOf(report: Row, row: Row): string[][] {
  const own = [...rowsAt(row, "resources", []), ...rowsAt(row, "subjects", [])];
  const scope = rowAt(report, "scope");
  const metadata = rowAt(report, "metadata");
  const namespace = textAt(metadata, "namespace");

  if (own.length > 0) return own.map((resource) => placeOf(resource, namespace, metadata));
  if (textAt(scope, "name")) return [placeOf(scope, namespace, metadata)];
  return [[namespace, textAt(report, "kind"), textAt(metadata, "name")]];
}

/** Namespace, kind, name. A Pod comes and goes: it takes the name of its owner, if the report tells it. */
function placeOf(resource: Row, namespace: string, metadata: Row): string[] {
  const home = textAt(resource, "namespace") || namespace;
  const [kind, name] = [textAt(resource, "kind"), textAt(resource, "name")];
  const owners = [...rowsAt(resource, "ownerReferences", []), ...rowsAt(metadata, "ownerReferences", [])];
  const owner = kind === "Pod" ? owners.find((one) => textAt(one, "kind") !== "Pod") : undefined;
  return owner ? [home, textAt(owner, "kind"), textAt(owner, "name")] : [home, kind, name];
}
