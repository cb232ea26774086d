// What is known of the routing rules: every version, the draft, and what surrounds them.

import { db, type Tx } from "@/lib/db";
import { approverPools } from "@/lib/exceptions/approver-pools";
import type { Surroundings } from "@/lib/exceptions/rule-problems";
import type { Rules } from "@/lib/exceptions/rules";

const person = { select: { id: true, name: true, deactivatedAt: true } } as const;

export type RuleSet = Awaited<ReturnType<typeof ruleSets>>[number];

/** The newest first; the first may be a draft. */
export async function ruleSets() {
  const found = await db.ruleSet.findMany({
    include: { draftedBy: person, publishedBy: person },
    orderBy: { version: "desc" },
  });
  return found.map(({ rules, ...version }) => ({ ...version, rules: rules as Rules }));
}

/** Groups, policies and systems in use at `now`. */
export async function surroundings(now: Date, client: Tx | typeof db = db): Promise<Surroundings> {
  const [pools, policies, systems] = await Promise.all([
    approverPools(client, now),
    client.policy.findMany({
      where: { retiredAt: null },
      select: { key: true, domain: true, controlOwnerId: true },
      orderBy: { key: "asc" },
    }),
    client.system.findMany({ where: { retiredAt: null }, select: { kind: true, environments: true } }),
  ]);
  return { pools, policies, systems };
}

/** Names of groups by key, those retired included: versions of long ago speak of them. */
export async function groupNames(): Promise<Map<string, string>> {
  const groups = await db.group.findMany({ select: { key: true, name: true, retiredAt: true } });
  return new Map(groups.map(({ key, name, retiredAt }) => [key, retiredAt ? `${name} (retired)` : name]));
}
