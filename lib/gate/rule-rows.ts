import type { Tx } from "@/lib/db";
import type { RuleRow } from "@/lib/gate/rule-map";
import { Prisma } from "@/prisma/generated/client";

/** `title` is the policy's. */
export type StandingRule = RuleRow & { title: string };

/** A row of the rule map in the words of the judge, of `policy_rule r` and its `policy p`. */
export const ruleColumns = Prisma.sql`
  r.tool, r.pattern, r.kind, r.severity_from AS "from", r.severity_to AS "to", p.key AS policy, p.title`;

/** The rule map as it stands. */
export function ruleMap(tx: Pick<Tx, "$queryRaw">): Promise<StandingRule[]> {
  return tx.$queryRaw<StandingRule[]>`
    SELECT ${ruleColumns} FROM policy_rule r LEFT JOIN policy p ON p.id = r.policy_id WHERE r.ended_at IS NULL`;
}
