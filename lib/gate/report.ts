// What a scanner's report comes to, whatever its format: the nouns of the gate.

export const severities = ["critical", "high", "medium", "low", "info", "unknown"] as const;
export type Severity = (typeof severities)[number];

export const kinds = ["vuln", "config", "cluster", "cloud", "code", "secret", "licence", "policy"] as const;
export type Kind = (typeof kinds)[number];

export type ReportStatus = "evaluated" | "partial" | "nothing evaluated" | "unreadable";

/** A rule as one tool names it. */
export type ToolRule = { tool: string; id: string };

/** One violation, as often as the report holds it. */
export type Finding = {
  kind: Kind;
  rule: ToolRule;
  /** Other names of the same rule, safe to equate (gate.md, 2.3). */
  aliases: string[];
  fingerprint: string;
  /** The same place under each alias: an exception for one of them covers the finding. */
  aliasFingerprints: string[];
  /** The same place under each CVE of an advisory with several: only exceptions for all of them cover it. */
  togetherFingerprints: string[];
  /** The place without the rule, for approvals "for this policy on this resource". */
  resourceKey: string;
  /** What is hashed for the place, so that exports can name it; evaluations of old did not keep it. */
  place?: string[];
  /** Of a package, the ways by which it is depended on: "a@1.0.0 > b@2.0.0". */
  ways?: string[];
  toolFingerprint: string | null;
  severity: Severity;
  /** The tool's own word. */
  severityWord: string;
  resource: string;
  location: { path: string; line: number | null };
  message: string;
  occurrences: number;
  /** Whether the tool was told to hide every one of them. */
  suppressedByTool: boolean;
};

export type Report = {
  format: string;
  /** Mostly one; a SARIF log may hold several. */
  tools: string[];
  status: ReportStatus;
  /** Set when a limit was passed: such a question is refused, not answered. */
  tooLarge: boolean;
  findings: Finding[];
  /** Findings before they are grouped by fingerprint, and how many of those the tool suppressed. */
  found: number;
  suppressed: number;
  /** What the tool left open: checks for a person, errors, reviews. */
  notEvaluated: ToolRule[];
  /** Sentences for whoever reads the answer. Those of a partial or unreadable report say why. */
  notes: string[];
};

/** Missing counts like high: nobody passes by leaving the severity out. */
const ranks: Record<Severity, number> = { critical: 4, high: 3, unknown: 3, medium: 2, low: 1, info: 0 };

export function severityRank(severity: Severity): number {
  return ranks[severity];
}

export function worseSeverity(one: Severity, other: Severity): Severity {
  return ranks[other] > ranks[one] ? other : one;
}
