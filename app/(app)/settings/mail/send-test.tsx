"use client";

import { Send } from "lucide-react";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";

import { sendMeATest } from "./actions";

/** What the mail server said stands beside the button, in words. */
export function SendTest({ reason }: { reason?: string }) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ good: boolean; sentence: string }>();

  async function send() {
    setBusy(true);
    const outcome = await answerOf<{ sentence: string }>(sendMeATest());
    setBusy(false);
    setSaid({ good: outcome.ok, sentence: outcome.ok ? outcome.sentence : outcome.message });
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button icon={Send} reason={reason} busy={busy} busyLabel="Sending…" onClick={send}>
        Send me a test
      </Button>
      <p role="status" className={`text-sm ${said?.good ? "text-good" : "text-bad"}`}>
        {said?.sentence}
      </p>
    </div>
  );
}
