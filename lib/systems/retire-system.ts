// An administrator retires a system: no new requests name it, and what was asked for it stays.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import { lockSystem, whyCannotRetireSystem } from "@/lib/systems/inventory";
import type { SystemId } from "@/lib/systems/schemas";

export function retireSystem(
  { systemId }: SystemId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ key: string }>> {
  return inTransaction(now, async (tx) => {
    const system = await lockSystem(tx, systemId);
    if (!system) return refuse("not-found", "There is no such system.");

    const refusal = whyCannotRetireSystem(system, actor);
    if (refusal) return refusal;

    await tx.system.update({ where: { id: systemId }, data: { retiredAt: now } });
    await record(tx, { stream: `system/${systemId}`, action: "system.retired", actor, body: {} });
    return { ok: true, key: system.key };
  });
}
