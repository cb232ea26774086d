// An administrator adds a system: where rules apply and may be broken.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, type Refusal, refuseField } from "@/lib/refusal";
import type { NewSystem } from "@/lib/systems/schemas";

export function addSystem(
  system: NewSystem,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; key: string }>> {
  return inTransaction(now, async (tx) => {
    const namesake = await tx.system.findUnique({ where: { key: system.key } });
    const refusal = whyCannotAdminister(actor) ?? whyKeyTaken(namesake);
    if (refusal) return refusal;

    const { id } = await tx.system.create({ data: system });
    await record(tx, { stream: `system/${id}`, action: "system.added", actor, body: { after: system } });
    return { ok: true, id, key: system.key };
  });
}

function whyKeyTaken(namesake: { key: string; name: string } | null): Refusal | null {
  if (!namesake) return null;
  return refuseField("key", `${namesake.key} is ${namesake.name}. Keys are never used twice.`, "conflict");
}
