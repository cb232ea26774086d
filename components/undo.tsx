"use client";

import { Undo2 } from "lucide-react";
import { useSyncExternalStore } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

type Offer = { said: string; undo: () => void };

// One offer for the whole app: it stays until the next private act, also over a change of page.
let offer: Offer | null = null;
const listeners = new Set<() => void>();

/** For acts that nobody else sees: they happen at once, and can be taken back until the next one. */
export function offerUndo(next: Offer | null) {
  offer = next;
  if (next) announce(`${next.said} Undo with z.`);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function UndoBar() {
  const current = useSyncExternalStore(
    subscribe,
    () => offer,
    () => null,
  );

  function undo() {
    current?.undo();
    offerUndo(null);
  }
  useKeyAction("undo", undo, current !== null);

  if (!current) return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-40 mx-auto flex w-fit items-center gap-4 rounded-lg bg-panel py-2 pr-2 pl-4 text-sm shadow-float max-sm:bottom-20 print:hidden">
      <span>{current.said}</span>
      <Button icon={Undo2} onClick={undo}>
        Undo
      </Button>
    </div>
  );
}
