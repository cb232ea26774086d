import type { Tx } from "@/lib/db";

/** The policy with who sits in its control owner at `now`, held until the commit. */
export async function lockPolicy(tx: Tx, id: string, now: Date) {
  await tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const policy = await tx.policy.findUnique({
    where: { id },
    include: {
      controlOwner: {
        include: {
          memberships: {
            where: { fromAt: { lte: now }, OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
            select: { personId: true },
          },
        },
      },
    },
  });
  if (!policy) return null;
  const { memberships, ...group } = policy.controlOwner;
  return { ...policy, controlOwner: { ...group, memberIds: memberships.map(({ personId }) => personId) } };
}
