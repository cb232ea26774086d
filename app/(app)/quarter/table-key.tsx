"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";

import { useKeyAction } from "@/components/keys/context";

/** `t` turns all charts to tables, and back. */
export function TableKey({ href }: { href: string }) {
  const router = useRouter();
  useKeyAction("quarter.tables", () => router.push(href as Route, { scroll: false }));
  return null;
}
