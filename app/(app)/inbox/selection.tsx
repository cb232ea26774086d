"use client";

import { type ReactNode, useRef, useState, useTransition } from "react";

import { attendToSeveral } from "@/app/(app)/exceptions/actions";
import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { offerUndo } from "@/components/undo";
import type { Attended } from "@/lib/exceptions/attend";
import type { AttentionChange } from "@/lib/exceptions/schemas";
import type { SnoozeChoice } from "@/lib/exceptions/snooze";

type Props = {
  /** What stands in the list, by id. */
  numbers: Record<string, number>;
  choices: SnoozeChoice[];
  children: ReactNode;
};

/**
 * Several rows at once, for what is private: deciding never is. The rows are plain boxes with `data-select`; this reads
 * them where they stand.
 */
export function Selection({ numbers, choices, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<string[]>([]);
  const [skipped, setSkipped] = useState<string[]>([]);
  const [busy, start] = useTransition();

  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>("[data-select]") ?? [])];

  function read() {
    setSelected(boxes().flatMap((box) => (box.checked ? [box.dataset.select as string] : [])));
  }

  function check(these: HTMLInputElement[], on: boolean) {
    for (const box of these) box.checked = on;
    read();
  }

  function select(withRange: boolean) {
    const box = boxAt(document.activeElement) ?? boxAt(list.current?.querySelector("[aria-current]") ?? null);
    if (!box) return;
    const all = boxes();
    const [from, to] = [last.current ?? box, box].map((one) => all.indexOf(one)).sort((a, b) => a - b);
    check(withRange ? all.slice(from, (to ?? 0) + 1) : [box], withRange || !box.checked);
    last.current = box;
  }

  function apply(change: Omit<AttentionChange, "exceptionId">, done: string) {
    start(async () => {
      const outcome = await answerOf<Attended>(
        attendToSeveral(selected.map((exceptionId) => ({ exceptionId, ...change }))),
      );
      if (!outcome.ok) return setSkipped([outcome.message]);
      setSkipped(outcome.skipped.map(({ exceptionId, message }) => `EX-${numbers[exceptionId]}: ${message}`));
      const changed = outcome.done.map(({ exceptionId }) => exceptionId);
      check(
        boxes().filter((box) => changed.includes(box.dataset.select as string)),
        false,
      );
      if (changed.length > 0) {
        const back = outcome.done.map(({ exceptionId, before }) => ({ exceptionId, ...before }));
        offerUndo({ said: `${changed.length} ${done}.`, undo: () => void answerOf(attendToSeveral(back)) });
      }
    });
  }

  useKeyAction("list.select", () => select(false));
  useKeyAction("list.selectRange", () => select(true));

  return (
    <div ref={list} onChange={read} data-selecting={selected.length > 0 ? "" : undefined}>
      {children}
      {(selected.length > 0 || skipped.length > 0) && (
        <section
          aria-label="Selected"
          className="sticky bottom-2 z-20 mt-2 grid gap-2 rounded-lg bg-panel p-2 text-sm shadow-float print:hidden"
        >
          {selected.length > 0 && (
            <div className="flex flex-wrap items-center gap-1">
              <span className="px-1 tabular-nums" aria-live="polite">{`${selected.length} selected`}</span>
              <Button kind="ghost" busy={busy} onClick={() => apply({ watching: true }, "watched")}>
                Watch
              </Button>
              {choices.length > 0 && (
                <Menu align="start" trigger={<Button kind="ghost">Snooze</Button>}>
                  {choices.map(({ label, until }) => (
                    <MenuItem key={until} onSelect={() => apply({ snoozedUntil: until }, "snoozed")}>
                      {label}
                    </MenuItem>
                  ))}
                </Menu>
              )}
              <Button kind="ghost" onClick={() => check(boxes(), false)}>
                Clear
              </Button>
            </div>
          )}
          {skipped.length > 0 && (
            <div className="grid gap-1 px-1 text-soon">
              <p className="font-medium">{`${skipped.length} skipped`}</p>
              <ul className="grid gap-1">
                {skipped.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

function boxAt(element: Element | null): HTMLInputElement | null {
  return element?.closest("[data-row]")?.querySelector<HTMLInputElement>("[data-select]") ?? null;
}
