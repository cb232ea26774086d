"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

import { sendDeliveryAgain } from "../../actions";

export function SendAgain({ deliveryId, reason }: { deliveryId: string; reason?: string }) {
  const [busy, setBusy] = useState(false);

  async function again() {
    setBusy(true);
    const outcome = await answerOf(sendDeliveryAgain({ deliveryId }));
    setBusy(false);
    announce(outcome.ok ? "It goes out within seconds." : outcome.message);
  }

  return (
    <Button icon={RotateCw} reason={reason} busy={busy} busyLabel="Asking…" onClick={again}>
      Send again
    </Button>
  );
}
