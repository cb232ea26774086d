// Whoever is acting, proven. Use cases take an Actor, and only the session and the
// test cast can make one, so no caller can invent an id.

import type { Role } from "@/prisma/generated/enums";

declare const proven: unique symbol;

type Proof = {
  /** The person: what separation of duties looks at (R4, R5). */
  id: string;
  name: string;
  role: Role;
  /** The account and session that a decision is signed with (R6). */
  accountId: string;
  sessionId: string;
};

export type Actor = Proof & { [proven]: true };

declare const asks: unique symbol;

/**
 * Whoever made an API token, or started a pipeline's run, as far as it acts in their name: it may ask and withdraw. No `Actor`, so that nothing
 * that decides compiles with one (R6).
 */
export type TokenHolder = Pick<Proof, "id" | "role" | "accountId"> & {
  /** With a run: in the name of the person who started it, verified by its issuer. */
  token: { id: string; name: string; run?: string };
} & { [asks]: true };

export function provenActor(proof: Proof): Actor {
  return proof as Actor;
}
