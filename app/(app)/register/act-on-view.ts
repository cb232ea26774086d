import type { Outcome } from "@/lib/refusal";

/** Sends an act on a view, tells what it did, and how to take it back where that is possible. */
export type ActOnView = (
  sent: Promise<Outcome<object>>,
  said: string,
  undo?: () => Promise<Outcome<object>>,
) => Promise<boolean>;
