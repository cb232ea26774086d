// An administrator retires a rule: no new requests name it, and what was asked under it stays.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotRetirePolicy } from "@/lib/policies/catalogue";
import { lockPolicy } from "@/lib/policies/lock-policy";
import type { PolicyId } from "@/lib/policies/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function retirePolicy(
  { policyId }: PolicyId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ key: string }>> {
  return inTransaction(now, async (tx) => {
    const policy = await lockPolicy(tx, policyId, now);
    if (!policy) return refuse("not-found", "There is no such policy.");

    const refusal = whyCannotRetirePolicy(policy, actor);
    if (refusal) return refusal;

    await tx.policy.update({ where: { id: policyId }, data: { retiredAt: now } });
    await record(tx, { stream: `policy/${policyId}`, action: "policy.retired", actor, body: {} });
    return { ok: true, key: policy.key };
  });
}
