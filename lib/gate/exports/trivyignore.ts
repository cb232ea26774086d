// Trivy's .trivyignore.yaml. It reads `expired_at` as an instant and still honours it; without `paths` an entry holds for
// every target, and a finding without a package URL fits any `purls` (aquasecurity/trivy:pkg/result/ignore.go).

import {
  type Emission,
  type Emitted,
  type Granted,
  oldEvaluation,
  statementOf,
  type Target,
  type Told,
  tellFindings,
  tooSoon,
} from "@/lib/gate/exports/export";
import { instantBefore } from "@/lib/gate/exports/rounding";
import { yamlOf } from "@/lib/gate/exports/yaml-of";
import type { Finding } from "@/lib/gate/report";

type Entry = {
  list: List;
  id: string;
  paths: string[];
  purls?: string[];
  expired_at: string;
  statement: string;
};
type List = "vulnerabilities" | "misconfigurations" | "secrets" | "licenses";

export const trivyignore: Target = {
  name: "trivyignore",
  file: ".trivyignore.yaml",
  tool: "Trivy",
  mediaType: "application/yaml",
  emit,
};

function emit(emission: Emission): Emitted {
  const { entries, left } = tellFindings(emission, isTrivys, (finding, exception) =>
    tell(finding, exception, emission.now),
  );
  const lists: Partial<Record<List, Omit<Entry, "list">[]>> = {};
  for (const { list, ...entry } of entries) lists[list] = [...(lists[list] ?? []), entry];
  return { text: yamlOf(lists), entries: entries.length, left };
}

/** Vulnerabilities and licences have the same name for every tool. */
function isTrivys({ kind, rule }: Finding): boolean {
  return kind === "vuln" || rule.tool === "trivy";
}

function tell(finding: Finding, exception: Granted, now: Date): Told<Entry>[] | Told<Entry> {
  const place = placeIn(finding);
  if ("why" in place) return place;
  const expiredAt = instantBefore(exception.endsAt, now);
  if (!expiredAt) return { why: tooSoon };
  return namesOf(finding).map((id) => ({
    entry: {
      list: place.list,
      id,
      ...place.narrowed,
      expired_at: expiredAt,
      statement: statementOf(exception),
    },
  }));
}

type Narrowed = { list: List; narrowed: Pick<Entry, "paths" | "purls"> };

function placeIn({ kind, place, location }: Finding): Narrowed | { why: string } {
  if (!place) return { why: oldEvaluation };
  const [where = "", what = ""] = place;
  if (kind === "vuln") {
    if (!where || !what) return { why: "Trivy names no package or no target for it." };
    return { list: "vulnerabilities", narrowed: { paths: targetsOf(where), purls: [what] } };
  }
  if (kind === "secret") return { list: "secrets", narrowed: { paths: [literal(where)] } };
  if (kind === "licence") {
    if (what) return { why: "Trivy ignores a licence by file, and this is for one package." };
    return { list: "licenses", narrowed: { paths: [literal(where)] } };
  }
  if (kind === "config" && place.length === 1 && where === location.path)
    return { list: "misconfigurations", narrowed: { paths: [literal(where)] } };
  return { why: "Trivy ignores a misconfiguration by file, and this is for one resource in it." };
}

/** One for each name, in upper case: the comparison knows no other (aquasecurity/trivy#10374). */
function namesOf({ kind, rule, aliases }: Finding): string[] {
  const names = [rule.id, ...aliases].map((id) =>
    kind === "vuln" || kind === "config" ? id.toUpperCase() : id,
  );
  const former = kind === "config" ? names.map((id) => (id.startsWith("AVD-") ? id : `AVD-${id}`)) : [];
  return [...new Set([...names, ...former])];
}

/** A manifest, or an image with whatever tag and digest: neither is part of what was approved. */
function targetsOf(where: string): string[] {
  const name = literal(where);
  return [name, `${name}:*`, `${name}@*`];
}

/** What a pattern would read otherwise. */
export function literal(path: string): string {
  return path.replaceAll(/[\\*?[\]{}]/g, "\\$&");
}
