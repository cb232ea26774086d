// An administrator changes the facts of a system. What was asked under the old ones keeps them in its revisions.

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import { lockSystem, whyCannotEditSystem } from "@/lib/systems/inventory";
import type { SystemEdit } from "@/lib/systems/schemas";

export function editSystem(
  { systemId, ...after }: SystemEdit,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ key: string }>> {
  return inTransaction(now, async (tx) => {
    const system = await lockSystem(tx, systemId);
    if (!system) return refuse("not-found", "There is no such system.");

    const refusal = whyCannotEditSystem(system, actor);
    if (refusal) return refusal;

    const changed = changeBetween<typeof after>(system, after);
    if (Object.keys(changed).length === 0) return { ok: true, key: system.key };

    await tx.system.update({ where: { id: systemId }, data: after });
    await record(tx, { stream: `system/${systemId}`, action: "system.changed", actor, body: { changed } });
    return { ok: true, key: system.key };
  });
}
