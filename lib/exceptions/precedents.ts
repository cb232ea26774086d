// What was decided on the like of it: other exceptions from the same rule, on the same system where there are any.

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";
import type { ClosedReason, Status } from "@/prisma/generated/enums";

export type Similar = {
  number: number;
  title: string;
  status: Status;
  closedReason: ClosedReason | null;
  same: "rule" | "rule and system";
};

export type Precedents = {
  shown: Similar[];
  /** Of the same rule and system, or of the same rule where there is none: the latest `most` of them. */
  same: Similar["same"];
  total: number;
  approved: number;
  /** The longest window that was granted, in seconds. */
  longestSeconds: number | null;
};

const shownAtMost = 4;
const countedAtMost = 100;

/** Those on the same systems first, the newest first; not the exception itself and its chain. Outside approvers see none. */
export async function precedentsOf(
  scope: { policyId: string; systemId: string }[],
  actor: Pick<Actor, "role">,
  exceptNumbers: number[],
): Promise<Precedents> {
  if (scope.length === 0 || actor.role === "outside_approver") return none;
  const policies = [...new Set(scope.map(({ policyId }) => policyId))];
  const systems = [...new Set(scope.map(({ systemId }) => systemId))];

  const where = (systemIds?: string[]) => ({
    scopes: { some: { policyId: { in: policies }, ...(systemIds && { systemId: { in: systemIds } }) } },
    number: { notIn: exceptNumbers },
  });
  const select = { number: true, title: true, status: true, closedReason: true } as const;
  const query = { select, orderBy: { number: "desc" }, take: shownAtMost } as const;

  const [close, wide] = await Promise.all([
    db.exception.findMany({ where: where(systems), ...query }),
    db.exception.findMany({ where: where(), ...query }),
  ]);
  const numbers = new Set(close.map(({ number }) => number));
  const shown = [
    ...close.map((found) => ({ ...found, same: "rule and system" as const })),
    ...wide
      .filter(({ number }) => !numbers.has(number))
      .map((found) => ({ ...found, same: "rule" as const })),
  ].slice(0, shownAtMost);

  const onSystems = close.length > 0 ? systems : null;
  return {
    shown,
    same: onSystems ? "rule and system" : "rule",
    ...(await figures(policies, onSystems, exceptNumbers)),
  };
}

const none: Precedents = { shown: [], same: "rule", total: 0, approved: 0, longestSeconds: null };

type Figures = Pick<Precedents, "total" | "approved" | "longestSeconds">;

async function figures(policies: string[], systems: string[] | null, exceptNumbers: number[]) {
  const [found] = await db.$queryRaw<[Figures]>`
    SELECT count(*)::int AS total,
           count(activated_at)::int AS approved,
           extract(epoch FROM max(ends_at - starts_at))::int AS "longestSeconds"
    FROM (
      SELECT x.activated_at, x.starts_at, x.ends_at FROM exception x
      WHERE EXISTS (
        SELECT FROM scope s
        WHERE s.exception_id = x.id AND s.policy_id = ANY (${policies}::uuid[])
        ${systems ? Prisma.sql`AND s.system_id = ANY (${systems}::uuid[])` : Prisma.empty})
        AND x.number <> ALL (${exceptNumbers}::int[])
      ORDER BY x.number DESC LIMIT ${countedAtMost}
    ) latest`;
  return found;
}
