// One name for one rule. An alias is another name of the same rule that is safe to equate, and only that
// (gate.md, 2.3): what looks alike need not be the same rule.

/** Trivy's "AVD-KSV-0001", "KSV-0001" and "KSV001" are one rule; "KSV-01010" and "KSV-0110" are two. */
export function trivyRule(id: string): string {
  const bare = id.trim().toUpperCase().replace(/^AVD-/, "");
  // Never padded for others: the old AWS006 of tfsec is open ingress, Trivy's AWS-0006 is Athena encryption.
  return bare.replace(/^(DS|KSV|KCV)(\d{3})$/, "$1-0$2");
}

export type Identity = { rule: string; aliases: string[]; together: string[] };

const cve = /^CVE-\d{4}-\d{4,}$/;

/**
 * The name of a vulnerability: the CVE if the record names exactly one, else the tool's own id. A record with several
 * CVEs is covered by its own id or by all of them `together`, never by one of them.
 */
export function vulnerability(own: string, others: string[]): Identity {
  const names = unique([own, ...others].map(vulnerabilityId));
  const [id = ""] = names;
  const cves = names.filter((name) => cve.test(name));

  if (cves.length > 1) return { rule: id, aliases: [], together: cves };
  const [only = id] = cves;
  const aliases = names.filter((name) => name !== only);
  // Without a CVE that binds them, two other names may be two other advisories.
  return { rule: only, aliases: cves.length === 1 || aliases.length === 1 ? aliases : [], together: [] };
}

/**
 * "CVE-2021-44228" or "GHSA-jfh8-c2jp-5v3q" at the front of a SARIF rule; Grype adds "-" and the package, old Trivy
 * put "[HIGH] " before it, which is no part of the name.
 */
export function vulnerabilityIn(ruleId: string): { id: string; rest: string } | null {
  const found = /^(?:\[[A-Z]+\] )?(CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})(?:-(.+))?$/i.exec(ruleId.trim());
  return found ? { id: vulnerabilityId(found[1] ?? ""), rest: found[2] ?? "" } : null;
}

function vulnerabilityId(id: string): string {
  const trimmed = id.trim();
  if (/^CVE-/i.test(trimmed)) return trimmed.toUpperCase();
  if (/^GHSA-/i.test(trimmed)) return `GHSA${trimmed.slice(4).toLowerCase()}`;
  return trimmed;
}

export function unique(names: string[]): string[] {
  return [...new Set(names.filter((name) => name !== ""))];
}
