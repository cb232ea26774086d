import { Archive, Ban, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";

import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { MailState as State } from "@/prisma/generated/enums";

const looks: Record<State, { word: string; icon: LucideIcon; tone: Tone }> = {
  due: { word: "Waiting", icon: CircleDashed, tone: "wait" },
  sent: { word: "Sent", icon: CircleCheck, tone: "good" },
  kept: { word: "Kept here", icon: Archive, tone: "neutral" },
  moot: { word: "Not sent", icon: Ban, tone: "over" },
  dead: { word: "Failed", icon: CircleX, tone: "bad" },
};

export function MailState({ state }: { state: State }) {
  const { word, icon, tone } = looks[state];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
