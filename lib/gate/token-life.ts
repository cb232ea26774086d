// How long a pipeline may ask: until its token's end, until somebody ends it, or until the token's maker has left. A
// binding has no end of its own, and lasts as long as its issuer is in use.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse } from "@/lib/refusal";

type Token = {
  byId: string;
  /** Null: a binding. */
  expiresAt: Date | null;
  endedAt: Date | null;
};

export type TokenState = "alive" | "ended" | "expired" | "maker left" | "issuer retired";

type Whose = { by: { deactivatedAt: Date | null }; issuer: { retiredAt: Date | null } | null };

export function tokenState({ endedAt, expiresAt, by, issuer }: Token & Whose, now: Date): TokenState {
  if (endedAt) return "ended";
  if (issuer) return issuer.retiredAt ? "issuer retired" : "alive";
  if (expiresAt && expiresAt <= now) return "expired";
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
    (endedAt || (expiresAt && expiresAt <= now) ? refuse("wrong-status", "It has ended already.") : null)
  );
}
