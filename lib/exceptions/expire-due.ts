// What has ended is recorded as ended, in the name of the clock (R13). The exception stopped being in force at its end
// instant whether this runs or not; running it twice does no harm. What an approved extension continues is superseded,
// also when that extension was approved after the end (R16).

import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { lockException } from "@/lib/exceptions/lock-exception";
import { type Outcome, refuse } from "@/lib/refusal";

export async function expireDue(now: Date): Promise<Swept> {
  const due = await db.$queryRaw<{ id: string; number: number }[]>`
    SELECT x.id, x.number FROM exception x
    WHERE x.ends_at <= ${now}
      AND (x.status = 'active' AND x.ratified_at IS NULL AND x.ratify_by < x.ends_at) IS NOT TRUE -- it is revoked (R19)
      AND (x.status = 'active' OR x.status = 'expired' AND EXISTS (
        SELECT FROM exception next
        WHERE next.continues_id = x.id AND next.activated_at IS NOT NULL
          AND next.closed_reason IS DISTINCT FROM 'revoked'))
    ORDER BY x.ends_at, x.id LIMIT 500`;
  return eachInItsOwnTransaction(due, ({ id }) => end(id, now));
}

function end(exceptionId: string, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");

    const { endsAt, continuedByNumber } = exception;
    const move = continuedByNumber ? "supersede" : "expire";
    const refusal = whyCannotMove(exception, move);
    if (refusal) return refusal;
    if (!endsAt || endsAt > now) return refuse("wrong-status", "It has not ended yet.");

    const { version } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ...after(move), ...(continuedByNumber && { closedAt: now }), version: { increment: 1 } },
      select: { version: true },
    });
    const about = { exceptionId, version, actor: "clock" } as const;
    if (continuedByNumber) {
      await record(tx, { ...about, action: "exception.superseded", body: { by: continuedByNumber } });
    } else {
      await record(tx, { ...about, action: "exception.expired", body: { endedAt: endsAt.toISOString() } });
    }
    return { ok: true };
  });
}
