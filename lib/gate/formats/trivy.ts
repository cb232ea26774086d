// Trivy: reports of schema 2, of clusters (`trivy k8s`), and the bare list of versions before 0.20.

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
import { trivyRule, vulnerability } from "@/lib/gate/rule-names";
import { severityOf } from "@/lib/gate/severity";

const tool = "trivy";

export const trivy: Format = {
  name: "trivy-json",
  recognises: (document) =>
    document === null ||
    (isRow(document) && (typeof document.SchemaVersion === "number" || "ClusterName" in document)) ||
    (Array.isArray(document) && document.some((one) => isRow(one) && typeof one.Target === "string")),
  refuses: (document) => {
    if (!isRow(document) || "ClusterName" in document || document.SchemaVersion === 2) return null;
    return `This is a Trivy report of schema ${textAt(document, "SchemaVersion") || "unknown"}; only 2 is read.`;
  },
  read: (document, reader) => {
    reader.tools.push(tool);
    if (Array.isArray(document)) readResults({ Results: document }, noArtifact, reader);
    else if (isRow(document) && "ClusterName" in document) readCluster(document, reader);
    else if (isRow(document)) readDocument(document, reader);
  },
};

type Artifact = {
  image: string;
  reference: string;
  workload: { namespace: string; kind: string; name: string } | null;
};
const noArtifact: Artifact = { image: "", reference: "", workload: null };

function readDocument(document: Row, reader: Reader): void {
  doubtUnknownLists(document, ["Results"], reader.doubts);
  const reference = textAt(document, "ArtifactName");
  const isImage = textAt(document, "ArtifactType") === "container_image";
  readResults(document, { ...noArtifact, reference, image: isImage ? imageName(reference) : "" }, reader);
}

/** "Resources" since 0.36; "Vulnerabilities" and "Misconfigurations" before, each a list of workloads. */
const workloadLists = ["Resources", "Findings", "Vulnerabilities", "Misconfigurations"];

function readCluster(document: Row, reader: Reader): void {
  doubtUnknownLists(document, workloadLists, reader.doubts);
  for (const list of workloadLists) {
    for (const workload of rowsAt(document, list, reader.doubts)) {
      if (textAt(workload, "Error"))
        reader.doubts.push(`A workload was not scanned: ${textAt(workload, "Error")}`);
      const named = {
        namespace: textAt(workload, "Namespace"),
        kind: textAt(workload, "Kind"),
        name: textAt(workload, "Name"),
      };
      readResults(workload, { ...noArtifact, workload: named }, reader);
    }
  }
}

const resultLists = [
  "Packages",
  "Vulnerabilities",
  "Misconfigurations",
  "Secrets",
  "Licenses",
  "CustomResources",
  "ExperimentalModifiedFindings",
];

function readResults(parent: Row, artifact: Artifact, reader: Reader): void {
  for (const result of rowsOf(parent.Results, "Results", reader.doubts)) {
    if (textAt(result, "Target")) reader.ran = true;
    doubtUnknownLists(result, resultLists, reader.doubts);
    readResult(result, { result, artifact, reader });
  }
}

type Here = { result: Row; artifact: Artifact; reader: Reader };

function readResult(result: Row, here: Here): void {
  const { doubts, found } = here.reader;
  for (const row of rowsAt(result, "Vulnerabilities", doubts)) found.push(vulnerabilityIn(row, here));
  for (const row of rowsAt(result, "Secrets", doubts)) found.push(secretIn(row, here));
  for (const row of rowsAt(result, "Licenses", doubts)) found.push(licenceIn(row, here));

  const broken = rowsAt(result, "Misconfigurations", doubts).filter(
    (row) => textAt(row, "Status") !== "PASS",
  );
  for (const row of broken) {
    found.push({ ...misconfigurationIn(row, here), suppressed: textAt(row, "Status") === "EXCEPTION" });
  }
  const modified = rowsAt(result, "ExperimentalModifiedFindings", doubts);
  const summary = rowAt(result, "MisconfSummary");
  if (countAt(summary, "Failures") > broken.length) {
    doubts.push("The summary counts more failures than are listed.");
  }
  const hidden = broken.filter((row) => textAt(row, "Status") === "EXCEPTION").length + modified.length;
  if (countAt(summary, "Exceptions") > hidden) {
    doubts.push("An exception in Trivy's own policies hid a failure, which is not listed.");
  }
  for (const row of modified) {
    const one = hiddenIn(row, here);
    if (one) found.push({ ...one, suppressed: true });
    else doubts.push("A suppressed finding is of an unknown type.");
  }
}

/** With `--show-suppressed`: what an ignore file or a VEX document hid. */
function hiddenIn(row: Row, here: Here): Found | null {
  const finding = rowAt(row, "Finding");
  const readers: Record<string, (row: Row, here: Here) => Found> = {
    vulnerability: vulnerabilityIn,
    misconfiguration: misconfigurationIn,
    secret: secretIn,
    license: licenceIn,
  };
  const type = textAt(row, "Type").toLowerCase();
  return Object.hasOwn(readers, type) ? (readers[type]?.(finding, here) ?? null) : null;
}

function vulnerabilityIn(row: Row, here: Here): Found {
  const name = textAt(row, "PkgName");
  const url = packageUrl(textAt(rowAt(row, "PkgIdentifier"), "PURL"), textAt(here.result, "Type"), name);
  const artifact = artifactOf(here);
  // VendorIDs are no aliases: one advisory of a vendor closes many CVEs.
  const { rule, aliases, together } = vulnerability(textAt(row, "VulnerabilityID"), []);
  return {
    ...common(row, here),
    kind: "vuln",
    id: rule,
    aliases,
    together,
    place: [artifact, url],
    resource: url || name || artifact,
    message: firstText(row, "Title", "Description"),
  };
}

function misconfigurationIn(row: Row, here: Here): Found {
  const id = trivyRule(firstText(row, "ID", "AVDID"));
  const aliases = [textAt(row, "AVDID"), ...textsAt(row, "Aliases")].map(trivyRule);
  const cause = rowAt(row, "CauseMetadata");
  const address = textAt(cause, "Resource").trim();
  const workload = workloadOf(here);
  const file = targetOf(here);
  const type = textAt(here.result, "Type").toLowerCase();
  const found = {
    ...common(row, here),
    id,
    aliases,
    line: lineAt(cause, "StartLine"),
    message: firstText(row, "Message", "Title"),
  };
  if (workload) {
    const place = [workload.namespace, workload.kind, workload.name];
    return { ...found, kind: "cluster", place, resource: place.filter(Boolean).join("/") };
  }
  const place = configPlace(file, address, {
    plan: type.startsWith("terraformplan"),
    terraform: type.startsWith("terraform"),
  });
  return { ...found, kind: "config", place, resource: address || file };
}

function secretIn(row: Row, here: Here): Found {
  const path = ownTarget(here);
  return {
    ...common(row, here),
    kind: "secret",
    id: textAt(row, "RuleID"),
    place: [path],
    resource: path,
    // Never `Match`: it quotes the secret.
    message: firstText(row, "Title", "Category"),
  };
}

function licenceIn(row: Row, here: Here): Found {
  const file = textAt(row, "FilePath");
  const name = textAt(row, "PkgName");
  const where = file ? here.reader.pathOf(file) : artifactOf(here);
  return {
    ...common(row, here),
    kind: "licence",
    id: textAt(row, "Name"),
    place: [where, name],
    resource: name || where,
    message: `Licence ${textAt(row, "Name")}${name ? ` of ${name}` : ""}`,
  };
}

function common(row: Row, here: Here) {
  const severityWord = textAt(row, "Severity");
  return {
    tool,
    severity: severityOf(severityWord),
    severityWord,
    path: targetOf(here),
    line: lineAt(row, "StartLine"),
    suppressed: false,
  };
}

/** The image, wherever in it the package lies; else the manifest. */
function artifactOf(here: Here): string {
  return here.artifact.image || ownTarget(here);
}

/** In a cluster "Java" or "app/key.pem" lies in many images, which have no name there: the workload tells them apart. */
function ownTarget(here: Here): string {
  const { workload } = here.artifact;
  if (!workload || isSystem(here.result)) return targetOf(here);
  return [workload.namespace, workload.kind, workload.name, targetOf(here)].filter(Boolean).join("/");
}

/** The file; for the system packages of an image its name, without the tag and "(alpine 3.10.2)". */
function targetOf({ result, artifact, reader }: Here): string {
  const target = textAt(result, "Target");
  const ofImage = artifact.reference !== "" && artifact.image !== "" && target.startsWith(artifact.reference);
  if (!isSystem(result) && !ofImage) return reader.pathOf(target);
  return artifact.image || imageName(target.replace(systemEnd, ""));
}

const systemEnd = / \([^()]*\)$/;

/** Before 0.20 there was no class: "app:1.2 (alpine 3.10.2)" tells. */
function isSystem(result: Row): boolean {
  const told = textAt(result, "Class");
  return told ? told === "os-pkgs" : systemEnd.test(textAt(result, "Target"));
}

/** In a cluster the wrapper and the target may differ: "Deployment/web" of the target wins. */
function workloadOf({ result, artifact }: Here) {
  if (!artifact.workload) return null;
  const [kind, name, ...more] = textAt(result, "Target").split("/");
  return kind && name && more.length === 0 ? { ...artifact.workload, kind, name } : artifact.workload;
}
