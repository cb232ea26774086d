import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { type Tone, toneText, toneTint } from "@/components/ui/tone";

type Props = { tone: Tone; icon: LucideIcon; children: ReactNode };

/** A word, an icon and a colour, always the three. */
export function Pill({ tone, icon: Icon, children }: Props) {
  return (
    <span
      className={`inline-flex h-5 items-center align-middle gap-1 rounded-full border border-transparent px-2 text-xs font-medium whitespace-nowrap ${toneTint[tone]} ${toneText[tone]}`}
    >
      <Icon aria-hidden className="-ml-0.5 size-3.5!" />
      {children}
    </span>
  );
}
