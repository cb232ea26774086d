// An administrator says which tokens of an issuer may ask, by stable ids, and for which systems and environments. Nothing
// that a pipeline sends makes a binding wider (R24).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyUnfitBinding } from "@/lib/gate/issuer-claims";
import type { NewBinding } from "@/lib/gate/schemas";
import { whyUnknownSystems } from "@/lib/gate/why-unknown-systems";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuseField } from "@/lib/refusal";

export function makeBinding(binding: NewBinding, actor: Actor, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction<Outcome<{ id: string }>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor) ?? (await whyUnknownSystems(tx, binding.systemIds));
    if (refusal) return refusal;
    const issuer = await tx.pipelineIssuer.findUnique({ where: { id: binding.issuerId, retiredAt: null } });
    if (!issuer) return refuseField("issuerId", "Choose an issuer that is not retired.");
    const unfit = whyUnfitBinding(issuer.kind, binding);
    if (unfit) return unfit;

    const { id } = await tx.apiToken.create({ data: { ...binding, byId: actor.id }, select: { id: true } });
    const { name, rights, claims } = binding;
    await record(tx, {
      stream: `api_token/${id}`,
      action: "binding.made",
      actor,
      body: { name, rights, issuer: issuer.url, claims },
    });
    return { ok: true, id };
  });
}
