import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-sprite";
import type { Risk } from "@/prisma/generated/enums";

const looks: Record<Risk, { word: string; icon: IconName; colour: string }> = {
  low: { word: "Low", icon: "signal-low", colour: "text-risk-1" },
  moderate: { word: "Moderate", icon: "signal-medium", colour: "text-risk-2" },
  high: { word: "High", icon: "signal-high", colour: "text-risk-3" },
  critical: { word: "Critical", icon: "signal", colour: "text-risk-4" },
};

/** The bars carry the ramp's colour; the word is ink, because colour never stands alone. */
export function RiskMark({ risk }: { risk: Risk }) {
  const { word, icon, colour } = looks[risk];
  return (
    <span className="mark">
      <Icon name={icon} className={`${colour} -mt-1 stroke-[2.5]!`} />
      {word}
    </span>
  );
}
