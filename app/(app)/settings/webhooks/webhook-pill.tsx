import { Ban, CircleCheck, CircleDashed, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";

import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import { switchedOffByHand } from "@/lib/outgoing/switch-webhook";
import type { ListedWebhook as Webhook } from "@/lib/outgoing/webhooks";
import type { DeliveryState } from "@/prisma/generated/enums";

/** On, off, or failing: as often as that in a row. */
export function WebhookPill({ offAt, offWhy, failures }: Pick<Webhook, "offAt" | "offWhy" | "failures">) {
  if (offAt)
    return (
      <Pill
        {...(offWhy === switchedOffByHand ? { tone: "over", icon: Ban } : { tone: "bad", icon: CircleX })}
      >
        Off
      </Pill>
    );
  if (failures > 0)
    return (
      <Pill tone="soon" icon={TriangleAlert}>
        {`Failed ${failures === 1 ? "once" : `${failures} times`}`}
      </Pill>
    );
  return (
    <Pill tone="good" icon={CircleCheck}>
      On
    </Pill>
  );
}

const looks: Record<DeliveryState, { word: string; icon: LucideIcon; tone: Tone }> = {
  due: { word: "Waiting", icon: CircleDashed, tone: "wait" },
  sent: { word: "Taken", icon: CircleCheck, tone: "good" },
  moot: { word: "Not sent", icon: Ban, tone: "over" },
  dead: { word: "Failed", icon: CircleX, tone: "bad" },
};

export function DeliveryPill({ state }: { state: DeliveryState }) {
  const { word, icon, tone } = looks[state];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
