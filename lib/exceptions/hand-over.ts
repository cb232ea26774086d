// What somebody who leaves owns goes to others in one sitting (R3). Each exception changes hands for itself: what
// cannot go to the one who was chosen stays, and says why; where nobody was chosen yet, it waits.

import type { Actor } from "@/lib/auth/actor";
import { reassign } from "@/lib/exceptions/reassign";
import type { HandOver } from "@/lib/exceptions/schemas";
import type { Outcome } from "@/lib/refusal";

export type HandedOver = { done: string[]; refused: { exceptionId: string; message: string }[] };

export async function handOver(
  { rows, reason, batch }: HandOver,
  actor: Actor,
  now: Date,
): Promise<Outcome<HandedOver>> {
  const handed: HandedOver = { done: [], refused: [] };
  for (const { exceptionId, ownerId } of rows) {
    if (!ownerId) continue;
    const outcome = await reassign({ exceptionId, ownerId, reason, batch }, actor, now);
    if (outcome.ok) handed.done.push(exceptionId);
    else handed.refused.push({ exceptionId, message: outcome.message });
  }
  return { ok: true, ...handed };
}
