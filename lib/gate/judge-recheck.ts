// What reports prove about an exception that has ended (R15): violating when anything it covered is still reported, also
// where the tool was told to hide it; compliant when every tool that had reported it looked again and saw none of it.
// Anything else is no answer yet. The exception itself plays no part, and neither does any other: what is broken is broken.

import type { Finding, Report } from "@/lib/gate/report";
import { mapper, policiesOfTool, policyOfRule, type RuleRow } from "@/lib/gate/rule-map";

/** What an ended exception stood for. */
export type Ended = {
  number: number;
  /** As scanners had reported it; nothing when it was asked for without a pipeline. */
  findings: {
    fingerprint: string;
    aliasFingerprints: string[];
    resourceKey: string;
    policy: string;
    tool: string;
  }[];
  /** Policy by key, and the one resource or, empty, the whole system. */
  places: { policy: string; resource: string }[];
};

export type RecheckVerdict = {
  outcome: "compliant" | "violating" | "indeterminate";
  sentence: string;
  /** The findings that are still there. */
  left: Finding[];
};

type Read = Report & { name: string };

export function judgeRecheck(ended: Ended, reports: Read[], map: RuleRow[]): RecheckVerdict {
  const isLeft = ended.findings.length > 0 ? leftOfFindings(ended, map) : leftOfPlaces(ended, map);
  const left = reports.flatMap(({ findings }) => findings).filter(isLeft);
  if (left.length > 0) {
    const [{ rule, resource } = { rule: { tool: "", id: "" }, resource: "" }] = left;
    const more = left.length > 1 ? ` and ${left.length - 1} more` : "";
    const sentence = `Still reported: ${rule.tool}:${rule.id} ${resource}${more}.`;
    return { outcome: "violating", sentence, left };
  }
  const doubt = whyUnproven(ended, reports, map);
  if (doubt) return { outcome: "indeterminate", sentence: `${doubt} The re-check stays open.`, left };
  return {
    outcome: "compliant",
    sentence: `What EX-${ended.number} covered is not reported any more.`,
    left,
  };
}

type IsLeft = (finding: Finding) => boolean;

/** The same finding under any of its names, or its policy on its resource. */
function leftOfFindings({ findings }: Ended, map: RuleRow[]): IsLeft {
  const policyOf = mapper(map);
  const prints = new Set(
    findings.flatMap(({ fingerprint, aliasFingerprints }) => [fingerprint, ...aliasFingerprints]),
  );
  const places = new Set(findings.map(({ policy, resourceKey }) => `${policy} ${resourceKey}`));
  return (finding) =>
    [finding.fingerprint, ...finding.aliasFingerprints, ...finding.togetherFingerprints].some((print) =>
      prints.has(print),
    ) || places.has(`${policyOf(finding)} ${finding.resourceKey}`);
}

function leftOfPlaces({ places }: Ended, map: RuleRow[]): IsLeft {
  const policyOf = mapper(map);
  return (finding) =>
    places.some(
      ({ policy, resource }) =>
        policy === policyOf(finding) && (resource === "" || resource === finding.resource),
    );
}

/** Null: whoever had seen it has looked again. */
function whyUnproven({ findings, places }: Ended, reports: Read[], map: RuleRow[]): string | null {
  const doubtful = reports.find(({ status }) => status !== "evaluated");
  if (doubtful) return `${doubtful.name}: ${doubtful.notes[0] ?? `${doubtful.status}.`}`;
  if (reports.length === 0) return "No report was sent.";

  const delivered = new Set(reports.flatMap(({ tools }) => tools));
  const missing = findings.find(({ tool }) => !delivered.has(tool));
  if (missing) return `${missing.tool} had reported it, and no report of ${missing.tool} was sent.`;

  const policies = [...findings, ...places].map(({ policy }) => policy);
  const open = reports
    .flatMap(({ notEvaluated }) => notEvaluated)
    .find((rule) => policies.includes(policyOfRule(rule, map) ?? ""));
  if (open) return `${open.tool} left the rule ${open.id} open: a person has to look.`;

  // Nobody had reported it: then whoever checks its policies has to have looked.
  if (findings.length > 0) return null;
  const checked = [...delivered].flatMap((tool) => policiesOfTool(tool, map));
  const unchecked = policies.find((policy) => !checked.includes(policy));
  return unchecked ? `None of these reports is of a tool that checks ${unchecked}.` : null;
}
