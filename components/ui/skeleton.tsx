const widths = { short: "w-16", medium: "w-48", long: "w-80" };

/** A grey line where text will stand. */
export function Skeleton({ width = "medium" }: { width?: keyof typeof widths }) {
  return <span className={`skeleton inline-block h-4 max-w-full align-middle ${widths[width]}`} />;
}

/** Rows in the real height, while the real ones are on their way. */
export function SkeletonRows({ label, rows = 6 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-busy="true" className="divide-y divide-line border-y border-line">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} aria-hidden className="flex h-row items-center gap-6">
          <Skeleton width="short" />
          <Skeleton width={row % 2 ? "long" : "medium"} />
          <Skeleton width="short" />
        </div>
      ))}
    </div>
  );
}
