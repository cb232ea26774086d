import { db } from "@/lib/db";
import { type Asked, inOrder, searched } from "@/lib/people/listing";
import type { Prisma } from "@/prisma/generated/client";
import { SystemKind } from "@/prisma/generated/enums";

export const systemViews = ["used", ...Object.values(SystemKind), "retired"] as const;
export type SystemView = (typeof systemViews)[number];

export const systemOrders = ["name", "team", "inForce", "expired", "pending"] as const;
export type SystemOrder = (typeof systemOrders)[number];

type Counts = { inForce: number; expired: number; pending: number };
const noCounts: Counts = { inForce: 0, expired: 0, pending: 0 };

export async function systemList(ask: Asked<SystemView, SystemOrder>) {
  const [systems, total, counts] = await Promise.all([
    db.system.findMany({
      where: {
        ...whereOf(ask.view),
        ...searched(ask.q, ["key", "name", "description", "dataHeld", "team", "model", "vendor"]),
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    db.system.count(),
    countsBySystem(),
  ]);

  const rows = systems.map((system) => ({ ...system, ...(counts.get(system.id) ?? noCounts) }));
  return { systems: inOrder(rows, ask), total };
}

function whereOf(view: SystemView): Prisma.SystemWhereInput {
  if (view === "retired") return { retiredAt: { not: null } };
  return view === "used" ? { retiredAt: null } : { retiredAt: null, kind: view };
}

/** Open exceptions that stand on each system in their current revision. */
async function countsBySystem(): Promise<Map<string, Counts>> {
  const rows = await db.$queryRaw<({ id: string } & Counts)[]>`
    SELECT s.system_id AS id,
           count(DISTINCT x.id) FILTER (WHERE x.id IN (SELECT f.id FROM in_force_now f))::int AS "inForce",
           count(DISTINCT x.id) FILTER (WHERE x.status IN ('active', 'expired') AND x.ends_at <= register_now())::int AS expired,
           count(DISTINCT x.id) FILTER (WHERE x.status = 'pending')::int AS pending
    FROM exception x JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    WHERE x.status IN ('pending', 'active', 'expired')
    GROUP BY s.system_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
