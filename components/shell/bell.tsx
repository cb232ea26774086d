import { Bell as BellIcon } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/components/ui/link";

/** What I was told and have not read. */
export function Bell({ unread }: { unread: number }) {
  return (
    <Link
      href={"/notices" as Route}
      className="relative flex size-control shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink"
    >
      <BellIcon aria-hidden />
      <span className="sr-only">Notices{unread > 0 ? `, ${unread} unread` : ""}</span>
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute top-0 right-0 min-w-4 translate-x-1 rounded-full bg-accent px-1 text-center text-xs font-medium text-on-accent tabular-nums"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}
