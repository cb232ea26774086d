import type { Tx } from "@/lib/db";

/** The keys of these systems, for people who read the trail. */
export async function keysOf(tx: Tx, systemIds: string[]): Promise<string[]> {
  if (systemIds.length === 0) return [];
  const found = await tx.system.findMany({ where: { id: { in: systemIds } }, select: { key: true } });
  return found.map(({ key }) => key).sort();
}
