// An administrator takes a retired group back into use.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { lockGroup } from "@/lib/people/locks";
import type { GroupId } from "@/lib/people/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function reinstateGroup(
  { groupId }: GroupId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const group = await lockGroup(tx, groupId);
    if (!group) return refuse("not-found", "There is no such group.");

    const refusal = whyCannotReinstateGroup(group, actor);
    if (refusal) return refusal;

    await tx.group.update({ where: { id: groupId }, data: { retiredAt: null } });
    await record(tx, { stream: `approver_group/${groupId}`, action: "group.reinstated", actor, body: {} });
    return { ok: true, id: groupId };
  });
}

export function whyCannotReinstateGroup(
  group: { name: string; retiredAt: Date | null },
  actor: Keeper,
): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (group.retiredAt ? null : refuse("wrong-status", `${group.name} is in use.`))
  );
}
