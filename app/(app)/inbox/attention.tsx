"use client";

import { AlarmClock, Eye, EyeOff } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";

import { attendTo } from "@/app/(app)/exceptions/actions";
import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { offerUndo } from "@/components/undo";
import type { AttentionChange } from "@/lib/exceptions/schemas";
import type { SnoozeChoice } from "@/lib/exceptions/snooze";

type Props = {
  exceptionId: string;
  number: number;
  watching: boolean;
  /** Until when it is snoozed; null: it is not. */
  snoozed: { until: string; words: string } | null;
  choices: SnoozeChoice[];
  /** Why it cannot be snoozed. */
  reason: string | null;
  nextHref: string;
};

/** Private acts on the request that is open: they happen at once and can be undone. */
export function Attention({ exceptionId, number, watching, snoozed, choices, reason, nextHref }: Props) {
  const router = useRouter();
  const [shown, setShown] = useOptimistic(watching);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [, start] = useTransition();
  const go = (href: string) => router.push(href as Route, { scroll: false });
  const here = `/inbox?open=EX-${number}`;

  function send(change: Omit<AttentionChange, "exceptionId">, then: () => void) {
    start(async () => {
      if (change.watching !== undefined) setShown(change.watching);
      const outcome = await answerOf(attendTo({ exceptionId, ...change }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) then();
    });
  }

  function watch(on: boolean) {
    const said = on ? `You watch EX-${number}.` : `You no longer watch EX-${number}.`;
    const undo = () => send({ watching: !on }, () => router.refresh());
    send({ watching: on }, () => offerUndo({ said, undo }));
  }

  function snooze({ label, until }: SnoozeChoice) {
    const said = `EX-${number} is snoozed ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
    const undo = () => send({ snoozedUntil: null }, () => go(here));
    send({ snoozedUntil: until }, () => {
      offerUndo({ said, undo });
      go(nextHref);
    });
  }

  function bringBack({ until }: { until: string }) {
    const undo = () => send({ snoozedUntil: until }, () => go("/inbox?tab=snoozed"));
    send({ snoozedUntil: null }, () => {
      offerUndo({ said: `EX-${number} waits again.`, undo });
      go(here);
    });
  }

  function snoozeOrBringBack() {
    if (snoozed) bringBack(snoozed);
    else if (choices[0]) snooze(choices[0]);
  }

  useKeyAction("inbox.watch", () => watch(!shown));
  useKeyAction("inbox.snooze", snoozeOrBringBack, snoozed !== null || choices.length > 0);

  return (
    <div className="-ml-3 flex flex-wrap items-center gap-2 print:hidden">
      <Button kind="ghost" icon={shown ? EyeOff : Eye} onClick={() => watch(!shown)}>
        {shown ? "Stop watching" : "Watch"}
      </Button>
      {snoozed ? (
        <Button kind="ghost" icon={AlarmClock} onClick={() => bringBack(snoozed)}>
          {`Snoozed until ${snoozed.words}: bring back`}
        </Button>
      ) : choices.length === 0 ? (
        reason && (
          <Button kind="ghost" icon={AlarmClock} reason={reason}>
            Snooze
          </Button>
        )
      ) : (
        <Menu
          align="start"
          trigger={
            <Button kind="ghost" icon={AlarmClock}>
              Snooze
            </Button>
          }
        >
          {choices.map((choice) => (
            <MenuItem key={choice.until} onSelect={() => snooze(choice)}>
              {choice.label}
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
