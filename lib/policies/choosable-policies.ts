import { db } from "@/lib/db";
import type { Domain } from "@/prisma/generated/enums";

export type ChoosablePolicy = {
  id: string;
  key: string;
  title: string;
  statement: string;
  domain: Domain;
  longestSeconds: number | null;
  controlOwnerId: string;
  controlOwnerName: string;
};

/** The policies that a new request may break. A retired one takes no new requests. */
export async function choosablePolicies(): Promise<ChoosablePolicy[]> {
  const policies = await db.policy.findMany({
    where: { retiredAt: null },
    select: {
      id: true,
      key: true,
      title: true,
      statement: true,
      domain: true,
      longestSeconds: true,
      controlOwnerId: true,
      controlOwner: { select: { name: true } },
    },
    orderBy: { key: "asc" },
  });
  return policies.map(({ controlOwner, ...policy }) => ({ ...policy, controlOwnerName: controlOwner.name }));
}
