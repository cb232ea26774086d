import { CircleQuestionMark, FileCheck } from "lucide-react";

import { Pill } from "@/components/ui/pill";
import type { GateDecision } from "@/prisma/generated/enums";

/** What the gate says: the word, with its sign. An exception lets a pipeline go on, and is never invisible. */
export function DecisionPill({ decision }: { decision: GateDecision }) {
  switch (decision) {
    case "compliant":
      return (
        <Pill tone="good" icon="circle-check">
          Compliant
        </Pill>
      );
    case "exception":
      return (
        <Pill tone="good" icon={FileCheck}>
          Exception
        </Pill>
      );
    case "indeterminate":
      return (
        <Pill tone="soon" icon={CircleQuestionMark}>
          Indeterminate
        </Pill>
      );
    case "violation":
      return (
        <Pill tone="bad" icon="circle-x">
          Violation
        </Pill>
      );
  }
}
