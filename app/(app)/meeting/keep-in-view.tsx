"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Scrolls within itself so that the item that everybody looks at can be seen; the page stays where it is. */
export function KeepInView({ item, children }: { item: number; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>(`[aria-current="step"][data-item="${item}"]`);
    if (!list.current || !current) return;
    const { top, height } = current.getBoundingClientRect();
    const frame = list.current.getBoundingClientRect();
    if (top < frame.top || top + height > frame.bottom)
      list.current.scrollTop += top - frame.top - frame.height / 3;
  }, [item]);

  return (
    <div ref={list} className="lg:max-h-[calc(100dvh-15rem)] lg:overflow-y-auto">
      {children}
    </div>
  );
}
