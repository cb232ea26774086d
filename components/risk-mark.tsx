import { type LucideIcon, Signal, SignalHigh, SignalLow, SignalMedium } from "lucide-react";

import type { Risk } from "@/prisma/generated/enums";

const looks: Record<Risk, { word: string; icon: LucideIcon; colour: string }> = {
  low: { word: "Low", icon: SignalLow, colour: "text-risk-1" },
  moderate: { word: "Moderate", icon: SignalMedium, colour: "text-risk-2" },
  high: { word: "High", icon: SignalHigh, colour: "text-risk-3" },
  critical: { word: "Critical", icon: Signal, colour: "text-risk-4" },
};

/** The bars carry the ramp's colour; the word is ink, because colour never stands alone. */
export function RiskMark({ risk }: { risk: Risk }) {
  const { word, icon: Icon, colour } = looks[risk];
  return (
    <span className="inline-flex items-center gap-1 align-middle whitespace-nowrap">
      <Icon aria-hidden className={`${colour} -mt-1 stroke-[2.5]!`} />
      {word}
    </span>
  );
}
