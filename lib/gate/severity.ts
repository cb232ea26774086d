// Five severities and "unknown" out of every tool's own words (gate.md, 2.3).

import type { Severity } from "@/lib/gate/report";

const words: Record<string, Severity> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  moderate: "medium",
  low: "low",
  info: "info",
  informational: "info",
  information: "info",
  negligible: "info",
  none: "info",
};

const levels: Record<string, Severity> = { error: "high", warning: "medium", info: "low", note: "low" };

/** CRITICAL … INFO, in any case. What is missing or unheard of is unknown, and counts like high. */
export function severityOf(word: string): Severity {
  return lookUp(words, word) ?? "unknown";
}

/** Words of linters as well: Semgrep's and old tfsec's ERROR, WARNING, INFO. */
export function severityOfLevel(word: string): Severity {
  return lookUp(levels, word) ?? severityOf(word);
}

/** SARIF: the rule's `security-severity` where it is a number above 0, else the level. */
export function severityOfSarif(score: string, level: string): Severity {
  const number = Number.parseFloat(score);
  if (number >= 9) return "critical";
  if (number >= 7) return "high";
  if (number >= 4) return "medium";
  if (number > 0) return "low";
  return level === "none" ? "info" : severityOfLevel(level);
}

function lookUp(table: Record<string, Severity>, word: string): Severity | undefined {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
