"use client";

import { createContext, type ReactNode, useContext } from "react";

import { exceptionNumber } from "@/components/exception-number";

/** What was said in the exception that this one extends, by the field that asks it anew. */
export type LastTimeWords = {
  number: number;
  words: Partial<
    Record<
      "reason" | "whatChanged" | "breaksIfNo" | "riskIntroduced" | "alternatives" | "mitigation" | "howLong",
      string
    >
  >;
};

export const LastTime = createContext<LastTimeWords | null>(null);

/** A field, and beside it what stood there last time. */
export function Was({ field, children }: { field: keyof LastTimeWords["words"]; children: ReactNode }) {
  const last = useContext(LastTime);
  const words = last?.words[field];
  if (!last || !words) return children;
  return (
    <div className="grid gap-x-5 gap-y-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,15rem)]">
      {children}
      <aside
        className="border-l border-line pl-3 text-sm"
        aria-label={`Last time, in ${exceptionNumber(last.number)}`}
      >
        <p className="text-xs font-medium text-muted">{`Was, in ${exceptionNumber(last.number)}`}</p>
        <p className="max-h-36 overflow-y-auto break-words whitespace-pre-line text-muted">{words}</p>
      </aside>
    </div>
  );
}
