// An administrator adds a rule to the catalogue, with the group that answers for it.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { lockGroup } from "@/lib/people/locks";
import { whyCannotOwnPolicy } from "@/lib/policies/catalogue";
import type { NewPolicy } from "@/lib/policies/schemas";
import { type Outcome, type Refusal, refuseField } from "@/lib/refusal";

export function addPolicy(
  policy: NewPolicy,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; key: string }>> {
  return inTransaction(now, async (tx) => {
    const owner = await lockGroup(tx, policy.controlOwnerId);
    const namesake = await tx.policy.findUnique({ where: { key: policy.key } });

    const refusal = whyCannotAdminister(actor) ?? whyKeyTaken(namesake) ?? whyCannotOwnPolicy(owner);
    if (refusal) return refusal;

    const { id } = await tx.policy.create({ data: policy });
    await record(tx, { stream: `policy/${id}`, action: "policy.added", actor, body: { after: policy } });
    return { ok: true, id, key: policy.key };
  });
}

function whyKeyTaken(namesake: { key: string; title: string } | null): Refusal | null {
  if (!namesake) return null;
  return refuseField("key", `${namesake.key} is “${namesake.title}”. Keys are never used twice.`, "conflict");
}
