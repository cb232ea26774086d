// Administrators change a rule; members of its control owner change its words and its longest window (R12).

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockGroup } from "@/lib/people/locks";
import { whyCannotEditPolicy, whyCannotMovePolicy, whyCannotOwnPolicy } from "@/lib/policies/catalogue";
import { lockPolicy } from "@/lib/policies/lock-policy";
import type { PolicyEdit } from "@/lib/policies/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function editPolicy(
  { policyId, ...after }: PolicyEdit,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ key: string }>> {
  return inTransaction(now, async (tx) => {
    const policy = await lockPolicy(tx, policyId, now);
    if (!policy) return refuse("not-found", "There is no such policy.");
    const moves = after.controlOwnerId !== policy.controlOwnerId;

    const refusal =
      whyCannotEditPolicy(policy, actor) ??
      whyCannotMovePolicy(policy, after, actor) ??
      (moves ? whyCannotOwnPolicy(await lockGroup(tx, after.controlOwnerId)) : null);
    if (refusal) return refusal;

    const changed = changeBetween<typeof after>(policy, after);
    if (Object.keys(changed).length === 0) return { ok: true, key: policy.key };

    await tx.policy.update({ where: { id: policyId }, data: after });
    await record(tx, { stream: `policy/${policyId}`, action: "policy.changed", actor, body: { changed } });
    return { ok: true, key: policy.key };
  });
}
