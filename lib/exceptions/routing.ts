// Who has to decide (R9): from the classification, never from the requester's choice. Every rule that matches adds
// its groups, each group once, in the order of the rules. The requester reads the same list before submitting.

import { isAtLeast } from "@/lib/exceptions/risk";
import type { Risk } from "@/prisma/generated/enums";

export type Seat = { id: string; name: string };

/** A group as routing sees it: who sits in it at this moment, and which group is above it. */
export type Pool = { id: string; name: string; aboveId: string | null; isForum: boolean; members: Seat[] };

export type Route = { group: Pool; needed: number; because: string };

type Asked = {
  risk: Risk;
  /** The how-manieth extension this is; 0 for a first request. */
  renewal: number;
  policies: { key: string; controlOwnerId: string }[];
};

/** The rules of version 1, which every revision of today is filed under. */
export const rulesVersion = 1;

/** How many groups have to sign at least. The database holds the same numbers with each version of the rules. */
export const fewestSteps: Record<Risk, number> = { low: 1, moderate: 1, high: 2, critical: 2 };

export function route(asked: Asked, pools: Pool[]): Route[] {
  const pool = new Map(pools.map((group) => [group.id, group]));
  const forum = pools.find((group) => group.isForum);
  const routes = new Map<string, Route>();
  const add = (group: Pool | undefined, because: string) => {
    if (group && !routes.has(group.id)) routes.set(group.id, { group, needed: 1, because });
  };

  for (const [ownerId, keys] of policyKeysByOwner(asked.policies)) {
    add(pool.get(ownerId), `Owns ${keys.join(" and ")}`);
  }

  if (isAtLeast(asked.risk, "high")) {
    for (const { group } of [...routes.values()]) {
      add(pool.get(group.aboveId ?? ""), `High risk: the group above ${group.name}`);
    }
  }
  if (asked.risk === "critical") add(forum, "Critical risk");
  if (asked.renewal >= 3) add(forum, `Renewal ${asked.renewal}: a design problem by now`);

  return [...routes.values()];
}

function policyKeysByOwner(policies: Asked["policies"]) {
  const keys = new Map<string, string[]>();
  for (const policy of [...policies].sort((a, b) => a.key.localeCompare(b.key))) {
    keys.set(policy.controlOwnerId, [...(keys.get(policy.controlOwnerId) ?? []), policy.key]);
  }
  return keys;
}

/**
 * The steps that nobody could sign, given that a party signs none (R4) and one person signs one (R5).
 * Each step takes `needed` of its eligible members; a member freed from an earlier step may be needed in a later one,
 * so seats are given by augmenting paths (Kuhn 1955), which finds a full signing if there is one.
 */
export function stepsNobodyCanSign(routes: Route[], partyIds: ReadonlySet<string>): Route[] {
  const seatOf = new Map<string, number>();

  function giveSeat(step: number, tried: Set<string>): boolean {
    for (const { id } of routes[step]?.group.members ?? []) {
      if (partyIds.has(id) || tried.has(id)) continue;
      tried.add(id);
      const holder = seatOf.get(id);
      if (holder === undefined || giveSeat(holder, tried)) {
        seatOf.set(id, step);
        return true;
      }
    }
    return false;
  }

  return routes.filter(({ needed }, step) => {
    for (let seat = 0; seat < needed; seat++) if (!giveSeat(step, new Set())) return true;
    return false;
  });
}
