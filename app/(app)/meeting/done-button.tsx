"use client";

import { Check } from "lucide-react";
import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

import { followUpDone } from "./actions";

type Props = { followUpId: string; what: string; reason?: string };

/** One press: it is done. */
export function DoneButton({ followUpId, what, reason }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, start] = useTransition();

  function finish() {
    start(async () => {
      const outcome = await answerOf(followUpDone({ followUpId }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) announce("Recorded: it is done.");
    });
  }

  return (
    <>
      <Button icon={Check} busy={busy} reason={reason} onClick={finish}>
        Done
        <span className="sr-only">{`: ${what}`}</span>
      </Button>
      {refusal && (
        <p role="alert" className="text-sm text-bad">
          {refusal}
        </p>
      )}
    </>
  );
}
