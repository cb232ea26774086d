// An emergency that was not ratified in time is revoked, in the name of the clock (R19). It stopped being in force at
// that instant whether this runs or not; running it twice does no harm.

import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { isUnratified } from "@/lib/exceptions/emergency";
import { after } from "@/lib/exceptions/lifecycle";
import { lockException } from "@/lib/exceptions/lock-exception";
import { type Outcome, refuse } from "@/lib/refusal";

export async function revokeUnratified(now: Date): Promise<Swept> {
  const due = await db.$queryRaw<{ id: string; number: number }[]>`
    SELECT x.id, x.number FROM exception x
    WHERE x.status = 'active' AND x.ratified_at IS NULL AND x.ratify_by <= ${now}
    ORDER BY x.ratify_by, x.id LIMIT 500`;
  return eachInItsOwnTransaction(due, ({ id }) => revoke(id, now));
}

function revoke(exceptionId: string, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    if (!isUnratified(exception, now)) return refuse("wrong-status", "Its time to be ratified is not over.");

    const { version } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ...after("revoke"), closedAt: now, version: { increment: 1 } },
      select: { version: true },
    });
    const ratifyBy = (exception.ratifyBy as Date).toISOString(); // isUnratified has seen it
    const body = { ratifyBy };
    await record(tx, { action: "emergency.lapsed", exceptionId, version, actor: "clock", body });
    return { ok: true };
  });
}
