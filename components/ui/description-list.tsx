import type { ReactNode } from "react";

/** Facts with their names: name left, fact right; on a phone one above the other. */
export function DescriptionList({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line border-y border-line text-sm">{children}</dl>;
}

export function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="max-w-read min-w-0 break-words whitespace-pre-line">{children}</dd>
    </div>
  );
}
