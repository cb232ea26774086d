// A finding keeps its fingerprint from run to run: kind, rule and place, and nothing that moves (gate.md, 2.1).

import { createHash } from "node:crypto";

import { bare } from "@/lib/gate/plain-text";
import type { Kind } from "@/lib/gate/report";

/** "f1:" and the SHA-256 of ["f1", kind, rule, …place] as JSON. */
export function fingerprint(kind: Kind, rule: string, place: string[]): string {
  return hashed(["f1", kind, rule, ...place]);
}

/** The same without the rule. */
export function resourceKey(kind: Kind, place: string[]): string {
  return hashed(["f1", kind, ...place]);
}

/** Vulnerabilities and licences have the same name for every tool; any other rule belongs to its tool. */
export function ruleName(kind: Kind, tool: string, id: string): string {
  return kind === "vuln" || kind === "licence" ? id : `${tool}:${id}`;
}

function hashed(parts: string[]): string {
  return `f1:${sha256(JSON.stringify(parts.map(bare)))}`;
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}
