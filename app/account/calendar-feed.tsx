"use client";

import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { announce } from "@/components/ui/live-region";

import { endMyCalendar, openMyCalendar } from "./actions";

/** The private address of the reader's own calendar: shown once, made anew or ended here. */
export function CalendarFeed({ madeAt }: { madeAt: string | null }) {
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();

  function open() {
    start(async () => {
      const outcome = await answerOf(openMyCalendar());
      setProblem(outcome.ok ? null : outcome.message);
      if (!outcome.ok) return;
      setAddress(outcome.address);
      announce("The address of your calendar is ready.");
    });
  }

  function end() {
    start(async () => {
      const outcome = await answerOf(endMyCalendar());
      setProblem(outcome.ok ? null : outcome.message);
      if (!outcome.ok) return;
      setAddress(null);
      announce("The address of your calendar has ended.");
    });
  }

  return (
    <div className="grid gap-3 text-sm">
      {problem && <Callout tone="bad" title={problem} />}
      {address ? (
        <>
          <Callout tone="good" title="Your calendar has this address. It is shown this once.">
            Subscribe to it in your calendar program. Whoever knows it reads your calendar.
          </Callout>
          <div className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 flex-1 basis-60 rounded-md border border-line bg-panel px-3 py-2 font-mono text-xs break-all">
              {address}
            </code>
            <CopyButton text={address}>Copy the address</CopyButton>
          </div>
        </>
      ) : (
        <p className="text-muted">
          {madeAt
            ? `Your calendar has had an address since ${madeAt}. A new one ends it.`
            : "When what you own ends, and by when you must decide, in your calendar program."}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} busyLabel="Making…" onClick={open}>
          {madeAt ? "Make a new address" : "Make an address"}
        </Button>
        {madeAt && (
          <Button kind="danger" busy={busy} busyLabel="Ending…" onClick={end}>
            End it
          </Button>
        )}
      </div>
    </div>
  );
}
