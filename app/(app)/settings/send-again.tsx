"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";
import type { Outcome } from "@/lib/refusal";

type Props<What> = {
  send: (what: What) => Promise<Outcome>;
  what: What;
  /** Why it is not sent again. */
  reason?: string;
};

/** A mail, or a delivery to a webhook. */
export function SendAgain<What>({ send, what, reason }: Props<What>) {
  const [busy, setBusy] = useState(false);

  async function again() {
    setBusy(true);
    const outcome = await answerOf(send(what));
    setBusy(false);
    announce(outcome.ok ? "It goes out within seconds." : outcome.message);
  }

  return (
    <Button icon={RotateCw} reason={reason} busy={busy} busyLabel="Asking…" onClick={again}>
      Send again
    </Button>
  );
}
