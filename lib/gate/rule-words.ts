// A row of the rule map in words.

import type { Kind, Severity } from "@/lib/gate/report";

export const kindNames: Record<Kind, string> = {
  vuln: "Vulnerabilities",
  config: "Configuration",
  cluster: "Clusters",
  cloud: "Cloud accounts",
  code: "Code",
  secret: "Secrets",
  licence: "Licences",
  policy: "Policy tests",
};

export const severityNames: Record<Severity, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
  unknown: "Unknown",
};

type Narrowed = { kind: Kind | null; from: Severity | null; to: Severity | null };

/** "Configuration, high or worse"; "Every finding" where nothing narrows it. */
export function narrowedInWords({ kind, from, to }: Narrowed): string {
  const severity = severityInWords(from, to);
  if (kind === null) return severity ? `Severity ${severity}` : "Every finding";
  return [kindNames[kind], severity].filter(Boolean).join(", ");
}

function severityInWords(from: Severity | null, to: Severity | null): string {
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `${from} or worse`;
  return to ? `${to} or less` : "";
}
