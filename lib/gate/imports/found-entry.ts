// A waiver found in code as people read it.

import type { Claims } from "@/lib/gate/imports/waiver";
import { policyOfRule, type RuleRow } from "@/lib/gate/rule-map";
import { trivyRule } from "@/lib/gate/rule-names";
import { unmapped } from "@/lib/unmapped";
import type { Environment } from "@/prisma/generated/enums";

export type FoundEntry = {
  id: string;
  system: { id: string; key: string; name: string };
  environment: Environment | null;
  repository: string;
  path: string;
  line: number | null;
  commit: string;
  source: string;
  tool: string;
  rule: string;
  resource: string;
  claims: Claims;
  firstSeenAt: Date;
  lastSeenAt: Date;
  goneAt: Date | null;
};

/** The exception whose number it names. An entry that the register wrote is not listed, so it did not write this one. */
export function claimedNumber({ claims }: Pick<FoundEntry, "claims">): number | null {
  const [, number] = /\bEX-(\d{1,9})\b/.exec(Object.values(claims).join(" ")) ?? [];
  return number ? Number(number) : null;
}

/** The policy that its rule checks, as the rule map says; null where nobody said. */
export function policyOfEntry(
  { tool, rule }: Pick<FoundEntry, "tool" | "rule">,
  map: RuleRow[],
): string | null {
  const id = tool === "trivy" ? trivyRule(rule) : rule;
  const policy = policyOfRule({ tool, id }, map);
  return policy === unmapped ? null : policy;
}

/** "net/main.tf:31". */
export function placeOfEntry({ path, line }: Pick<FoundEntry, "path" | "line">): string {
  return line === null ? path : `${path}:${line}`;
}
