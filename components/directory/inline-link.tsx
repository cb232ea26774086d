import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

/** A name that leads to its page. Stands above the link of its row. */
export function InlineLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href as Route}
      className="relative z-1 inline-flex min-h-6 items-center text-accent hover:underline"
    >
      {children}
    </Link>
  );
}
