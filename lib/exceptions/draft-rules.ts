// An administrator writes the next version of the routing rules. There is one draft, which anybody of them may write on;
// it routes nothing until it is published (R9).

import { z } from "zod";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { rulesSchema } from "@/lib/exceptions/rules";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { text } from "@/lib/text";

export const ruleDraftSchema = z.strictObject({
  rules: rulesSchema,
  note: text({ max: 1000 }),
  /** When the draft that was read had been written; null: there was none. */
  seenAt: z.iso.datetime({ offset: true }).nullable(),
});
export type RuleDraft = z.infer<typeof ruleDraftSchema>;

export function draftRules(
  { rules, note, seenAt }: RuleDraft,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ version: number }>> {
  return inTransaction<Outcome<{ version: number }>>(now, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rule_set', 0))`;
    const last = await tx.ruleSet.findFirstOrThrow({
      select: { version: true, publishedAt: true, draftedAt: true, draftedBy: { select: { name: true } } },
      orderBy: { version: "desc" },
    });
    const draft = last.publishedAt ? null : last;
    const refusal = whyCannotAdminister(actor) ?? whyWrittenMeanwhile(draft, seenAt) ?? whySameName(rules);
    if (refusal) return refusal;

    const written = { rules, note, draftedById: actor.id, draftedAt: now };
    const version = draft?.version ?? last.version + 1;
    if (draft) await tx.ruleSet.update({ where: { version }, data: written, select: { version: true } });
    else await tx.ruleSet.create({ data: { version, ...written }, select: { version: true } });
    const body = { version, note, rules: rules.rules.length };
    await record(tx, { stream: `rule_set/${version}`, action: "rules.drafted", actor, body });
    return { ok: true, version };
  });
}

type Draft = { draftedAt: Date; draftedBy: { name: string } | null } | null;

function whyWrittenMeanwhile(draft: Draft, seenAt: string | null): Refusal | null {
  const seen = seenAt === null ? null : new Date(seenAt).getTime();
  if ((draft?.draftedAt.getTime() ?? null) === seen) return null;
  return refuse(
    "conflict",
    draft
      ? `${draft.draftedBy?.name ?? "Somebody"} has written on the draft meanwhile. Open it again; what you wrote is still here to compare.`
      : "The draft has been published meanwhile. Open the rules again.",
  );
}

/** A name is the reason that requesters read, and how versions are compared. */
function whySameName({ rules }: RuleDraft["rules"]): Refusal | null {
  const twice = rules.find(({ name }, index) => rules.findIndex((other) => other.name === name) !== index);
  return twice
    ? refuse("invalid-input", `Two rules are called “${twice.name}”. Give each a name of its own.`)
    : null;
}
