// A pipeline is bound to systems that are in use.

import type { Tx } from "@/lib/db";
import { type Refusal, refuseField } from "@/lib/refusal";

export async function whyUnknownSystems(tx: Tx, ids: string[]): Promise<Refusal | null> {
  const known = await tx.system.count({ where: { id: { in: ids }, retiredAt: null } });
  return known < new Set(ids).size ? refuseField("systemIds", "Choose systems that are in use.") : null;
}
