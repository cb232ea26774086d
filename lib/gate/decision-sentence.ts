// An evaluation's decision in one sentence: yes or no, and why.

import type { Answer } from "@/lib/gate/judge";

type Decided = {
  decision: Answer;
  findings: number;
  violations: number;
  exceptions: number;
  doubts: { sentence: string }[];
};

export function decisionSentence({ decision, findings, violations, exceptions, doubts }: Decided): string {
  switch (decision) {
    case "violation":
      return `No: ${violations === findings ? all(findings) : `${violations} of ${findings} findings`} ${violations === 1 ? "has" : "have"} no exception in force.`;
    case "indeterminate":
      return `No: ${doubts.length > 1 ? `${doubts.length} doubts. ` : ""}${doubts[0]?.sentence ?? "the reports prove nothing."}`;
    case "exception":
      return `Yes: ${exceptions === findings ? all(findings) : `${exceptions} of ${findings} findings`} ${exceptions === 1 ? "is" : "are"} covered by an exception in force${exceptions === findings ? "." : ", and the others break no policy."}`;
    case "compliant":
      return findings === 0 ? "Yes: nothing was found." : "Yes: nothing that was found breaks a policy.";
  }
}

function all(findings: number): string {
  if (findings === 1) return "the one finding";
  return findings === 2 ? "both findings" : `all ${findings} findings`;
}
