import type { Route } from "next";
import { Link } from "@/components/ui/link";

export type Tab = { href: string; label: string; count?: number | string; current: boolean };

/** Tabs that are links: the open one stands in the URL, so Back undoes it and a colleague sees the same. */
export function TabLinks({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="border-b border-line print:hidden">
      <ul className="flex flex-wrap gap-x-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href as Route}
              scroll={false}
              aria-current={tab.current ? "page" : undefined}
              className="tab"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-xs text-muted tabular-nums">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
