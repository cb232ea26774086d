"use client";

import { type ReactNode, useEffect, useRef } from "react";

// A page that takes long leaves its place empty meanwhile, and these links stand anew afterwards.
let leftWithFocus = false;

/** Keeps the focus when a page turns: on the last page "Next" is no link any more, and would take the focus with it. */
export function PagingNav({ page, children }: { page: number; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  const last = useRef<{ page: number; hadFocus: boolean }>({ page, hadFocus: false });

  useEffect(() => {
    if (last.current.page === page) return;
    const { hadFocus } = last.current;
    last.current = { page, hadFocus: false };
    if (hadFocus && document.activeElement === document.body) nav.current?.querySelector("a")?.focus();
  }, [page]);

  useEffect(() => {
    if (leftWithFocus && document.activeElement === document.body) nav.current?.querySelector("a")?.focus();
    leftWithFocus = false;
    return () => {
      leftWithFocus = last.current.hadFocus;
    };
  }, []);

  return (
    <nav
      ref={nav}
      aria-label="Pages"
      onFocus={() => {
        last.current.hadFocus = true;
      }}
      onBlur={(event) => {
        // Leaving for another place is a choice; leaving for nowhere is the page turning.
        if (event.relatedTarget) last.current.hadFocus = false;
      }}
      className="flex items-center justify-between gap-4 py-3 print:hidden"
    >
      {children}
    </nav>
  );
}
