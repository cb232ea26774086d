"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { announce } from "@/components/ui/live-region";
import type { Outcome } from "@/lib/refusal";

import { endMyOtherSessions, endMySession } from "./actions";

type ListedSession = { id: string; device: string; since: string; isThisOne: boolean };

export function SessionList({ sessions }: { sessions: ListedSession[] }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const others = sessions.filter(({ isThisOne }) => !isThisOne);

  async function end(what: string, act: () => Promise<Outcome>) {
    setBusy(what);
    const outcome = await act();
    setProblem(outcome.ok ? null : outcome.message);
    if (outcome.ok) announce(what === "others" ? "All other sessions are ended." : "The session is ended.");
    setBusy(null);
  }

  return (
    <div className="grid gap-3">
      {problem && <Callout tone="bad" title={problem} />}
      <ul aria-label="Sessions" className="grid border-y border-line">
        {sessions.map(({ id, device, since, isThisOne }) => (
          <li
            key={id}
            className="flex min-h-row items-center justify-between gap-3 border-line py-2 not-first:border-t"
          >
            <div className="text-sm">
              <p className="font-medium">
                {device}
                {isThisOne && <span className="font-normal text-muted"> · this one</span>}
              </p>
              <p className="text-xs text-muted">since {since}</p>
            </div>
            {!isThisOne && (
              <Button
                busy={busy === id}
                busyLabel="Ending…"
                aria-label={`End ${device}, since ${since}`}
                onClick={() => end(id, () => endMySession(id))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div>
          <Button
            busy={busy === "others"}
            busyLabel="Ending…"
            onClick={() => end("others", endMyOtherSessions)}
          >
            End all others
          </Button>
        </div>
      )}
    </div>
  );
}
