"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

import { markRead } from "./actions";

type Props = { id: string; href: string; isRead: boolean; isOver: boolean; children: ReactNode };

/** Whoever opens what a notice is about has read it. */
export function NoticeLink({ id, href, isRead, isOver, children }: Props) {
  return (
    <Link
      href={href as Route}
      data-row-link
      onClick={() => {
        if (!isRead) void markRead({ ids: [id] });
      }}
      className={`font-medium after:absolute after:inset-0 hover:underline ${isOver ? "text-muted" : "text-accent"}`}
    >
      {children}
    </Link>
  );
}
