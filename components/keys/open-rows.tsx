"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Opens the plain links of rows within the page (RowLink): one listener where fifty links would each bring their own. */
export function OpenRows() {
  const router = useRouter();

  useEffect(() => {
    function open(event: MouseEvent) {
      const href = event.target instanceof Element && event.target.closest(".row-link")?.getAttribute("href");
      // With a modifier or another button it is the browser's: a new tab, a new window, a download.
      const isPlain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!href || !isPlain || event.defaultPrevented) return;
      event.preventDefault();
      router.push(href as Route);
    }
    document.addEventListener("click", open);
    return () => document.removeEventListener("click", open);
  }, [router]);

  return null;
}
