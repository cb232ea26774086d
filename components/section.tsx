import { type ReactNode, useId } from "react";

type Props = { title: string; count?: number; actions?: ReactNode; children: ReactNode };

export function Section({ title, count, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 content-start gap-2">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-lg font-semibold">
          {title}
          {count !== undefined && " "}
          {count !== undefined && (
            <span className="ml-1 text-sm font-normal text-muted tabular-nums">{count}</span>
          )}
        </h2>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
