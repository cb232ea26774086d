import type { Tx } from "@/lib/db";

/** The view, its group and the names of the others that stand beside it. */
export async function lockView(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM saved_view WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.savedView.findUnique({
    where: { id },
    include: { group: { select: { name: true, lead: { select: { id: true, name: true } } } } },
  });
}

type Place = { id?: string; makerId: string; groupId: string | null };

export async function namesBeside(tx: Tx, { id, makerId, groupId }: Place): Promise<string[]> {
  const beside = await tx.savedView.findMany({
    where: { ...(groupId ? { groupId } : { makerId, groupId: null }), removedAt: null, NOT: { id } },
    select: { name: true },
  });
  return beside.map(({ name }) => name);
}
