"use client";

import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

import { remindDeciders } from "./exceptions/actions";

type Props = { exceptionId: string; number: number; reason?: string };

/** Reminds whoever has to decide; the server says no to a second one within a day. */
export function NudgeButton({ exceptionId, number, reason }: Props) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();

  async function remind() {
    setBusy(true);
    const outcome = await answerOf<object>(remindDeciders({ exceptionId }));
    setBusy(false);
    setRefused(outcome.ok ? undefined : outcome.message);
    announce(outcome.ok ? "They are reminded." : outcome.message);
  }

  return (
    <Button kind="outlined" busy={busy} busyLabel="Recording…" reason={reason ?? refused} onClick={remind}>
      Nudge <span className="sr-only">{`the deciders of EX-${number}`}</span>
    </Button>
  );
}
