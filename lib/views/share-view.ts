// Somebody gives a view of theirs to a group they sit in: everybody in it sees it, and its lead keeps it from then on.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { groupsOf } from "@/lib/people/groups-of";
import { type Outcome, refuse } from "@/lib/refusal";
import { lockView, namesBeside } from "@/lib/views/lock-view";
import { whyCannotShareView, whyNameTaken } from "@/lib/views/saved-view";
import type { ViewShare } from "@/lib/views/schemas";

export async function shareView(
  { viewId, groupId }: ViewShare,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ name: string; group: string }>> {
  const group = (await groupsOf(actor.id, now)).find(({ id }) => id === groupId);

  return inTransaction<Outcome<{ name: string; group: string }>>(now, async (tx) => {
    const view = await lockView(tx, viewId);
    if (!view || view.removedAt) return refuse("not-found", "There is no such view.");
    const refusal =
      whyCannotShareView(view, actor, group !== undefined) ??
      whyNameTaken(view.name, await namesBeside(tx, { makerId: actor.id, groupId }));
    if (refusal) return refusal;

    const { name, query } = view;
    await tx.savedView.update({ where: { id: viewId }, data: { groupId } });
    const body = { name, group: groupId, query };
    await record(tx, { stream: `saved_view/${viewId}`, action: "view.shared", actor, body });
    return { ok: true, name, group: group?.name ?? "" };
  });
}
