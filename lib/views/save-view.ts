// What is on the screen is kept under a name, as one's own: nobody else sees it, so the trail does not tell it.

import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import type { Outcome } from "@/lib/refusal";
import { namesBeside } from "@/lib/views/lock-view";
import { whyNameTaken, whyTooManyViews } from "@/lib/views/saved-view";
import type { NewView } from "@/lib/views/schemas";

export function saveView(
  { name, query }: NewView,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; name: string; query: string }>> {
  return inTransaction<Outcome<{ id: string; name: string; query: string }>>(now, async (tx) => {
    const others = await namesBeside(tx, { makerId: actor.id, groupId: null });
    const refusal = whyNameTaken(name, others) ?? whyTooManyViews(others.length);
    if (refusal) return refusal;

    const id = crypto.randomUUID();
    await tx.savedView.create({ data: { id, name, query, makerId: actor.id }, select: { id: true } });
    return { ok: true, id, name, query };
  });
}
