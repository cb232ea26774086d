"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { mostAtOnce, type Several, tooManyAtOnce } from "@/lib/exceptions/severally";
import type { Outcome } from "@/lib/refusal";

export type Selected = { id: string; number: number };
/** Takes away what was done and says why the others were skipped. */
export type Finish = (outcome: Outcome<Several>) => void;
export type ActsProps = { selected: Selected[]; finish: Finish };

type Props = {
  /** What is selected stays under this name while the tab is open: over the pages of a list, and Back. */
  keptAs?: string;
  /** What can be done with them. */
  acts: (selection: ActsProps) => ReactNode;
  children: ReactNode;
};

/** Several rows at once. Their boxes are plain ones (SelectBox): this reads and ticks them where they stand. */
export function Selection({ keptAs, acts, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const last = useRef<string>(undefined);
  const [selected, setSelected] = useKept(keptAs);
  const [skipped, setSkipped] = useState<string[]>([]);

  // What was skipped in one list says nothing about the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the list
  useEffect(() => setSkipped([]), [keptAs]);

  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>("[data-select]") ?? [])];

  // The rows come and go without this knowing: after each drawing the boxes are ticked as they were.
  useEffect(() => {
    for (const box of boxes()) box.checked = selected.some(({ id }) => id === box.dataset.select);
  });

  function tick(these: HTMLInputElement[], on: boolean) {
    const ids = these.map((box) => box.dataset.select);
    const others = selected.filter(({ id }) => !ids.includes(id));
    const wanted = on ? [...others, ...uniqueOf(these)] : others;
    // More of them would be left out of a link and of a CSV without a word.
    setSelected(wanted.slice(0, mostAtOnce));
    setSkipped(wanted.length > mostAtOnce ? [tooManyAtOnce] : []);
  }

  function select(box: HTMLInputElement | null, withRange: boolean, on: boolean) {
    if (!box) return;
    const all = boxes();
    const from = all.findIndex(({ dataset }) => dataset.select === last.current);
    const [first, end] = [from, all.indexOf(box)].sort((a, b) => a - b) as [number, number];
    tick(withRange && from >= 0 ? all.slice(first, end + 1) : [box], on);
    last.current = box.dataset.select;
  }

  function finish(outcome: Outcome<Several>) {
    if (!outcome.ok) return setSkipped([outcome.message]);
    const numbers = new Map(selected.map(({ id, number }) => [id, number]));
    setSkipped(
      outcome.skipped.map(({ exceptionId, message }) => `EX-${numbers.get(exceptionId)}: ${message}`),
    );
    setSelected(selected.filter(({ id }) => !outcome.done.some(({ exceptionId }) => exceptionId === id)));
  }

  const current = () =>
    boxAt(document.activeElement) ?? boxAt(list.current?.querySelector("[aria-current]") ?? null);
  useKeyAction("list.select", () => select(current(), false, !current()?.checked));
  useKeyAction("list.selectRange", () => select(current(), true, true));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is pressed are the boxes in it; a press with Shift reaches up to the last one
    // biome-ignore lint/a11y/useKeyWithClickEvents: by key it is X
    <div
      ref={list}
      onClick={({ target, shiftKey }) => {
        if (target instanceof HTMLInputElement && target.dataset.select) {
          select(target, shiftKey && target.checked, target.checked);
        }
      }}
      data-selecting={selected.length > 0 ? "" : undefined}
      className="min-w-0"
    >
      {children}
      {(selected.length > 0 || skipped.length > 0) && (
        <section
          aria-label="Selected"
          className="sticky bottom-2 z-20 mt-2 grid gap-2 rounded-lg bg-panel p-2 text-sm shadow-float print:hidden"
        >
          {selected.length > 0 && (
            <div className="flex flex-wrap items-center gap-1">
              <span className="px-1 tabular-nums" aria-live="polite">{`${selected.length} selected`}</span>
              {acts({ selected, finish })}
              <span className="ml-auto flex flex-wrap gap-1">
                <Button kind="ghost" onClick={() => tick(boxes(), true)}>
                  All on this page
                </Button>
                <Button
                  kind="ghost"
                  onClick={() => {
                    setSelected([]);
                    setSkipped([]);
                  }}
                >
                  Clear
                </Button>
              </span>
            </div>
          )}
          {skipped.length > 0 && (
            <div className="grid gap-1 px-1 text-soon" role="status">
              <p className="font-medium">{`${skipped.length} skipped`}</p>
              <ul className="grid max-h-40 gap-1 overflow-y-auto">
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

/** The box of a row. It shows itself when the row is looked at, and on all rows once one is selected. */
export function SelectBox({ id, number, className }: Selected & { className: string }) {
  return (
    <input
      type="checkbox"
      data-select={id}
      data-number={number}
      aria-label={`Select EX-${number}`}
      className={`select-box ${className}`}
    />
  );
}

/** A list that is cut into groups can show the same exception in two of them. */
function uniqueOf(boxes: HTMLInputElement[]): Selected[] {
  const numbers = new Map(boxes.map(({ dataset }) => [dataset.select as string, Number(dataset.number)]));
  return [...numbers].map(([id, number]) => ({ id, number }));
}

function boxAt(element: Element | null): HTMLInputElement | null {
  return element?.closest("[data-row]")?.querySelector<HTMLInputElement>("[data-select]") ?? null;
}

function useKept(name: string | undefined) {
  const [selected, setSelected] = useState<Selected[]>([]);

  useEffect(() => {
    const kept = name && sessionStorage.getItem(`selected ${name}`);
    setSelected(kept ? JSON.parse(kept) : []);
  }, [name]);

  const keep = useCallback(
    (next: Selected[]) => {
      setSelected(next);
      if (!name) return;
      if (next.length > 0) sessionStorage.setItem(`selected ${name}`, JSON.stringify(next));
      else sessionStorage.removeItem(`selected ${name}`);
    },
    [name],
  );
  return [selected, keep] as const;
}
