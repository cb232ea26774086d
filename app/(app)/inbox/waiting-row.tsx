import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

/** A row of the list on the left: the whole row opens its request in the pane. */
export function WaitingRow({
  href,
  isOpen,
  children,
}: {
  href: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <li data-row className="has-[[data-row-link]:focus-visible]:bg-accent-tint">
      <Link
        href={href as Route}
        scroll={false}
        data-row-link
        aria-current={isOpen ? "true" : undefined}
        className="grid gap-0.5 px-3 py-2.5 text-sm outline-offset-[-2px] transition-colors hover:bg-sunken aria-[current]:bg-sunken"
      >
        {children}
      </Link>
    </li>
  );
}
