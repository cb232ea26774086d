// SARIF 2.1.0: the common log of many tools (OASIS Standard, section numbers below).

import {
  type Doubts,
  doubtUnknownLists,
  firstText,
  isRow,
  lineAt,
  listAt,
  type Row,
  rowAt,
  rowsAt,
  textAt,
  textOf,
  textsAt,
} from "@/lib/gate/fields";
import { sha256 } from "@/lib/gate/fingerprint";
import { type Format, type Found, type Reader, toolName } from "@/lib/gate/formats/format";
import { folderOf, imageName, packageUrl } from "@/lib/gate/places";
import { collapsed } from "@/lib/gate/plain-text";
import type { Kind } from "@/lib/gate/report";
import { trivyRule, vulnerability, vulnerabilityIn } from "@/lib/gate/rule-names";
import { severityOfSarif } from "@/lib/gate/severity";

export const sarif: Format = {
  name: "sarif",
  recognises: (document) => isRow(document) && "version" in document && "runs" in document,
  refuses: (document) => {
    const version = textAt(document as Row, "version");
    return version === "2.1.0"
      ? null
      : `This is SARIF ${version || "without a version"}; only 2.1.0 is read.`;
  },
  read: (document, reader) => {
    const log = document as Row;
    doubtUnknownLists(log, ["runs", "inlineExternalProperties"], reader.doubts);
    const beside = rowsAt(log, "inlineExternalProperties", reader.doubts);
    if (beside.some((properties) => listAt(properties, "results").length > 0)) {
      reader.doubts.push("Results stand beside the runs, where they are not read.");
    }
    let silent = 0;
    for (const run of rowsAt(log, "runs", reader.doubts)) if (!readRun(run, reader)) silent++;
    if (silent > 0 && reader.ran) reader.doubts.push("One of the runs has no results: its tool did not run.");
  },
};

const runKeys = [
  "invocations",
  "conversion",
  "versionControlProvenance",
  "artifacts",
  "logicalLocations",
  "graphs",
  "results",
  "runAggregates",
  "redactionTokens",
  "newlineSequences",
  "threadFlowLocations",
  "taxonomies",
  "addresses",
  "translations",
  "policies",
  "webRequests",
  "webResponses",
];

/** False when the tool did not run (results absent or null, 3.14.23). */
function readRun(run: Row, reader: Reader): boolean {
  const tool = toolOf(run);
  reader.tools.push(tool);
  doubtUnknownLists(run, runKeys, reader.doubts);
  doubtInvocations(run, reader.doubts);
  if (listAt(rowAt(run, "externalPropertyFileReferences"), "results").length > 0) {
    reader.doubts.push("Results stand in other files, which were not sent.");
  }
  if (run.results === undefined || run.results === null) return false;

  reader.ran = true;
  for (const result of rowsAt(run, "results", reader.doubts)) {
    const kind = textAt(result, "kind");
    const rule = ruleOf(run, result);
    if (kind === "open" || kind === "review") reader.notEvaluated.push({ tool, id: rule.id });
    else if (!notBroken.has(kind) && textAt(result, "baselineState") !== "absent") {
      reader.found.push(foundIn(run, result, rule, tool, reader));
    }
  }
  return true;
}

const notBroken = new Set(["pass", "notApplicable", "informational"]);

function toolOf(run: Row): string {
  const name = textAt(rowAt(run, "tool", "driver"), "name");
  if (name.trim()) return toolName(name);
  const [first] = listAt(run, "results").filter(isRow);
  return first && textAt(first, "ruleId").startsWith("CKV_") ? "checkov" : "unknown";
}

function doubtInvocations(run: Row, doubts: Doubts): void {
  // A log that was made of another one tells how that went as well.
  const converting = rowAt(run, "conversion", "invocation");
  for (const invocation of [...rowsAt(run, "invocations", doubts), converting]) {
    if (invocation.executionSuccessful === false) doubts.push("The tool says that its run failed.");
    for (const list of ["toolExecutionNotifications", "toolConfigurationNotifications"]) {
      for (const notice of rowsAt(invocation, list, doubts)) {
        const described = descriptorOf(run, rowAt(notice, "descriptor"));
        if (levelOf(notice, described) === "error")
          doubts.push(`The tool reports an error: ${messageOf(notice, described)}`);
      }
    }
  }
}

/** What a notification is, by its place in the tool's list or by its id (3.58.2). */
function descriptorOf(run: Row, reference: Row): Row {
  const described = listAt(rowAt(run, "tool", "driver"), "notifications").filter(isRow);
  const pointed = described[Number(reference.index ?? -1)];
  const id = textAt(reference, "id");
  return pointed ?? described.find((one) => id !== "" && textAt(one, "id") === id) ?? {};
}

/** Its own, else the one of its rule or descriptor, else warning. */
function levelOf(row: Row, described: Row): string {
  return textAt(row, "level") || textAt(rowAt(described, "defaultConfiguration"), "level") || "warning";
}

type Rule = { id: string; row: Row };

/** `ruleId`, `rule.id`, or the rule that the index points to, in the driver or in an extension (3.27.5–3.27.7). */
function ruleOf(run: Row, result: Row): Rule {
  const reference = rowAt(result, "rule");
  const id = firstText(result, "ruleId") || firstText(reference, "id");
  const components = [
    rowAt(run, "tool", "driver"),
    ...listAt(rowAt(run, "tool"), "extensions").filter(isRow),
  ];
  const home = componentOf(components, rowAt(reference, "toolComponent"));

  const index = result.ruleIndex ?? reference.index;
  const pointed = Number.isInteger(index) ? listAt(home, "rules")[index as number] : undefined;
  if (isRow(pointed) && isRuleOf(id, textAt(pointed, "id"))) {
    return { id: id || textAt(pointed, "id"), row: pointed };
  }
  const named = components.map((component) => rulesById(component).get(id)).find((row) => row !== undefined);
  return { id, row: named ?? {} };
}

function componentOf(components: Row[], reference: Row): Row {
  const [driver = {}, ...extensions] = components;
  if (Number.isInteger(reference.index)) return extensions[reference.index as number] ?? driver;
  const same = (key: string) => (component: Row) =>
    textAt(reference, key) !== "" && textAt(component, key) === textAt(reference, key);
  return components.find(same("guid")) ?? components.find(same("name")) ?? driver;
}

/** A result may name a part of the rule ("CA1000/1"); an index that points to another rule is not believed. */
function isRuleOf(id: string, rule: string): boolean {
  return id === "" || rule === "" || id === rule || id.startsWith(`${rule}/`);
}

const byId = new WeakMap<Row, Map<string, Row>>();

function rulesById(component: Row): Map<string, Row> {
  const known = byId.get(component);
  if (known) return known;
  const rules = listAt(component, "rules").filter(isRow);
  const made = new Map(rules.map((rule) => [textAt(rule, "id"), rule]));
  byId.set(component, made);
  return made;
}

function foundIn(run: Row, result: Row, rule: Rule, tool: string, reader: Reader): Found {
  const [location = {}] = listAt(result, "locations").filter(isRow);
  const physical = rowAt(location, "physicalLocation");
  const path = reader.pathOf(uriOf(run, physical));
  const logical = logicalName(run, location);
  const level = levelOf(result, rule.row);
  const score = textAt(rowAt(rule.row, "properties"), "security-severity");
  const message = messageOf(result, rule.row);
  const artifact = imageName(textAt(rowAt(run, "properties"), "imageName") || path);
  const identity = identityOf({ tool, rule, path, artifact, logical, message, result, physical });

  return {
    tool,
    ...identity,
    severity: severityOfSarif(score, level),
    severityWord: score || level,
    resource: identity.resource || logical || path,
    path,
    line: lineAt(rowAt(physical, "region"), "startLine"),
    message: identity.kind === "secret" ? secretTitle(rule.row) : message,
    suppressed: isSuppressed(result),
    toolFingerprint: textAt(rowAt(result, "partialFingerprints"), "primaryLocationLineHash"),
  };
}

type Identity = Pick<Found, "kind" | "id" | "aliases" | "together" | "place"> & { resource?: string };

type Told = {
  tool: string;
  rule: Rule;
  path: string;
  /** What a package lies in: the image that the log names, else the file. */
  artifact: string;
  logical: string;
  message: string;
  result: Row;
  physical: Row;
};

function identityOf({ tool, rule, path, artifact, logical, message, result, physical }: Told): Identity {
  const advisory = advisoryIn(tool, rule, message);
  if (advisory) {
    const name = advisory.package || logical.replace(/@[^@/]*$/, "");
    const { rule: id, aliases, together } = vulnerability(advisory.id, advisory.cves);
    const url = packageUrl(name, "", name);
    // Without a package, the place tells two of them apart; without that only the words do: one must not cover another.
    const place = [artifact, url || anchorOf(result, physical, logical) || sha256(collapsed(message))];
    return { kind: "vuln", id, aliases, together, place, resource: url };
  }

  const kind = kindOf(tool, rule.row);
  const id = tool === "trivy" && kind === "config" ? trivyRule(rule.id) : rule.id;
  if (kind === "config") return { kind, id, place: logical ? [folderOf(path), logical] : [path] };
  if (kind === "secret") return { kind, id, place: [path] };
  if (kind === "licence") return { kind, id, place: [path, packageIn(message)] };
  return { kind, id, place: [path, anchorOf(result, physical, logical)] };
}

type Advisory = { id: string; cves: string[]; package: string };

function advisoryIn(tool: string, rule: Rule, message: string): Advisory | null {
  const named = vulnerabilityIn(rule.id);
  if (named) return { id: named.id, cves: [], package: named.rest || packageIn(message) };
  if (!["snyk-open-source", "snyk-container"].includes(tool)) return null;
  // "(CVE-2021-23337,CVE-2020-8203) lodash@4.17.4": the version would move.
  const words = textAt(rowAt(rule.row, "fullDescription"), "text");
  const told = /^(?:\(([^)]*)\) )?(\S+)@[^@]*$/.exec(words);
  return { id: rule.id, cves: told?.[1]?.split(",") ?? [], package: told?.[2] ?? "" };
}

const configTools = new Set(["checkov", "tfsec", "terrascan", "snyk-iac"]);

function kindOf(tool: string, rule: Row): Kind {
  if (configTools.has(tool)) return "config";
  if (tool !== "trivy") return "code";
  const tags = textsAt(rowAt(rule, "properties"), "tags");
  if (tags.includes("secret")) return "secret";
  return tags.includes("license") ? "licence" : "config";
}

/** The first of: hash of the line, Snyk Code's fingerprint, the logical location, the snippet; or nothing. */
function anchorOf(result: Row, physical: Row, logical: string): string {
  const line = textAt(rowAt(result, "partialFingerprints"), "primaryLocationLineHash");
  if (line) return line;
  const own = textAt(rowAt(result, "fingerprints"), "0");
  if (/^[0-9a-f]{8,}$/i.test(own)) return own;
  if (logical) return logical;
  const snippet = textAt(rowAt(physical, "region", "snippet"), "text");
  return snippet.trim() ? sha256(collapsed(snippet)) : "";
}

function uriOf(run: Row, physical: Row): string {
  const artifact = rowAt(physical, "artifactLocation");
  const uri = textAt(artifact, "uri");
  if (uri || !Number.isInteger(artifact.index)) return uri;
  const listed = listAt(run, "artifacts")[artifact.index as number];
  return isRow(listed) ? textAt(rowAt(listed, "location"), "uri") : "";
}

function logicalName(run: Row, location: Row): string {
  const [logical = {}] = listAt(location, "logicalLocations").filter(isRow);
  const name = nameIn(logical);
  if (name || !Number.isInteger(logical.index)) return name;
  const listed = listAt(run, "logicalLocations")[logical.index as number];
  return isRow(listed) ? nameIn(listed) : "";
}

/** Terrascan tells an address as kind and name: "aws_ami", "web". */
function nameIn(logical: Row): string {
  const full = firstText(logical, "fullyQualifiedName", "decoratedName");
  const [kind, name] = [textAt(logical, "kind"), textAt(logical, "name")];
  return full || (kind && name ? `${kind}.${name}` : name);
}

/** The text, or the rule's message by `id` with the `arguments` in its places (3.11). */
function messageOf(result: Row, rule: Row): string {
  const message = rowAt(result, "message");
  const strings = rowAt(rule, "messageStrings", textAt(message, "id"));
  const text = firstText(message, "text") || firstText(strings, "text");
  const words = listAt(message, "arguments").map(textOf);
  const filled = text.replace(/\{(\d{1,3})\}/g, (place, index) => words[Number(index)] ?? place);
  return filled || firstText(rowAt(rule, "shortDescription"), "text");
}

/** "Package: musl" of Trivy and Docker Scout, at the end of a line in old ones; OSV-Scanner's "Package 'ajv@6.10.2' is vulnerable to …". */
function packageIn(message: string): string {
  const [, listed, quoted] =
    /(?:^| )Package *: ([^\r\n]+)|^Package '(.+)@[^'@]*' is vulnerable/m.exec(message) ?? [];
  return (listed ?? quoted ?? "").trim().replace(/\.$/, "");
}

/** A secret's message quotes the line that holds it; the rule's title does not. */
function secretTitle(rule: Row): string {
  return firstText(rowAt(rule, "shortDescription"), "text") || "A secret was found.";
}

// A suppression without a status counts as accepted; one that is under review or rejected undoes the others (3.35.3).
function isSuppressed(result: Row): boolean {
  const suppressions = listAt(result, "suppressions").filter(isRow);
  const undone = suppressions.some((one) => ["underReview", "rejected"].includes(textAt(one, "status")));
  return suppressions.length > 0 && !undone;
}
