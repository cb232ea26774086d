import { type ReactNode, useId } from "react";

/** One step of the form, with its number. */
export function Part({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 border-t border-line pt-5 first-of-type:border-0 first-of-type:pt-0"
    >
      <h2 id={id} className="text-lg font-semibold">
        <span aria-hidden className="mr-2 font-normal text-muted tabular-nums">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}
