import type { Tx } from "@/lib/db";
import type { RuleRow } from "@/lib/gate/rule-map";

/** The rule map as it stands, in the words of the judge. */
export async function ruleMap(tx: Pick<Tx, "policyRule">): Promise<RuleRow[]> {
  const rows = await tx.policyRule.findMany({
    where: { endedAt: null },
    include: { policy: { select: { key: true } } },
  });
  return rows.map(({ tool, pattern, kind, severityFrom, severityTo, policy }) => ({
    tool,
    pattern,
    kind: kind as RuleRow["kind"],
    from: severityFrom as RuleRow["from"],
    to: severityTo as RuleRow["to"],
    policy: policy?.key ?? null,
  }));
}
