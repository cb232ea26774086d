// Reads what a code base waives by itself. The first source that knows a file reads it.

import { parseJson } from "@/lib/gate/bounded-json";
import { parseYaml } from "@/lib/gate/bounded-yaml";
import { azurePolicy } from "@/lib/gate/imports/azure-policy";
import { checkovBaseline, checkovReport, checkovSource } from "@/lib/gate/imports/checkov";
import { kyverno } from "@/lib/gate/imports/kyverno";
import { osvScanner } from "@/lib/gate/imports/osv-scanner";
import { openvex, sarif, semgrep } from "@/lib/gate/imports/reports";
import { snyk } from "@/lib/gate/imports/snyk";
import { trivyignore, trivyignoreYaml } from "@/lib/gate/imports/trivyignore";
import { baseName, type Claims, type Source, type SourceFile, type Waiver } from "@/lib/gate/imports/waiver";
import { bare, shown } from "@/lib/gate/plain-text";

const sources: Source[] = [
  trivyignore,
  trivyignoreYaml,
  snyk,
  osvScanner,
  checkovBaseline,
  checkovReport,
  sarif,
  openvex,
  kyverno,
  azurePolicy,
  semgrep,
  checkovSource,
];

export type Read = {
  /** Null: no source knows the file. */
  source: string | null;
  waivers: Waiver[];
  notes: string[];
  /** False: it is a file of a source, and cannot be read. What was found in it before stays as it was. */
  ok: boolean;
};

export const mostWaivers = 5000;

export function readWaivers(path: string, text: string): Read {
  const file: SourceFile = { path, text, documents: documentsOf(path, text) };
  const source = sources.find((one) => one.isFor(file));
  if (!source)
    return {
      source: null,
      waivers: [],
      notes: [],
      ok: text.trim() === "" || file.documents.length > 0 || isProse(path),
    };
  const notes: string[] = [];
  try {
    const waivers = source.read(file, notes).map(asKept);
    const unreadable = needsDocuments(source) && file.documents.length === 0 && text.trim() !== "";
    if (unreadable) return { source: source.name, waivers: [], notes: ["This cannot be read."], ok: false };
    return { source: source.name, waivers, notes: notes.map((note) => shown(note)), ok: true };
  } catch {
    return { source: source.name, waivers: [], notes: ["This cannot be read."], ok: false };
  }
}

function needsDocuments({ name }: Source): boolean {
  return !["trivyignore", "osv-scanner", "checkov-source"].includes(name);
}

/** What holds no data of its own: its comments were looked through. */
function isProse(path: string): boolean {
  return !/\.(json|ya?ml|sarif|snyk|baseline)$/.test(baseName(path));
}

function documentsOf(path: string, text: string): unknown[] {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    const read = parseJson(text);
    return read.ok ? [read.value] : [];
  }
  if (!/\.(ya?ml|snyk)$/.test(baseName(path))) return [];
  const read = parseYaml(text);
  return read.ok ? read.values : [];
}

/** Text of a stranger's file, as it may be kept and shown. */
function asKept({ rule, resource, line, claims }: Waiver): Waiver {
  return {
    rule: { tool: bare(rule.tool).slice(0, 60), id: shown(rule.id, 300) },
    resource: shown(resource, 500),
    line,
    claims: Object.fromEntries(
      Object.entries(claims).map(([key, words]) => [key, shown(words ?? "", key === "reason" ? 500 : 200)]),
    ) as Claims,
  };
}
