"use client";

import { useEffect } from "react";

/**
 * Back from a record, the focus stands again on the row that opened it. The row is kept in the entry of the browser's
 * history, so that each page of a list remembers its own.
 */
export function RememberRow() {
  useEffect(() => {
    const { row } = (window.history.state ?? {}) as { row?: string };
    const link = row ? linkTo(row) : null;
    if (link && isFocusFree()) link.focus({ preventScroll: false });

    function remember(event: FocusEvent | MouseEvent) {
      const target = event.target instanceof Element ? event.target.closest("[data-row-link]") : null;
      const href = target?.getAttribute("href");
      if (href) window.history.replaceState({ ...window.history.state, row: href }, "");
    }
    document.addEventListener("focusin", remember);
    document.addEventListener("click", remember, true);
    return () => {
      document.removeEventListener("focusin", remember);
      document.removeEventListener("click", remember, true);
    };
  }, []);

  return null;
}

function linkTo(href: string): HTMLElement | null {
  const links = document.querySelectorAll<HTMLElement>("[data-row-link]");
  return [...links].find((link) => link.getAttribute("href") === href) ?? null;
}

function isFocusFree() {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || activeElement.id === "content";
}
