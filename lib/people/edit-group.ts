// An administrator changes a group: its words, who leads it, which group is above it, whether it is a forum.

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { whyCannotStandAbove } from "@/lib/people/chain";
import { whyLastForum } from "@/lib/people/group-retirement";
import { whyCannotLead } from "@/lib/people/lead";
import { lockGroups, lockPerson } from "@/lib/people/locks";
import type { GroupEdit } from "@/lib/people/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function editGroup(
  { groupId, ...after }: GroupEdit,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const groups = await lockGroups(tx);
    const group = groups.find(({ id }) => id === groupId);
    if (!group) return refuse("not-found", "There is no such group.");
    const lead = after.leadId && (await lockPerson(tx, after.leadId));
    const otherForums = groups.filter(
      ({ id, isForum, retiredAt }) => id !== groupId && isForum && !retiredAt,
    ).length;

    const refusal =
      whyCannotAdminister(actor) ??
      (after.aboveId === group.aboveId ? null : whyCannotStandAbove(group, after.aboveId, groups)) ??
      whyCannotLead(lead, after.leadId, group) ??
      (after.isForum || group.retiredAt ? null : whyLastForum({ ...group, otherForums }));
    if (refusal) return refusal;

    const changed = changeBetween<typeof after>(group, after);
    if (Object.keys(changed).length === 0) return { ok: true, id: groupId };

    await tx.group.update({ where: { id: groupId }, data: after });
    await record(tx, {
      stream: `approver_group/${groupId}`,
      action: "group.changed",
      actor,
      body: { changed },
    });
    return { ok: true, id: groupId };
  });
}
