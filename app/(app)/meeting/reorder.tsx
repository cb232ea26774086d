"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { offerUndo } from "@/components/undo";

import { reorderAgenda } from "./actions";

type Props = {
  number: number;
  item: number;
  title: string;
  /** Why it does not move: up, and down. */
  reasons: { up: string | null; down: string | null };
};

const ways = [
  { way: "up", icon: ArrowUp, words: "Move up" },
  { way: "down", icon: ArrowDown, words: "Move down" },
] as const;

/** Where the focus goes when the list is drawn anew: it stays on the item that moved. */
let pressed: { item: number; way: "up" | "down" } | null = null;

/** One place up or down, for whoever leads; it happens at once and can be undone. */
export function Reorder({ number, item, title, reasons }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (pressed?.item !== item) return;
    place.current?.querySelector<HTMLElement>(`[data-way="${pressed.way}"]`)?.focus();
    pressed = null;
  });

  function move(from: number, to: number, way: "up" | "down", then: () => void) {
    start(async () => {
      pressed = { item: to, way };
      const outcome = await answerOf(reorderAgenda({ number, item: from, to }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) then();
      else pressed = null;
    });
  }

  function press(way: "up" | "down") {
    const to = way === "up" ? item - 1 : item + 1;
    const back = way === "up" ? "down" : "up";
    const undo = () => move(to, item, back, () => {});
    move(item, to, way, () => offerUndo({ said: `${title} is item ${to}.`, undo }));
  }

  return (
    <span
      ref={place}
      className="relative z-1 flex flex-wrap justify-end transition-opacity print:hidden [li:not(:hover,:focus-within)_&]:opacity-0 touch:opacity-100! has-[[role=alert]]:opacity-100!"
    >
      {ways.map(({ way, icon, words }) => (
        <Button
          key={way}
          kind="ghost"
          iconOnly
          data-keys-pass
          data-way={way}
          icon={icon}
          busy={busy}
          busyLabel="Moving…"
          reason={reasons[way]}
          onClick={() => press(way)}
        >
          {`${words}: ${title}`}
        </Button>
      ))}
      {refusal && (
        <span role="alert" className="basis-full text-xs text-bad">
          {refusal}
        </span>
      )}
    </span>
  );
}
