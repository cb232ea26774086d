// A view gets another name or another query, becomes its group's default, is removed or comes back. Of a group's view
// each of these is an event; one's own changes nothing that others see.

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { lockView, namesBeside } from "@/lib/views/lock-view";
import { whyCannotChangeView, whyNameTaken } from "@/lib/views/saved-view";
import type { ViewChange } from "@/lib/views/schemas";

type View = NonNullable<Awaited<ReturnType<typeof lockView>>>;

/** `before`: the query that undoing it brings back. */
export function changeView(
  { viewId, removed, ...change }: ViewChange,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ name: string; before: string }>> {
  return inTransaction<Outcome<{ name: string; before: string }>>(now, async (tx) => {
    const view = await lockView(tx, viewId);
    if (!view) return refuse("not-found", "There is no such view.");
    const refusal =
      whyCannotChangeView(view, actor) ??
      whyNotThere(view, change, removed) ??
      whyNameTaken(change.name ?? view.name, await namesBeside(tx, view));
    if (refusal) return refusal;

    const answer = { ok: true, name: change.name ?? view.name, before: view.query } as const;
    if (removed !== undefined) {
      if (removed === (view.removedAt !== null)) return answer;
      const gone = removed ? { removedAt: now, isDefault: false } : { removedAt: null };
      await tx.savedView.update({ where: { id: viewId }, data: gone });
      await tell(tx, view, removed ? "view.removed" : "view.restored", actor);
      return answer;
    }

    const changed = changeBetween<typeof change>(view, change);
    if (Object.keys(changed).length === 0) return answer;
    if (change.isDefault) await endDefaultOf(tx, view, actor);
    await tx.savedView.update({ where: { id: viewId }, data: change });
    if (view.groupId) {
      const body = { name: view.name, group: view.groupId, changed };
      await record(tx, { stream: `saved_view/${viewId}`, action: "view.changed", actor, body });
    }
    return answer;
  });
}

function whyNotThere(
  view: View,
  { isDefault }: Pick<ViewChange, "isDefault">,
  removed?: boolean,
): Refusal | null {
  if (isDefault && !view.groupId) return refuse("wrong-status", "Share it with a group first.");
  return view.removedAt && removed !== false ? refuse("not-found", "This view was removed.") : null;
}

async function tell(
  tx: Tx,
  { id, name, groupId }: View,
  action: "view.removed" | "view.restored",
  actor: Actor,
) {
  if (!groupId) return;
  await record(tx, { stream: `saved_view/${id}`, action, actor, body: { name, group: groupId } });
}

/** A group starts with one view: the one before steps back, which is a change of its own. */
async function endDefaultOf(tx: Tx, { id, groupId }: View, actor: Actor) {
  const before =
    groupId && (await tx.savedView.findFirst({ where: { groupId, isDefault: true, NOT: { id } } }));
  if (!before) return;
  await tx.savedView.update({ where: { id: before.id }, data: { isDefault: false } });
  const changed = { isDefault: { before: true, after: false } };
  const body = { name: before.name, group: groupId, changed };
  await record(tx, { stream: `saved_view/${before.id}`, action: "view.changed", actor, body });
}
