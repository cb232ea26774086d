// OpenVEX: what is said of vulnerabilities here. It has no ends, so the document's version grows with each change. A risk
// that was accepted is affected, never "not affected".

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
import type { Finding } from "@/lib/gate/report";

export const openvex: Target = {
  name: "openvex",
  file: "openvex.json",
  tool: "OpenVEX",
  mediaType: "application/json",
  emit,
};

function emit(emission: Emission): Emitted {
  const { entries, left } = tellFindings(
    emission,
    ({ kind }) => kind === "vuln",
    (finding, exception) => tell(finding, exception, emission),
  );
  const { address, system, environment, version, changedAt } = emission;
  const document = {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": `${address}/api/v1/exports/openvex?system=${encodeURIComponent(system)}&environment=${environment}`,
    author: address,
    timestamp: changedAt.toISOString(),
    version,
    statements: entries,
  };
  // The format takes no document without a statement.
  const text = entries.length > 0 ? `${JSON.stringify(document, null, 2)}\n` : null;
  return { text, entries: entries.length, left };
}

function tell({ place, rule, aliases }: Finding, exception: Granted, emission: Emission): Told<object> {
  if (!place) return { why: oldEvaluation };
  const [artifact = "", url = ""] = place;
  if (!artifact || !url) return { why: "The report named no package or no target." };
  const until = instant(exception.endsAt, emission.now);
  if (!until) return { why: tooSoon };
  return {
    entry: {
      vulnerability: { name: rule.id, ...(aliases.length > 0 && { aliases }) },
      timestamp: exception.approvedAt.toISOString(),
      products: [{ "@id": productOf(artifact, emission), subcomponents: [{ "@id": url }] }],
      ...statusOf(exception, until),
    },
  };
}

/** This system's own: the same package elsewhere is another product. */
function productOf(artifact: string, { address, system, environment }: Emission): string {
  const path = artifact.split("/").map(encodeURIComponent).join("/");
  return `${address}/systems/${encodeURIComponent(system)}/${environment}/${path}`;
}

function statusOf(exception: Granted, until: string): object {
  const words = statementOf(exception);
  switch (exception.category) {
    case "mitigated":
      return {
        status: "not_affected",
        justification: "inline_mitigations_already_exist",
        status_notes: words,
      };
    case "false_positive":
      return { status: "not_affected", impact_statement: words };
    default:
      return { status: "affected", action_statement: `Accepted until ${until}. ${words}` };
  }
}
