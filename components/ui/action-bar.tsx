import type { ReactNode } from "react";

/** What can be done here. On a phone it stands at the bottom, under the thumb; the page leaves room for it. */
export function ActionBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:sticky max-sm:bottom-0 max-sm:z-20 max-sm:-mx-4 max-sm:border-t max-sm:border-line max-sm:bg-panel max-sm:px-4 max-sm:py-2 print:hidden">
      {children}
    </div>
  );
}
