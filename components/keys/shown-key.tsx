"use client";

import { useSyncExternalStore } from "react";

const names: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Enter: "Enter", Escape: "Esc" };

/** A key as it is printed on the keyboard in front of the reader: ⌘K on a Mac, Ctrl K elsewhere; "g h" as two keys. */
export function ShownKey({ keys }: { keys: string }) {
  const mac = useIsMac();
  const parts = keys.split(" ").flatMap((part) => part.split("+"));
  return (
    <span className="inline-flex items-center gap-1">
      {parts.map((part, index) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one key never move
          key={index}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs text-muted"
        >
          {part === "mod"
            ? mac
              ? "⌘"
              : "Ctrl"
            : part === "k" && keys.startsWith("mod")
              ? "K"
              : (names[part] ?? part)}
        </kbd>
      ))}
    </span>
  );
}

function useIsMac(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
}
