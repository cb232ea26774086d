import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-sprite";
import { type Tone, toneText, toneTint } from "@/components/ui/tone";

type Props = {
  tone: Tone;
  /** By its name where pills stand in lists: then it is drawn once for the page (Icon). */
  icon: IconName | LucideIcon;
  children: ReactNode;
};

/** A word, an icon and a colour, always the three. */
export function Pill({ tone, icon: Drawing, children }: Props) {
  const look = "-ml-0.5 size-3.5!";
  return (
    <span className={`pill ${toneTint[tone]} ${toneText[tone]}`}>
      {typeof Drawing === "string" ? (
        <Icon name={Drawing} className={look} />
      ) : (
        <Drawing aria-hidden className={look} />
      )}
      {children}
    </span>
  );
}
