// A reviewer says what a chart means for the house, until the quarter is signed (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import { leadsSecurity, whyCannotReview } from "@/lib/reviews/reviewers";
import type { QuarterComment } from "@/lib/reviews/schemas";

export function commentQuarter(
  { quarter, chart, body }: QuarterComment,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotReview(actor, await leadsSecurity(actor.id, tx));
    if (refusal) return refusal;
    if (await tx.quarterSnapshot.findUnique({ where: { quarter }, select: { id: true } }))
      return refuse("conflict", "This quarter is signed. Nothing is added to it any more.");

    const id = crypto.randomUUID();
    await tx.$executeRaw`
      INSERT INTO quarter_comment (id, quarter, chart, body, by_id)
      VALUES (${id}::uuid, ${quarter}, ${chart}, ${body}, ${actor.id}::uuid)`;
    await record(tx, {
      action: "quarter.commented",
      stream: `quarter_comment/${id}`,
      actor,
      body: { quarter, chart, comment: body },
    });
    return { ok: true };
  });
}
