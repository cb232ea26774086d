// An administrator puts the draft of the routing rules in force, for whatever is filed from then on (R9). Nothing is
// published while a step could have nobody.

import { z } from "zod";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { problemsOf } from "@/lib/exceptions/rule-problems";
import { surroundings } from "@/lib/exceptions/rule-sets";
import type { Rules } from "@/lib/exceptions/rules";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export const publicationSchema = z.strictObject({
  version: z.int().positive(),
  /** When the draft that was read had been written: what is published is what was seen. */
  seenAt: z.iso.datetime({ offset: true }),
});
export type Publication = z.infer<typeof publicationSchema>;

export function publishRules(
  { version, seenAt }: Publication,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ version: number }>> {
  return inTransaction<Outcome<{ version: number }>>(now, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rule_set', 0))`;
    const draft = await tx.ruleSet.findUnique({ where: { version } });
    const { blocking } = draft
      ? problemsOf(draft.rules as Rules, await surroundings(now, tx))
      : { blocking: [] };

    const refusal = whyCannotPublish(draft && { ...draft, blocking }, actor) ?? whyNotSeen(draft, seenAt);
    if (refusal) return refusal;

    await tx.ruleSet.update({
      where: { version },
      data: { publishedAt: now, publishedById: actor.id },
      select: { version: true },
    });
    const body = { version, note: draft?.note ?? "" };
    await record(tx, { stream: `rule_set/${version}`, action: "rules.published", actor, body });
    return { ok: true, version };
  });
}

type Draft = { publishedAt: Date | null; note: string; blocking: string[] } | null;

export function whyCannotPublish(draft: Draft, actor: Pick<Actor, "role">): Refusal | null {
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;
  if (!draft) return refuse("not-found", "There is no such draft.");
  if (draft.publishedAt) return refuse("wrong-status", "This version is published already.");
  if (draft.blocking[0]) return refuse("conflict", draft.blocking[0]);
  return draft.note
    ? null
    : refuse("invalid-input", "Say in the note what changes, for whoever reads it in a year.");
}

function whyNotSeen(draft: { draftedAt: Date } | null, seenAt: string): Refusal | null {
  if (draft?.draftedAt.getTime() === new Date(seenAt).getTime()) return null;
  return refuse(
    "outdated-revision",
    "The draft was changed while you read it. Look at it again, then publish.",
  );
}
