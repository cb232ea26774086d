// An administrator takes a retired rule back into use, while the group that answers for it is in use too.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockGroup } from "@/lib/people/locks";
import { whyCannotOwnPolicy, whyCannotReinstatePolicy } from "@/lib/policies/catalogue";
import { lockPolicy } from "@/lib/policies/lock-policy";
import type { PolicyId } from "@/lib/policies/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function reinstatePolicy(
  { policyId }: PolicyId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ key: string }>> {
  return inTransaction(now, async (tx) => {
    const policy = await lockPolicy(tx, policyId, now);
    if (!policy) return refuse("not-found", "There is no such policy.");
    const owner = await lockGroup(tx, policy.controlOwnerId);

    const refusal = whyCannotReinstatePolicy(policy, actor) ?? whyCannotOwnPolicy(owner);
    if (refusal) return refusal;

    await tx.policy.update({ where: { id: policyId }, data: { retiredAt: null } });
    await record(tx, { stream: `policy/${policyId}`, action: "policy.reinstated", actor, body: {} });
    return { ok: true, key: policy.key };
  });
}
