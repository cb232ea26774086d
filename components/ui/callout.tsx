import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Info,
  type LucideIcon,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";

import { type Tone, toneText, toneTint } from "@/components/ui/tone";

type CalloutTone = Exclude<Tone, "over">;

type Props = {
  tone: CalloutTone;
  /** The sentence that counts: what holds and why. */
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: LucideIcon;
};

const icons: Record<CalloutTone, LucideIcon> = {
  good: CircleCheck,
  wait: CircleDashed,
  back: Undo2,
  soon: TriangleAlert,
  bad: CircleX,
  neutral: Info,
};

/** A band that says how things stand: "Not in force: condition 2 is broken." */
export function Callout({ tone, title, children, action, icon: Icon = icons[tone] }: Props) {
  return (
    <div
      className={`flex flex-wrap items-start gap-x-4 gap-y-2 rounded-lg border border-transparent px-3 py-2.5 text-sm ${toneTint[tone]}`}
    >
      <div className="flex min-w-0 flex-1 gap-2.5">
        <Icon aria-hidden className={`mt-0.5 ${tone === "neutral" ? "text-muted" : toneText[tone]}`} />
        <div className="grid gap-0.5">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className="max-w-read">{children}</div>}
        </div>
      </div>
      {action}
    </div>
  );
}
