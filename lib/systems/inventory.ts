// Administrators keep the inventory of systems.

import type { Tx } from "@/lib/db";
import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse } from "@/lib/refusal";

type System = { name: string; retiredAt: Date | null };

export function whyCannotRetireSystem(system: System, actor: Keeper): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (system.retiredAt ? refuse("wrong-status", `${system.name} is retired already.`) : null)
  );
}

export function whyCannotReinstateSystem(system: System, actor: Keeper): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (system.retiredAt ? null : refuse("wrong-status", `${system.name} is in use.`))
  );
}

export function whyCannotEditSystem(system: System, actor: Keeper): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (system.retiredAt
      ? refuse("wrong-status", `${system.name} is retired and only read. Reinstate it first.`)
      : null)
  );
}

export async function lockSystem(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM system WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.system.findUnique({ where: { id } });
}
