// An evaluation's decision in one sentence: yes or no, and why.

import type { Answer } from "@/lib/gate/judge";

type Decided = {
  decision: Answer;
  findings: number;
  violations: number;
  exceptions: number;
  doubts: { sentence: string }[];
};

export function decisionSentence({ decision, doubts, ...counts }: Decided): string {
  switch (decision) {
    case "violation":
      return `No: ${openInWords(counts)}`;
    case "indeterminate":
      return `No: ${doubts[0]?.sentence ?? "the reports prove nothing."}`;
    case "exception":
      return `Yes: ${coveredInWords(counts)}`;
    case "compliant":
      return counts.findings === 0
        ? "Yes: nothing was found."
        : "Yes: nothing that was found breaks a policy.";
  }
}

type Counts = Pick<Decided, "findings" | "violations" | "exceptions">;

function openInWords({ findings, violations }: Counts): string {
  if (findings === 1) return "the one finding has no exception in force.";
  if (violations === findings) {
    return `${findings === 2 ? "neither of the two" : `none of the ${findings}`} findings has an exception in force.`;
  }
  return `${violations} of ${findings} findings ${violations === 1 ? "has" : "have"} no exception in force.`;
}

function coveredInWords({ findings, exceptions }: Counts): string {
  if (findings === 1) return "the one finding is covered by an exception in force.";
  if (exceptions === findings) {
    return `${findings === 2 ? "both" : `all ${findings}`} findings are covered by exceptions in force.`;
  }
  return `${exceptions} of ${findings} findings ${exceptions === 1 ? "is" : "are"} covered by exceptions in force, and the others break no policy.`;
}
