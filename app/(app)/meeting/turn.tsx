"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

import { moveMeeting } from "./actions";

type Props = {
  number: number;
  item: number;
  items: number;
  /** Why this person does not turn it. */
  reason?: string;
};

/** One item on or back, for everybody; also by the arrow keys. */
export function Turn({ number, item, items, reason }: Props) {
  const { busy, refusal, turnTo } = useTurn(number, item);
  const [canGoBack, canGoOn] = [item > 1, item < items];
  useKeyAction("meeting.next", () => turnTo(item + 1), !reason && canGoOn);
  useKeyAction("meeting.previous", () => turnTo(item - 1), !reason && canGoBack);

  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {/* The keys pass: whoever has pressed a button goes on with the arrows. */}
      <Button
        data-keys-pass
        icon={ArrowLeft}
        busy={busy}
        busyLabel="Turning…"
        reason={reason ?? (canGoBack ? null : "This is the first item.")}
        onClick={() => turnTo(item - 1)}
      >
        Back
      </Button>
      <Button
        data-keys-pass
        icon={ArrowRight}
        busy={busy}
        busyLabel="Turning…"
        reason={reason ?? (canGoOn ? null : "This is the last item.")}
        onClick={() => turnTo(item + 1)}
      >
        Next item
      </Button>
      {refusal && (
        <p role="alert" className="text-sm text-bad">
          {refusal}
        </p>
      )}
    </div>
  );
}

type LinkProps = { number: number; item: number; to: number; children: React.ReactNode };

/** An item of the agenda, for whoever leads: a press turns the meeting to it. */
export function TurnTo({ number, item, to, children }: LinkProps) {
  const { turnTo } = useTurn(number, item);
  return (
    <button
      type="button"
      data-keys-pass
      onClick={() => turnTo(to)}
      className="w-full rounded-sm text-left after:absolute after:inset-0 hover:underline"
    >
      {children}
    </button>
  );
}

function useTurn(number: number, item: number) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, start] = useTransition();
  function turnTo(to: number) {
    if (busy || to === item) return;
    start(async () => {
      const outcome = await answerOf(moveMeeting({ number, item: to, seen: item }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) announce(`Item ${to}.`);
    });
  }
  return { busy, refusal, turnTo };
}
