import { db } from "@/lib/db";
import { type Asked, inOrder, searched } from "@/lib/people/listing";
import type { Prisma } from "@/prisma/generated/client";
import { Domain } from "@/prisma/generated/enums";

export const policyViews = ["used", ...Object.values(Domain), "retired"] as const;
export type PolicyView = (typeof policyViews)[number];

export const policyOrders = ["key", "title", "inForce", "expired", "pending"] as const;
export type PolicyOrder = (typeof policyOrders)[number];

type Counts = { inForce: number; expired: number; pending: number };
const noCounts: Counts = { inForce: 0, expired: 0, pending: 0 };

export async function policyList(ask: Asked<PolicyView, PolicyOrder>) {
  const [policies, total, counts] = await Promise.all([
    db.policy.findMany({
      where: { ...whereOf(ask.view), ...searched(ask.q, ["key", "title", "statement"]) },
      include: { controlOwner: { select: { key: true, name: true } } },
      orderBy: { key: "asc" },
    }),
    db.policy.count(),
    countsByPolicy(),
  ]);

  const rows = policies.map((policy) => ({ ...policy, ...(counts.get(policy.id) ?? noCounts) }));
  return { policies: inOrder(rows, ask), total };
}

function whereOf(view: PolicyView): Prisma.PolicyWhereInput {
  if (view === "retired") return { retiredAt: { not: null } };
  return view === "used" ? { retiredAt: null } : { retiredAt: null, domain: view };
}

/** Open exceptions that break each policy in their current revision. */
async function countsByPolicy(): Promise<Map<string, Counts>> {
  const rows = await db.$queryRaw<({ id: string } & Counts)[]>`
    SELECT s.policy_id AS id,
           count(DISTINCT x.id) FILTER (WHERE x.id IN (SELECT f.id FROM in_force_now f))::int AS "inForce",
           count(DISTINCT x.id) FILTER (WHERE x.status IN ('active', 'expired') AND x.ends_at <= register_now())::int AS expired,
           count(DISTINCT x.id) FILTER (WHERE x.status = 'pending')::int AS pending
    FROM exception x JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    WHERE x.status IN ('pending', 'active', 'expired')
    GROUP BY s.policy_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
