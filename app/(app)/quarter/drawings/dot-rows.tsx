import type { ChartData } from "@/lib/reviews/review";
import { elapsed, rowsHref } from "@/lib/reviews/tables";

import { BarLink } from "./bar-rows";

/** From half of the decisions to nine in ten, against the time that was usually allowed. */
export function DotRows({ quarter, groups }: { quarter: string; groups: ChartData["deciding"] }) {
  const max = Math.max(1, ...groups.map(({ most, due }) => Math.max(most, due)));
  const share = (minutes: number) => `${(minutes / max) * 100}%`;
  return (
    <div className="grid gap-2">
      <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <span className="flex items-center gap-1.5">
          <span className="size-2 rounded-full border-2 border-accent" /> half within
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2 rounded-full bg-accent print-colour" /> nine in ten within
        </span>
        <span className="flex items-center gap-1.5">
          <span className="h-3 w-0.5 bg-ink print-colour" /> usually allowed
        </span>
      </p>
      <ul className="grid gap-px text-sm">
        {groups.map(({ group, name, decisions, half, most, due, late }) => (
          <li
            key={group}
            className="grid grid-cols-[minmax(5rem,9rem)_minmax(0,1fr)_auto] items-center gap-3"
          >
            <span className="truncate">{name}</span>
            <BarLink
              href={rowsHref(quarter, "deciding", group)}
              name={`${name}: ${decisions} decisions, half within ${elapsed(half)}, nine in ten within ${elapsed(most)}, ${elapsed(due)} allowed`}
            >
              <span aria-hidden className="relative mx-2 h-full min-w-0 flex-1">
                <span
                  className="absolute top-1/2 h-px bg-accent print-colour"
                  style={{ left: share(half), width: share(most - half) }}
                />
                <span
                  className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-accent bg-canvas"
                  style={{ left: share(half) }}
                />
                <span
                  className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full bg-accent print-colour"
                  style={{ left: share(most) }}
                />
                <span
                  className="absolute inset-y-1.5 w-0.5 -translate-x-1/2 bg-ink print-colour"
                  style={{ left: share(due) }}
                />
              </span>
            </BarLink>
            <span className="w-20 text-right text-xs whitespace-nowrap tabular-nums">
              {late > 0 ? (
                <a
                  href={rowsHref(quarter, "deciding", `${group}.late`)}
                  className="inline-flex min-h-6 items-center text-soon hover:underline"
                >
                  {`${late} of ${decisions} late`}
                </a>
              ) : (
                <span className="text-muted">{`0 of ${decisions} late`}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
