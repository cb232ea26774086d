import type { ReactNode } from "react";

export type BarRow = {
  key: string;
  label: ReactNode;
  count: number;
  /** Null where there is nothing to list. */
  href: string | null;
  /** What is read for the mark: "8 to 14 days: 3". */
  name: string;
  colour?: string;
  /** Beside the count. */
  note?: ReactNode;
};

/** Bars from the left, each with its name and its count. */
export function BarRows({ rows }: { rows: BarRow[] }) {
  const max = Math.max(1, ...rows.map(({ count }) => count));
  const longest = rows.some(({ note }) => note) ? 45 : 80;
  return (
    <ul className="grid gap-px text-sm">
      {rows.map(({ key, label, count, href, name, colour = "bg-accent", note }) => (
        <li key={key} className="grid grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)] items-center gap-3">
          <span className="min-w-0 py-1 leading-5">{label}</span>
          <BarLink href={href} name={name}>
            <span
              aria-hidden
              className={`h-4 min-w-px shrink-0 rounded-r-sm print-colour ${colour}`}
              style={{ width: `${(count / max) * longest}%` }}
            />
            <span className={`tabular-nums ${count === 0 ? "text-muted" : "font-medium"}`}>{count}</span>
            {note && <span className="truncate text-xs text-muted">{note}</span>}
          </BarLink>
        </li>
      ))}
    </ul>
  );
}

export function BarLink({
  href,
  name,
  children,
}: {
  href: string | null;
  name: string;
  children: ReactNode;
}) {
  const look = "flex h-7 min-w-0 items-center gap-2 border-l border-edge";
  if (href === null) return <span className={look}>{children}</span>;
  return (
    <a href={href} aria-label={name} className={`${look} rounded-r-sm hover:bg-ink/8`}>
      {children}
    </a>
  );
}
