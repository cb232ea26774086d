// GitLab's code quality report. What an exception covers is "info": it is seen, and it blocks nothing.

import { said } from "../said";
import type { Evaluation, Finding } from "../shapes";
import { because } from "./text";

const levels: Record<string, string> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
  unknown: "critical",
};

export function asCodeQuality({ findings }: Evaluation): string {
  const told = findings.filter(({ answer }) => answer !== "compliant");
  return `${JSON.stringify(told.map(issueOf), null, 2)}\n`;
}

function issueOf(finding: Finding) {
  const { answer, fingerprint, policy, rule, resource, severity, location, message } = finding;
  const what = [policy, resource, message]
    .filter((part): part is string => Boolean(part))
    .map((part) => said(part));
  return {
    description: said(`${what.join(" ")}. ${because(finding)}`, 900),
    check_name: said(`${rule.tool}:${rule.id}`, 200),
    fingerprint,
    severity: answer === "exception" ? "info" : (levels[severity] ?? "critical"),
    location: { path: said(location.path) || ".", lines: { begin: Math.max(1, location.line ?? 1) } },
  };
}
