"use client";

import { AlarmClock, Eye, EyeOff } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";

import { attendTo } from "@/app/(app)/exceptions/actions";
import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/provider";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { offerUndo } from "@/components/undo";

type Props = {
  exceptionId: string;
  number: number;
  watching: boolean;
  /** Until when it is put off, in words; null: it is not. */
  snoozed: string | null;
  choices: { label: string; until: string }[];
  /** Why it cannot be put off. */
  reason: string | null;
  nextHref: string;
};

/** Private acts on the request that is open: they happen at once and can be undone. */
export function Attention({ exceptionId, number, watching, snoozed, choices, reason, nextHref }: Props) {
  const router = useRouter();
  const [shown, setShown] = useOptimistic(watching);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [, start] = useTransition();
  const here = `/inbox?open=EX-${number}` as Route;

  function send(change: { watching?: boolean; snoozedUntil?: string | null }, then?: () => void) {
    start(async () => {
      if (change.watching !== undefined) setShown(change.watching);
      const outcome = await answerOf(attendTo({ exceptionId, ...change }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) then?.();
    });
  }

  function watch(on: boolean) {
    send({ watching: on });
    offerUndo({
      said: on ? `You watch EX-${number}.` : `You no longer watch EX-${number}.`,
      undo: () => send({ watching: !on }),
    });
  }

  function snooze(until: string | null, label: string) {
    send({ snoozedUntil: until }, () => router.push((until ? nextHref : here) as Route, { scroll: false }));
    offerUndo({
      said: until ? `EX-${number} is put off: ${label.toLowerCase()}.` : `EX-${number} waits again.`,
      undo: () => send({ snoozedUntil: until ? null : (choices[0]?.until ?? null) }, () => router.push(here)),
    });
  }

  function snoozeOrBack() {
    const [first] = choices;
    if (snoozed) snooze(null, "");
    else if (first) snooze(first.until, first.label);
  }

  useKeyAction("inbox.watch", () => watch(!shown));
  useKeyAction("inbox.snooze", snoozeOrBack, snoozed !== null || choices.length > 0);

  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Button kind="ghost" icon={shown ? EyeOff : Eye} aria-pressed={shown} onClick={() => watch(!shown)}>
        {shown ? "Stop watching" : "Watch"}
      </Button>
      {snoozed ? (
        <Button kind="ghost" icon={AlarmClock} onClick={() => snooze(null, "")}>
          {`Put off ${snoozed}: back now`}
        </Button>
      ) : choices.length === 0 ? (
        reason && (
          <Button kind="ghost" icon={AlarmClock} reason={reason}>
            Put off
          </Button>
        )
      ) : (
        <Menu
          align="start"
          trigger={
            <Button kind="ghost" icon={AlarmClock}>
              Put off
            </Button>
          }
        >
          {choices.map(({ label, until }) => (
            <MenuItem key={until} onSelect={() => snooze(until, label)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      {refusal && (
        <p role="alert" className="text-sm text-bad">
          {refusal}
        </p>
      )}
    </div>
  );
}
