// What one makes of a view is private: a tab over the list, or the list one starts with. It happens at once and can be undone.

import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import type { ViewChoice } from "@/lib/views/schemas";
import { isInSight } from "@/lib/views/views-of";

/** `before`: the view that was the default until now. */
export async function chooseView(
  { viewId, ...choice }: ViewChoice,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ before: string | null }>> {
  if (!(await isInSight(viewId, actor, now))) return refuse("not-found", "There is no such view.");

  return inTransaction<Outcome<{ before: string | null }>>(now, async (tx) => {
    const personId = actor.id;
    const before = await tx.viewChoice.findFirst({ where: { personId, isDefault: true } });
    if (choice.isDefault && before && before.viewId !== viewId) {
      const where = { personId_viewId: { personId, viewId: before.viewId } };
      await tx.viewChoice.update({ where, data: { isDefault: false } });
    }
    await tx.viewChoice.upsert({
      where: { personId_viewId: { personId, viewId } },
      create: { personId, viewId, ...choice },
      update: choice,
      select: { viewId: true },
    });
    return { ok: true, before: before?.viewId ?? null };
  });
}
