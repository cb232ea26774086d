import { db } from "@/lib/db";
import { whyCannotMapTo } from "@/lib/gate/why-cannot-map";
import type { Keeper } from "@/lib/people/administration";
import { unmapped } from "@/lib/unmapped";

/** The policies that a rule may check, each with why this person cannot say so. */
export async function mappablePolicies(actor: Keeper) {
  const policies = await db.policy.findMany({
    where: { retiredAt: null, key: { not: unmapped } },
    include: {
      controlOwner: {
        select: { name: true, memberships: { where: { untilAt: null }, select: { personId: true } } },
      },
    },
    orderBy: { key: "asc" },
  });
  return policies.map(({ controlOwner: { name, memberships }, ...policy }) => {
    const controlOwner = { name, memberIds: memberships.map(({ personId }) => personId) };
    const { id, key, title } = policy;
    return { id, key, title, reason: whyCannotMapTo({ ...policy, controlOwner }, actor)?.message ?? null };
  });
}
