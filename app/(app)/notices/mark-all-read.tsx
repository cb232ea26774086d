"use client";

import { CheckCheck } from "lucide-react";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

import { markRead } from "./actions";

/** All that stood on the page when it was drawn; what has come since stays unread. */
export function MarkAllRead({ until }: { until: string }) {
  const [busy, setBusy] = useState(false);

  async function mark() {
    setBusy(true);
    const outcome = await answerOf(markRead({ until }));
    setBusy(false);
    announce(outcome.ok ? "Everything is marked as read." : outcome.message);
  }

  return (
    <Button icon={CheckCheck} busy={busy} busyLabel="Marking…" onClick={mark}>
      Mark all as read
    </Button>
  );
}
