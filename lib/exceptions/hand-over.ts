// What somebody who leaves owns goes to others in one sitting (R3). Each exception changes hands for itself: what
// cannot go to the one who was chosen stays, and says why; where nobody was chosen yet, it waits.

import type { Actor } from "@/lib/auth/actor";
import { reassign } from "@/lib/exceptions/reassign";
import type { HandAllTo, HandOver } from "@/lib/exceptions/schemas";
import { severally } from "@/lib/exceptions/severally";

export function handOver({ rows, reason, batch }: HandOver, actor: Actor, now: Date) {
  const given = rows.flatMap(({ exceptionId, ownerId }) => (ownerId ? [{ exceptionId, ownerId }] : []));
  return severally(given, (row) => reassign({ ...row, reason, batch }, actor, now));
}

export function handAllTo({ rows, ownerId, ...shared }: HandAllTo, actor: Actor, now: Date) {
  const given = rows.map(({ exceptionId }) => ({ exceptionId, ownerId }));
  return handOver({ ...shared, rows: given }, actor, now);
}
