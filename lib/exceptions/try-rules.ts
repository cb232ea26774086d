// The tester: who would decide this, by when, and which rules say so. It asks the function that submit asks, so tester,
// preview and stored steps are one answer (R9). It writes nothing.

import { db } from "@/lib/db";
import { type Plan, planRequest } from "@/lib/exceptions/plan-request";
import { type Content, scopeOf } from "@/lib/exceptions/revisions";
import type { RuleVersion } from "@/lib/exceptions/rules-in-force";
import type { Classification, ScopeItem } from "@/lib/exceptions/schemas";

export type MadeUp = {
  scope: ScopeItem[];
  classification: Classification;
  renewal: number;
};

/** A request that nobody has filed: with nobody as a party to it. */
export function tryMadeUp(
  { scope, classification, renewal }: MadeUp,
  rules: RuleVersion,
  now: Date,
): Promise<Plan> {
  return planRequest(db, { scope, classification, renewal }, [], now, rules);
}

/** An exception of the register as it stands, filed now under these rules. Null: there is none with this number. */
export async function tryException(
  number: number,
  rules: RuleVersion,
  now: Date,
): Promise<{ number: number; title: string; plan: Plan } | null> {
  const found = await db.exception.findUnique({
    where: { number },
    select: {
      number: true,
      title: true,
      emergency: true,
      continuesId: true,
      risk: true,
      parties: { select: { personId: true } },
      revisions: { select: { content: true, cause: true }, orderBy: { number: "desc" } },
    },
  });
  const content = found?.revisions[0]?.content as Content | undefined;
  if (!found || !content) return null;
  const { title, emergency, continuesId, risk, parties, revisions } = found;
  const plan = await planRequest(
    db,
    {
      scope: scopeOf(content),
      classification: content.classification,
      continuesId: continuesId ?? undefined,
      emergency,
      urgent: content.urgent,
      atLeast: revisions.some(({ cause }) => cause === "risk_raised") ? risk : undefined,
    },
    parties.map(({ personId }) => personId),
    now,
    rules,
  );
  return { number, title, plan };
}
