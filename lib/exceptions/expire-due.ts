// What has ended is recorded as ended, in the name of the clock (R13). The exception stopped being in force at its end
// instant whether this runs or not; running it twice does no harm. What an approved extension continues is superseded.

import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { lockException } from "@/lib/exceptions/lock-exception";
import { type Outcome, refuse } from "@/lib/refusal";

export async function expireDue(now: Date): Promise<Swept> {
  const due = await db.exception.findMany({
    where: { status: "active", endsAt: { lte: now } },
    select: { id: true, number: true },
    orderBy: [{ endsAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  return eachInItsOwnTransaction(due, ({ id }) => expire(id, now));
}

function expire(exceptionId: string, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");

    const { endsAt, continuedByNumber } = exception;
    const refusal = whyCannotMove(exception, "expire");
    if (refusal) return refusal;
    if (!endsAt || endsAt > now) return refuse("wrong-status", "It has not ended yet.");

    const { version } = await tx.exception.update({
      where: { id: exceptionId },
      data: {
        ...(continuedByNumber ? { ...after("supersede"), closedAt: now } : after("expire")),
        version: { increment: 1 },
      },
      select: { version: true },
    });
    const about = { exceptionId, version, actor: "clock" } as const;
    if (continuedByNumber)
      await record(tx, { ...about, action: "exception.superseded", body: { by: continuedByNumber } });
    else await record(tx, { ...about, action: "exception.expired", body: { endedAt: endsAt.toISOString() } });

    return { ok: true };
  });
}
