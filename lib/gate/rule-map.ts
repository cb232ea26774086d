// Which policy a scanner's rule checks, as named control owners said (gate.md, 2.3). What nobody has mapped belongs to
// the built-in policy UNMAPPED, which counts like any other.

import type { Kind, Severity, ToolRule } from "@/lib/gate/report";
import { severityRank } from "@/lib/gate/report";
import { trivyRule } from "@/lib/gate/rule-names";
import { unmapped } from "@/lib/unmapped";

/** One row. `policy` null: a control owner said that this is not a policy. */
export type RuleRow = {
  /** A tool's name, or "*" for every tool. */
  tool: string;
  /** A rule's id; "*" stands for any run of characters. */
  pattern: string;
  kind: Kind | null;
  /** The least and the worst severity that the row is for. */
  from: Severity | null;
  to: Severity | null;
  policy: string | null;
};

type Mapped = { rule: ToolRule; aliases: string[]; kind: Kind; severity: Severity };

/** The key of the policy, UNMAPPED, or null for what is not a policy. The narrowest row decides. */
function policyOf(finding: Mapped, map: RuleRow[]): string | null {
  const names = [finding.rule.id, ...finding.aliases];
  return narrowest(
    map.filter(
      (row) =>
        names.some((id) => isFor(row, { tool: finding.rule.tool, id })) &&
        (row.kind === null || row.kind === finding.kind) &&
        inRange(finding.severity, row),
    ),
  );
}

/** The same, remembering: a report holds the same rule a thousand times. */
export function mapper(map: RuleRow[]): (finding: Mapped) => string | null {
  const known = new Map<string, string | null>();
  return (finding) => {
    const { rule, aliases, kind, severity } = finding;
    const key = JSON.stringify([rule.tool, rule.id, aliases, kind, severity]);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const policy = policyOf(finding, map);
    known.set(key, policy);
    return policy;
  };
}

/** For a rule that the tool left open, whose kind and severity nobody knows. */
export function policyOfRule(rule: ToolRule, map: RuleRow[]): string | null {
  return narrowest(map.filter((row) => isFor(row, rule)));
}

/** The policies that need a report of this tool. */
export function policiesOfTool(tool: string, map: RuleRow[]): string[] {
  return map.flatMap((row) => (row.tool === tool && row.policy !== null ? [row.policy] : []));
}

function isFor(row: RuleRow, { tool, id }: ToolRule): boolean {
  if (row.tool !== "*" && row.tool !== tool) return false;
  const pattern = tool === "trivy" && row.pattern.startsWith("AVD-") ? trivyRule(row.pattern) : row.pattern;
  return fits(pattern.toLowerCase(), id.toLowerCase());
}

/** "CKV_AWS_*" and the like, without a regular expression that a pattern could bring to its knees. */
function fits(pattern: string, id: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return pattern === id;

  const last = rest.pop() ?? "";
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false;
  let at = first.length;
  const end = id.length - last.length;
  for (const part of rest) {
    const found = id.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function inRange(severity: Severity, { from, to }: RuleRow): boolean {
  const rank = severityRank(severity);
  return (from === null || rank >= severityRank(from)) && (to === null || rank <= severityRank(to));
}

function narrowest(rows: RuleRow[]): string | null {
  const [first] = rows.toSorted(
    (one, other) =>
      width(one) - width(other) || (one.policy === null ? 1 : 0) - (other.policy === null ? 1 : 0),
  );
  return first ? first.policy : unmapped;
}

/** Smaller is narrower: an exact id before a pattern, a longer pattern before a shorter, a named tool before any. */
function width(row: RuleRow): number {
  const literal = row.pattern.replaceAll("*", "").length;
  const exact = literal === row.pattern.length;
  const open = (row.tool === "*" ? 4 : 0) + (row.kind === null ? 2 : 0) + ((row.from ?? row.to) ? 0 : 1);
  return (exact ? 0 : 10_000 - Math.min(literal, 999) * 8) + open;
}
