import type { Route } from "next";
import { Link } from "@/components/ui/link";

export type Chip = { href: string; label: string; count?: number; current: boolean };

/** Views of one list, as links: the open one stands in the address. */
export function Chips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex flex-wrap gap-1.5">
        {chips.map((chip) => (
          <li key={chip.href}>
            <Link
              href={chip.href as Route}
              scroll={false}
              aria-current={chip.current ? "true" : undefined}
              className="inline-flex h-7 items-center rounded-full border border-line px-3 text-xs whitespace-nowrap text-muted transition-colors hover:border-edge hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-tint aria-[current]:font-medium aria-[current]:text-accent touch:h-11"
            >
              {chip.label}
              {Boolean(chip.count) && <span className="ml-1 tabular-nums">{chip.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
