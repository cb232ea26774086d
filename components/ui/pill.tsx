import type { ReactNode } from "react";

import { Icon, type IconName } from "@/components/ui/icon";
import { type Tone, toneText, toneTint } from "@/components/ui/tone";

type Props = { tone: Tone; icon: IconName; children: ReactNode };

/** A word, an icon and a colour, always the three. */
export function Pill({ tone, icon, children }: Props) {
  return (
    <span className={`pill ${toneTint[tone]} ${toneText[tone]}`}>
      <Icon name={icon} className="-ml-0.5 size-3.5!" />
      {children}
    </span>
  );
}
