export type Share = { key: string; label: string; count: number; href: string; colour: string };
export type ShareRow = { key: string; label: string; shares: Share[]; note?: string };

/** 100 % bars: what each row is made of, with its count on the mark. */
export function Shares({ rows }: { rows: ShareRow[] }) {
  return (
    <div className="grid gap-2">
      <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {rows[0]?.shares.map(({ key, label, colour }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className={`size-2.5 rounded-sm print-colour ${colour}`} />
            {label}
          </li>
        ))}
      </ul>
      <ul className="grid gap-1 text-sm">
        {rows.map(({ key, label, shares, note }) => (
          <li
            key={key}
            className="grid grid-cols-[minmax(4.5rem,10rem)_minmax(0,1fr)_auto] items-center gap-3 max-sm:grid-cols-[5rem_minmax(0,1fr)_auto]"
          >
            <span className="truncate">{label}</span>
            <Bar shares={shares} />
            <span className="min-w-10 text-right text-xs whitespace-nowrap text-muted tabular-nums">
              {note}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ shares }: { shares: Share[] }) {
  const all = shares.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return <span className="h-6 border-y border-dashed border-line" />;
  return (
    <span className="flex h-6 min-w-0 gap-px">
      {shares
        .filter(({ count }) => count > 0)
        .map(({ key, label, count, href, colour }) => (
          <a
            key={key}
            href={href}
            aria-label={`${label}: ${count}`}
            title={`${label}: ${count}`}
            className={`grid min-w-6 place-items-center outline-offset-1 first:rounded-l-sm last:rounded-r-sm hover:opacity-85 print-colour ${colour}`}
            style={{ flexGrow: count }}
          >
            {/* Not the link's own colour: on paper links are ink. */}
            <span className="text-xs font-medium text-panel tabular-nums">{count}</span>
          </a>
        ))}
    </span>
  );
}
