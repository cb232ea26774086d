// Whoever promised it, or somebody who could lead the meeting, says that it is done (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotLead } from "@/lib/meetings/lead";
import type { DoneFollowUp } from "@/lib/meetings/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { leadsSecurity } from "@/lib/reviews/reviewers";

export function finishFollowUp({ followUpId }: DoneFollowUp, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM follow_up WHERE id = ${followUpId}::uuid FOR UPDATE`;
    const followUp = await tx.followUp.findUnique({
      where: { id: followUpId },
      select: { what: true, ownerId: true, doneAt: true, owner: { select: { name: true } } },
    });
    if (!followUp) return refuse("not-found", "There is no such follow-up.");
    const refusal = whyCannotFinish(followUp, actor, await leadsSecurity(actor.id, tx));
    if (refusal) return refusal;

    await tx.followUp.update({ where: { id: followUpId }, data: { doneAt: now }, select: { id: true } });
    const body = { what: followUp.what };
    await record(tx, { action: "follow_up.done", stream: `follow_up/${followUpId}`, actor, body });
    return { ok: true };
  });
}

export function whyCannotFinish(
  { ownerId, doneAt, owner }: { ownerId: string; doneAt: Date | null; owner: { name: string } },
  actor: Pick<Actor, "id" | "role">,
  leads: boolean,
): Refusal | null {
  if (doneAt) return refuse("wrong-status", "This is done already.");
  if (ownerId === actor.id || !whyCannotLead(actor, leads)) return null;
  return refuse("not-allowed", `${owner.name} promised this and says when it is done.`);
}
