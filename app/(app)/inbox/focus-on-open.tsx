"use client";

import { useEffect, useRef } from "react";

/** When another request opens, after a decision or from the list, the focus is at its head: keys and screen readers go on from there. */
export function FocusOnOpen({ number }: { number: number | null }) {
  const last = useRef(number);

  useEffect(() => {
    if (last.current === number) return;
    last.current = number;
    const head = document.getElementById("request-title");
    (head ?? document.querySelector<HTMLElement>("[data-empty-action] a"))?.focus();
  }, [number]);

  return null;
}
