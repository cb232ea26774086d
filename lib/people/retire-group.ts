// An administrator retires a group that no policy, no open step and no other group leans on.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotRetireGroup } from "@/lib/people/group-retirement";
import { lockGroups } from "@/lib/people/locks";
import { openStepsOf } from "@/lib/people/open-steps";
import type { GroupId } from "@/lib/people/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function retireGroup({ groupId }: GroupId, actor: Actor, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const groups = await lockGroups(tx);
    const group = groups.find(({ id }) => id === groupId);
    if (!group) return refuse("not-found", "There is no such group.");

    const inUse = groups.filter(({ id, retiredAt }) => id !== groupId && !retiredAt);
    const policies = await tx.policy.findMany({
      where: { controlOwnerId: groupId, retiredAt: null },
      orderBy: { key: "asc" },
    });
    const refusal = whyCannotRetireGroup(
      {
        ...group,
        policies: policies.map(({ key }) => key),
        waiting: await openStepsOf(groupId, tx),
        below: inUse.filter(({ aboveId }) => aboveId === groupId).map(({ name }) => name),
        otherForums: inUse.filter(({ isForum }) => isForum).length,
      },
      actor,
    );
    if (refusal) return refusal;

    await tx.group.update({ where: { id: groupId }, data: { retiredAt: now } });
    await record(tx, { stream: `approver_group/${groupId}`, action: "group.retired", actor, body: {} });
    return { ok: true, id: groupId };
  });
}
