// Snyk's .snyk. It compares `expires` as text with what JavaScript writes, so only that very form ends when it says; a path
// of "*" would hold everywhere, so each way to the package that was seen is named (snyk-policy 5).

import { Scalar } from "yaml";

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
import { whyNotInFolder } from "@/lib/gate/exports/folder";
import { instantBefore } from "@/lib/gate/exports/rounding";
import { yamlOf } from "@/lib/gate/exports/yaml-of";
import type { Finding } from "@/lib/gate/report";

type Entry = { id: string; way: string; reason: string; expires: string; created: string };

export const snyk: Target = {
  name: "snyk",
  file: ".snyk",
  tool: "Snyk",
  mediaType: "application/yaml",
  emit,
};

function emit(emission: Emission): Emitted {
  const { entries, left } = tellFindings(emission, isSnyks, (finding, exception) =>
    tell(finding, exception, emission),
  );
  const ignore: Record<string, Record<string, object>[]> = {};
  for (const { id, way, reason, expires, created } of entries) {
    const words = { reason, expires: quoted(expires), created: quoted(created) };
    ignore[id] = [...(ignore[id] ?? []), { [way]: words }];
  }
  return { text: yamlOf({ version: "v1.25.0", ignore, patch: {} }), entries: entries.length, left };
}

function isSnyks({ rule }: Finding): boolean {
  return rule.tool.startsWith("snyk");
}

function tell(finding: Finding, exception: Granted, emission: Emission): Told<Entry>[] | Told<Entry> {
  const { kind, place, ways = [], rule, aliases } = finding;
  if (kind !== "vuln") return { why: "Snyk’s policy file cannot name one resource of it." };
  if (!place) return { why: oldEvaluation };
  const elsewhere = whyNotInFolder(place[0] ?? "", emission.folder);
  if (elsewhere) return { why: elsewhere };
  const id = [rule.id, ...aliases].find((name) => /^(SNYK-|npm:)/i.test(name));
  if (!id || ways.length === 0) return { why: "The report named no id of Snyk’s, or no way to the package." };
  const expires = instantBefore(exception.endsAt, emission.now);
  if (!expires) return { why: tooSoon };
  return ways.map((way) => ({
    entry: {
      id,
      way,
      reason: statementOf(exception),
      expires: new Date(expires).toISOString(),
      created: exception.approvedAt.toISOString(),
    },
  }));
}

/** As text: what YAML reads as an instant, Snyk would write anew in its own way. */
function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}
