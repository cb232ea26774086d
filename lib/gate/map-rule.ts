// Says which policy a scanner's rule checks: administrators and the policy's control owner. That a rule is no policy, an
// administrator says, with a reason. What was said before of the same rule ends.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import type { NewRule, RuleRowId } from "@/lib/gate/schemas";
import { whyCannotMapTo } from "@/lib/gate/why-cannot-map";
import { whyCannotAdminister } from "@/lib/people/administration";
import { whyCannotEditPolicy } from "@/lib/policies/catalogue";
import { lockPolicy } from "@/lib/policies/lock-policy";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function mapRule(rule: NewRule, actor: Actor, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction<Outcome<{ id: string }>>(now, async (tx) => {
    const { tool, pattern, kind, severityFrom, severityTo, policyId, reason } = rule;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`policy_rule ${tool}:${pattern}`}, 0))`;
    const refusal = await whyCannotMap(tx, policyId, actor, now);
    if (refusal) return refusal;

    const before = await tx.policyRule.findFirst({
      where: { tool, pattern, kind, severityFrom, severityTo, endedAt: null },
    });
    if (before?.policyId === policyId && before.reason === reason) return { ok: true, id: before.id };
    if (before) await end(tx, before, actor, now);

    const { id } = await tx.policyRule.create({ data: { ...rule, byId: actor.id }, select: { id: true } });
    await record(tx, {
      stream: `policy_rule/${id}`,
      action: "rule.mapped",
      actor,
      body: { rule: `${tool}:${pattern}`, policy: policyId, reason },
    });
    return { ok: true, id };
  });
}

/** The rule belongs to nothing again, which is not the same as to no policy: it counts as unmapped. */
export function unmapRule({ ruleId }: RuleRowId, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM policy_rule WHERE id = ${ruleId}::uuid FOR UPDATE`;
    const rule = await tx.policyRule.findUnique({ where: { id: ruleId } });
    if (!rule) return refuse("not-found", "There is no such row of the rule map.");
    const refusal = await whyCannotUnmap(tx, rule.policyId, actor, now);
    if (refusal) return refusal;
    if (rule.endedAt === null) await end(tx, rule, actor, now);
    return { ok: true };
  });
}

async function whyCannotMap(
  tx: Tx,
  policyId: string | null,
  actor: Actor,
  now: Date,
): Promise<Refusal | null> {
  if (policyId === null) return whyCannotAdminister(actor);
  const policy = await lockPolicy(tx, policyId, now);
  return policy ? whyCannotMapTo(policy, actor) : refuse("not-found", "There is no such policy.");
}

/** A retired policy lets its rules go. */
async function whyCannotUnmap(
  tx: Tx,
  policyId: string | null,
  actor: Actor,
  now: Date,
): Promise<Refusal | null> {
  const policy = policyId === null ? null : await lockPolicy(tx, policyId, now);
  return policy ? whyCannotEditPolicy(policy, actor) : whyCannotAdminister(actor);
}

async function end(tx: Tx, rule: { id: string; tool: string; pattern: string }, actor: Actor, now: Date) {
  await tx.policyRule.update({ where: { id: rule.id }, data: { endedAt: now } });
  await record(tx, {
    stream: `policy_rule/${rule.id}`,
    action: "rule.unmapped",
    actor,
    body: { rule: `${rule.tool}:${rule.pattern}` },
  });
}
