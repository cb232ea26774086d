import { db } from "@/lib/db";
import type { RuleRow } from "@/lib/gate/rule-map";

export type MappedRule = Awaited<ReturnType<typeof mappedRules>>[number];

/** The rows of the rule map that name this policy; with null, the rules that are no policy. */
export async function mappedRules(policyId: string | null) {
  const rows = await db.policyRule.findMany({
    where: { policyId, endedAt: null },
    select: {
      id: true,
      tool: true,
      pattern: true,
      kind: true,
      severityFrom: true,
      severityTo: true,
      reason: true,
      at: true,
      by: { select: { id: true, name: true, deactivatedAt: true } },
    },
    orderBy: [{ tool: "asc" }, { pattern: "asc" }, { id: "asc" }],
  });
  return rows.map(({ kind, severityFrom, severityTo, ...row }) => ({
    ...row,
    kind: kind as RuleRow["kind"],
    from: severityFrom as RuleRow["from"],
    to: severityTo as RuleRow["to"],
  }));
}
