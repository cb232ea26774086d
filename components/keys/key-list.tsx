"use client";

import { type ReactNode, useEffect, useRef } from "react";

import { useKeyAction } from "@/components/keys/context";

const rowSelector = "[data-row]";
const linkSelector = "[data-row-link]";

/**
 * A list that keys move through. Rows carry `data-row` (Tr does), their link `data-row-link` (RowLink does).
 * When the row that had the focus leaves, the focus goes to the next one, from the last to the one before,
 * from an empty list to the button of its EmptyState, which stands inside the KeyList too.
 */
export function KeyList({ children, className }: { children: ReactNode; className?: string }) {
  const list = useRef<HTMLDivElement>(null);

  useKeyAction("list.next", () => focusRow(list.current, 1));
  useKeyAction("list.previous", () => focusRow(list.current, -1));
  useKeyAction("list.open", () => focusedLink(list.current)?.click());

  useEffect(() => (list.current ? keepFocus(list.current) : undefined), []);

  return (
    <div ref={list} data-key-list className={className}>
      {children}
    </div>
  );
}

function linksOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(linkSelector) ?? [])];
}

function focusedLink(list: HTMLElement | null): HTMLElement | undefined {
  const row = document.activeElement?.closest(rowSelector);
  return linksOf(list).find((link) => row?.contains(link) || link === document.activeElement);
}

function focusRow(list: HTMLElement | null, by: 1 | -1) {
  const links = linksOf(list);
  const focused = focusedLink(list);
  const current = focused ? links.indexOf(focused) : links.findIndex((link) => link.ariaCurrent === "true");
  const start = by === 1 ? -1 : links.length;
  const next = links[Math.min(links.length - 1, Math.max(0, (current === -1 ? start : current) + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Watches rows come and go, and catches the focus that a leaving row would take with it. */
function keepFocus(list: HTMLElement): () => void {
  let last: { row: Element; index: number } | null = null;

  function remember(event: FocusEvent) {
    const row = event.target instanceof Element ? event.target.closest(rowSelector) : null;
    if (row) last = { row, index: [...list.querySelectorAll(rowSelector)].indexOf(row) };
  }

  const observer = new MutationObserver(() => {
    if (!last || last.row.isConnected) return;
    const { index } = last;
    last = null;
    whenFocusIsLost(() => focusNear(list, index));
  });

  list.addEventListener("focusin", remember);
  observer.observe(list, { childList: true, subtree: true });
  return () => {
    list.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}

// A dialog that acted on the row is still closing: the focus is only lost when it is gone. If it went elsewhere, it stays there.
function whenFocusIsLost(work: () => void, patience = 40) {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) work();
  else if (patience > 0) requestAnimationFrame(() => whenFocusIsLost(work, patience - 1));
}

function focusNear(list: HTMLElement, index: number) {
  const rows = [...list.querySelectorAll(rowSelector)];
  const row = rows[Math.min(index, rows.length - 1)];
  const target = row
    ? row.querySelector<HTMLElement>(`${linkSelector}, a, button`)
    : list.querySelector<HTMLElement>("[data-empty-action] a, [data-empty-action] button");
  target?.focus();
}
