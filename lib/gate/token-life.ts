// How long a token lives: until its end, until somebody ends it, or until its maker has left.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse } from "@/lib/refusal";

type Token = {
  byId: string;
  expiresAt: Date;
  endedAt: Date | null;
};

export type TokenState = "alive" | "ended" | "expired" | "maker left";

export function tokenState(
  { endedAt, expiresAt, by }: Token & { by: { deactivatedAt: Date | null } },
  now: Date,
): TokenState {
  if (endedAt) return "ended";
  if (expiresAt <= now) return "expired";
  return by.deactivatedAt ? "maker left" : "alive";
}

/** Administrators, and whoever made it. */
export function whyCannotEndToken(
  { byId, endedAt, expiresAt }: Token,
  actor: Keeper,
  now: Date,
): Refusal | null {
  return (
    (byId === actor.id ? null : whyCannotAdminister(actor)) ??
    (endedAt || expiresAt <= now ? refuse("wrong-status", "It has ended already.") : null)
  );
}
