// Who has to decide (R9): from the classification, never from the requester's choice. Every rule that matches adds
// its groups, each group once. The requester reads the same list before submitting.

import { type Matched, type Rule, type RuleStep, type Rules, unmet, type Who } from "@/lib/exceptions/rules";
import type { Risk } from "@/prisma/generated/enums";

export type Seat = { id: string; name: string };

/** A group as routing sees it: who sits in it at this moment, and which group is above it. */
export type Pool = {
  id: string;
  key: string;
  name: string;
  aboveId: string | null;
  isForum: boolean;
  members: Seat[];
};

export type Route = {
  group: Pool;
  needed: number;
  /** Steps of one stage are open at once; the first is 1. */
  stage: number;
  /** Working hours that a rule sets, instead of those of the risk. */
  dueHours: number | null;
  because: string;
};

export type Routed = {
  steps: Route[];
  /** What a rule asks for and the organisation does not have, in words. */
  missing: string[];
};

export type Asked = Matched & { policies: { key: string; controlOwnerId: string }[] };

/** The limits of version 1: longest windows and fewest steps, which every revision of today is filed under. */
export const rulesVersion = 1;

/** How many groups have to sign at least. The database holds the same numbers with each version of the limits. */
export const fewestSteps: Record<Risk, number> = { low: 1, moderate: 1, high: 2, critical: 2 };

export function route(asked: Asked, rules: Rules, pools: Pool[]): Routed {
  const found: Route[] = [];
  const missing: string[] = [];
  const forum = pools.find((group) => group.isForum);

  for (const rule of rules.rules.filter(({ when }) => unmet(when, asked).length === 0)) {
    for (const step of rule.steps) {
      const { groups, problem } = groupsOf(step.who, rule, asked, found, pools);
      if (problem) missing.push(problem);
      for (const { group, because } of groups) join(found, group, step, because);
    }
  }
  if (found.length === 0) {
    const { groups, problem } = fallback(rules.fallback, asked, pools);
    if (problem) missing.push(problem);
    for (const { group, because } of groups) join(found, group, firstStep, because);
  }
  // R17 whatever the rules say.
  if (asked.renewal >= 3 && forum && !found.some(({ group }) => group.isForum)) {
    join(found, forum, { ...firstStep, opens: "after" }, `Renewal ${asked.renewal}: a design problem by now`);
  }
  return { steps: inStages(found), missing };
}

const firstStep: RuleStep = { who: { kind: "forum" }, needed: 1, opens: "after" };

type Chosen = { groups: { group: Pool; because: string }[]; problem?: string };

function groupsOf(
  who: Who,
  { name }: Pick<Rule, "name">,
  asked: Asked,
  found: Route[],
  pools: Pool[],
): Chosen {
  const pool = new Map(pools.map((group) => [group.id, group]));
  switch (who.kind) {
    case "control_owner":
      return {
        groups: [...policyKeysByOwner(asked.policies)].flatMap(([ownerId, keys]) => {
          const group = pool.get(ownerId);
          return group ? [{ group, because: `Owns ${keys.join(" and ")}` }] : [];
        }),
      };
    case "above": {
      const pairs = found.map(({ group }) => ({ below: group, group: pool.get(group.aboveId ?? "") }));
      const alone = pairs
        .filter(({ below, group }) => !group && !below.isForum)
        .map(({ below }) => below.name);
      return {
        groups: pairs.flatMap(({ below, group }) =>
          group ? [{ group, because: `${name}: the group above ${below.name}` }] : [],
        ),
        problem: alone.length > 0 ? `${name}: no group stands above ${alone.join(" and ")}.` : undefined,
      };
    }
    case "forum": {
      const group = pools.find(({ isForum }) => isForum);
      if (!group) return { groups: [], problem: `${name} asks for the executive forum, and there is none.` };
      return { groups: [{ group, because: name }] };
    }
    case "group": {
      const group = pools.find(({ key }) => key === who.key);
      if (!group)
        return { groups: [], problem: `${name} asks for the group “${who.key}”, and there is none.` };
      return { groups: [{ group, because: name }] };
    }
  }
}

function fallback(who: Who, asked: Asked, pools: Pool[]): Chosen {
  return groupsOf(who, { name: "No rule speaks of it" }, asked, [], pools);
}

/** Each group once: what a second rule asks of it is added to the step that it has. */
function join(found: Route[], group: Pool, step: RuleStep, because: string) {
  const known = found.find((one) => one.group.id === group.id);
  if (known) {
    known.needed = Math.max(known.needed, step.needed);
    known.dueHours = shorter(known.dueHours, step.dueHours ?? null);
    if (!known.because.includes(because) && !because.includes(": the group above"))
      known.because = `${known.because} · ${because}`;
    return;
  }
  const last = Math.max(0, ...found.map(({ stage }) => stage));
  const stage = step.opens === "at once" ? 1 : last + 1;
  found.push({ group, needed: step.needed, stage, dueHours: step.dueHours ?? null, because });
}

function shorter(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function inStages(found: Route[]): Route[] {
  return [...found].sort((a, b) => a.stage - b.stage);
}

function policyKeysByOwner(policies: Asked["policies"]) {
  const keys = new Map<string, string[]>();
  for (const policy of [...policies].sort((a, b) => a.key.localeCompare(b.key))) {
    keys.set(policy.controlOwnerId, [...(keys.get(policy.controlOwnerId) ?? []), policy.key]);
  }
  return keys;
}

type Signable = { needed: number; group: { members: Pick<Seat, "id">[] } };

/**
 * The steps that nobody could sign, given that a party signs none (R4) and one person signs one (R5).
 * Each step takes `needed` of its eligible members; a member freed from an earlier step may be needed in a later one,
 * so seats are given by augmenting paths (Kuhn 1955), which finds a full signing if there is one.
 */
export function stepsNobodyCanSign<Step extends Signable>(
  routes: Step[],
  partyIds: ReadonlySet<string>,
): Step[] {
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
