// Data for Conftest: docs/exports.md has the rule that reads it. Each entry is for one resource; an empty rule name would
// be all rules (open-policy-agent/conftest:docs/exceptions.md).

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
import { instant } from "@/lib/gate/exports/rounding";
import { collapsed } from "@/lib/gate/plain-text";
import type { Finding } from "@/lib/gate/report";

type Entry = { namespace: string; rule: string; exception: object };

export const conftest: Target = {
  name: "conftest",
  file: "exceptions.json",
  tool: "Conftest",
  mediaType: "application/json",
  emit,
};

function emit(emission: Emission): Emitted {
  const { entries, left } = tellFindings(
    emission,
    ({ rule }) => rule.tool === "conftest",
    (finding, exception) => tell(finding, exception, emission.now),
  );
  const exceptions: Record<string, Record<string, object[]>> = {};
  for (const { namespace, rule, exception } of entries) {
    exceptions[namespace] ??= {};
    const rules = exceptions[namespace];
    rules[rule] = [...(rules[rule] ?? []), exception];
  }
  return { text: `${JSON.stringify({ exceptions }, null, 2)}\n`, entries: entries.length, left };
}

function tell({ rule, place, message }: Finding, exception: Granted, now: Date): Told<Entry> {
  if (!place) return { why: oldEvaluation };
  const [file = "", resource = ""] = place;
  const [query = "", id = ""] = rule.id.split("#");
  const [, namespace, name] = /^data\.(.+)\.([^.]+)$/.exec(query) ?? [];
  if (!namespace || !name) return { why: "The report named no rule of a namespace." };
  if (!resource || resource === collapsed(message))
    return { why: "The policy sets no metadata.resource: the exception would hold for the whole rule." };
  const expiresAt = instant(exception.endsAt, now);
  if (!expiresAt) return { why: tooSoon };
  return {
    entry: {
      namespace,
      rule: name,
      exception: {
        id,
        file,
        resource,
        expires_at: expiresAt,
        reason: statementOf(exception),
        approver: exception.approvedBy.join(", "),
      },
    },
  };
}
