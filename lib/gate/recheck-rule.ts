// What an evaluation says about an exception that has ended (R15, gate.md 7): violating where something that it covered is
// still reported, hidden by the tool or not; compliant where each report that had shown it came again, was evaluated, and
// shows none of it. Anything else says nothing.

import type { Verdict } from "@/lib/exceptions/record-recheck";
import type { StoredReport } from "@/lib/gate/evaluate";
import type { Cover, FindingAnswer } from "@/lib/gate/judge";

export type Covered = Pick<Cover, "fingerprint" | "aliasFingerprints" | "resourceKey" | "wholeResource"> & {
  /** By key. */
  policy: string;
};

/** Who asked, about what, with which reports. */
export type Seen = { pipeline: string; repository?: string; reports: StoredReport[] };

/** `before`: the evaluation that the exception was asked for from; null for one that is not kept. */
export function recheckBy(
  covered: Covered[],
  before: Seen | null,
  now: Seen,
  findings: Pick<FindingAnswer, "finding" | "policy">[],
): Verdict | null {
  if (findings.some((found) => covered.some((cover) => isOf(cover, found)))) return "violating";
  if (!before || before.pipeline !== now.pipeline || before.repository !== now.repository) return null;

  const showed = before.reports.filter((report) => showsAnyOf(report, covered));
  const cameAgain = showed.every((earlier) =>
    now.reports.some((report) => report.status === "evaluated" && isOfTheSame(earlier, report)),
  );
  return showed.length > 0 && cameAgain ? "compliant" : null;
}

function isOf(cover: Covered, { finding, policy }: Pick<FindingAnswer, "finding" | "policy">): boolean {
  if (cover.policy !== policy) return false;
  const known = [cover.fingerprint, ...cover.aliasFingerprints];
  const prints = [finding.fingerprint, ...finding.aliasFingerprints, ...finding.togetherFingerprints];
  return (
    prints.some((print) => known.includes(print)) ||
    (cover.wholeResource && cover.resourceKey === finding.resourceKey)
  );
}

function showsAnyOf({ findings }: StoredReport, covered: Covered[]): boolean {
  return findings.some((finding) =>
    covered.some(
      ({ fingerprint, resourceKey, wholeResource }) =>
        fingerprint === finding.fingerprint || (wholeResource && resourceKey === finding.resourceKey),
    ),
  );
}

/** A pipeline names its reports: one of the same name, format and scanners looked at the same. */
function isOfTheSame(earlier: StoredReport, report: StoredReport): boolean {
  return (
    report.name === earlier.name &&
    report.format === earlier.format &&
    earlier.tools.every((tool) => report.tools.includes(tool))
  );
}
