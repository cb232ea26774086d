// A report that it cannot trust is never "compliant" (R23): whatever arrives becomes findings and one of four statuses,
// and what is not understood is said, not skipped.

import { parseJson } from "@/lib/gate/bounded-json";
import { parseYaml } from "@/lib/gate/bounded-yaml";
import { isRow, type Row, textAt } from "@/lib/gate/fields";
import { fingerprint, resourceKey, ruleName, sha256 } from "@/lib/gate/fingerprint";
import { checkov } from "@/lib/gate/formats/checkov";
import { conftest } from "@/lib/gate/formats/conftest";
import { type Format, type Found, newReader, type Reading } from "@/lib/gate/formats/format";
import { grype } from "@/lib/gate/formats/grype";
import { policyReport } from "@/lib/gate/formats/policy-report";
import { prowler } from "@/lib/gate/formats/prowler";
import { sarif } from "@/lib/gate/formats/sarif";
import { semgrep } from "@/lib/gate/formats/semgrep";
import { snyk } from "@/lib/gate/formats/snyk";
import { terrascan } from "@/lib/gate/formats/terrascan";
import { tfsec } from "@/lib/gate/formats/tfsec";
import { trivy } from "@/lib/gate/formats/trivy";
import { bare, shown } from "@/lib/gate/plain-text";
import { type Finding, type Report, type ToolRule, worseSeverity } from "@/lib/gate/report";
import { unique } from "@/lib/gate/rule-names";
import { unpack } from "@/lib/gate/unpack";

export const mostFindings = 100_000;

const formats: Format[] = [
  sarif,
  trivy,
  checkov,
  conftest,
  policyReport,
  prowler,
  snyk,
  terrascan,
  semgrep,
  grype,
  tfsec,
];

type Options = {
  /** The checkout folder, cut from the front of paths. */
  root?: string;
  /** The format by name ("trivy-json"), for an empty report whose shape cannot tell. */
  format?: string;
};

export function readReport(bytes: Uint8Array, { root = "", format = "" }: Options = {}): Report {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return { ...unreadable(unpacked.why), tooLarge: unpacked.tooLarge };

  const parsed = parse(unpacked.text.replace(/^\uFEFF/, ""));
  if (!parsed.ok) return unreadable(parsed.why);

  if (isEmptyList(parsed.value)) return emptyList(format);
  const chosen = formatOf(parsed.value);
  if ("why" in chosen) return unreadable(chosen.why, chosen.format);

  const report = read(parsed.value, chosen.format, root);
  const notes = [...report.notes];
  if (parsed.repaired) notes.push("Repaired: raw control characters inside strings were escaped.");
  if (format && format !== chosen.format.name) notes.push(`This was announced as ${shown(format, 40)}.`);
  return { ...report, notes };
}

type Document = { ok: true; value: unknown; repaired: boolean } | { ok: false; why: string };

function parse(text: string): Document {
  if (!text.trim()) return { ok: false, why: "This is empty." };
  if (/^\s*</.test(text)) return { ok: false, why: "This looks like XML or a web page, not like a report." };

  const json = parseJson(text);
  // Only policy reports come as YAML.
  if (json.ok || !/^\s*kind:\s*\w*(Report|List)\b/m.test(text)) return json;
  const yaml = parseYaml(text);
  return yaml.ok ? { ok: true, value: yaml.values, repaired: false } : yaml;
}

type Chosen = { format: Format } | { why: string; format?: Format };

function formatOf(document: unknown): Chosen {
  const known = formats.find((format) => format.recognises(document));
  if (!known) return { why: noReport(document) };
  const why = known.refuses?.(document);
  return why ? { why, format: known } : { format: known };
}

/** Says what was recognised, where it is something else that teams have at hand. */
function noReport(document: unknown): string {
  const [first] = Array.isArray(document) ? document : [document];
  if (!isRow(first)) return "This is not a report of a kind that is known here.";
  const [tool] = otherReports.find(([, is]) => is(first)) ?? [];
  if (tool) return `This is ${tool} in its own form, which is not read here. Send it as SARIF.`;
  const [name] = otherDocuments.find(([, is]) => is(first)) ?? [];
  return name
    ? `This is ${name}, not the report of a scan.`
    : "This is not a report of a kind that is known here.";
}

const otherReports: [string, (document: Row) => boolean][] = [
  ["a report of Bandit", (document) => "metrics" in document && Array.isArray(document.results)],
  ["a report of KICS", (document) => "queries" in document && "files_scanned" in document],
  ["a report of OSV-Scanner", (document) => "experimental_config" in document || isOsvs(document)],
  ["a report of npm audit", (document) => "auditReportVersion" in document || "advisories" in document],
  ["a report of Gitleaks", (document) => "RuleID" in document && "StartLine" in document],
  ["a report of TruffleHog", (document) => "DetectorName" in document],
  ["a report of Brakeman", (document) => "scan_info" in document && "warnings" in document],
  ["a report of gosec", (document) => "Issues" in document && "Stats" in document],
  ["a report of ESLint", (document) => "filePath" in document && "messages" in document],
];

function isOsvs({ results }: Row): boolean {
  return Array.isArray(results) && results.some((row) => isRow(row) && "packages" in row);
}

const otherDocuments: [string, (document: Row) => boolean][] = [
  ["an OpenVEX document", (document) => textAt(document, "@context").includes("openvex")],
  ["a CycloneDX bill of materials", (document) => textAt(document, "bomFormat") === "CycloneDX"],
  ["an SPDX bill of materials", (document) => "spdxVersion" in document],
  ["a CSAF document", (document) => "document" in document && "product_tree" in document],
  [
    "a finding in the form of AWS Security Hub",
    (document) => "ProductArn" in document || "Findings" in document,
  ],
  ["an OSCAL document", (document) => "plan-of-action-and-milestones" in document],
  ["a Kubernetes object", (document) => "apiVersion" in document && "kind" in document],
];

function read(document: unknown, format: Format, root: string): Report {
  const reader = newReader(root);
  format.read(document, reader);
  if (reader.found.length > mostFindings) {
    return { ...unreadable("This holds more than 100,000 findings.", format), tooLarge: true };
  }

  const doubts = unique(reader.doubts.map((doubt) => shown(doubt)));
  return {
    format: format.name,
    tools: unique(reader.tools.map((tool) => bare(tool))).slice(0, 50),
    status: statusOf(reader),
    tooLarge: false,
    findings: grouped(reader.found),
    found: reader.found.length,
    suppressed: reader.found.filter(({ suppressed }) => suppressed).length,
    notEvaluated: leftOpen(reader),
    notes: [...doubts, ...unique(reader.notes.map((note) => shown(note)))].slice(0, 20),
  };
}

/** Each rule once. */
function leftOpen({ notEvaluated }: Reading): ToolRule[] {
  const rules = notEvaluated.map(({ tool, id }) => ({ tool: bare(tool), id: bare(id) }));
  return [...new Map(rules.map((rule) => [`${rule.tool}:${rule.id}`, rule])).values()];
}

function statusOf({ ran, doubts }: Reading): Report["status"] {
  if (!ran) return "nothing evaluated";
  return doubts.length > 0 ? "partial" : "evaluated";
}

/** One finding for each fingerprint, with the number of its occurrences. */
function grouped(found: Found[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const one of found) {
    const named = nameOf(one);
    const known = findings.get(named.fingerprint);
    if (known) merge(known, one, named);
    else findings.set(named.fingerprint, findingOf(one, named));
  }
  return [...findings.values()];
}

type Named = { rule: ToolRule; fingerprint: string; aliases: string[]; at: (id: string) => string };

function nameOf({ kind, place, tool, id, message, aliases = [] }: Found): Named {
  // A record that names no rule has at least its words: two of them are not one.
  const rule = { tool: bare(tool), id: bare(id) || `unnamed:${sha256(message).slice(0, 12)}` };
  const at = (name: string) => fingerprint(kind, ruleName(kind, rule.tool, name), place);
  const others = unique(aliases.map(bare)).filter((alias) => alias !== rule.id);
  return { rule, fingerprint: at(rule.id), aliases: others, at };
}

function merge(known: Finding, again: Found, { aliases, at }: Named): void {
  known.occurrences += 1;
  known.severity = worseSeverity(known.severity, again.severity);
  known.suppressedByTool &&= again.suppressed;
  known.ways = waysOf(again.way, known.ways);
  if (aliases.every((alias) => known.aliases.includes(alias))) return;
  known.aliases = unique([...known.aliases, ...aliases]);
  known.aliasFingerprints = known.aliases.map(at);
}

function findingOf(found: Found, { rule, fingerprint, aliases, at }: Named): Finding {
  const { kind, place, suppressed, line, severity, together = [] } = found;
  return {
    kind,
    rule,
    aliases,
    fingerprint,
    aliasFingerprints: aliases.map(at),
    togetherFingerprints: together.map(at),
    resourceKey: resourceKey(kind, place),
    place: place.map(bare),
    ways: waysOf(found.way),
    toolFingerprint: found.toolFingerprint ? shown(found.toolFingerprint, 200) : null,
    severity,
    severityWord: shown(found.severityWord, 40),
    resource: shown(found.resource, 300),
    location: { path: shown(found.path, 300), line },
    message: shown(found.message),
    occurrences: 1,
    suppressedByTool: suppressed,
  };
}

const mostWays = 100;

/** Undefined where there is none, so that it is not kept. */
function waysOf(way: string | undefined, known: string[] = []): string[] | undefined {
  const ways = way && known.length < mostWays ? unique([...known, shown(way, 1000)]) : known;
  return ways.length > 0 ? ways : undefined;
}

function isEmptyList(document: unknown): boolean {
  return Array.isArray(document) && document.length === 0;
}

/** Several tools write "[]" when they checked nothing: only the announced format tells which it was. */
function emptyList(announced: string): Report {
  const format = formats.find(({ name }) => name === announced);
  return {
    ...unreadable("This is an empty list: nothing shows that a check ran.", format),
    tools: format ? [format.name.replace(/-(json|ocsf)$/, "")] : [],
    status: "nothing evaluated",
  };
}

function unreadable(why: string, format?: Format): Report {
  return {
    format: format?.name ?? "unknown",
    tools: [],
    status: "unreadable",
    tooLarge: false,
    findings: [],
    found: 0,
    suppressed: 0,
    notEvaluated: [],
    notes: [why],
  };
}
