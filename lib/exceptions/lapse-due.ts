// A request that nobody decides lapses 30 days after its last revision (R11). Nothing is approved by silence.

import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { lockException } from "@/lib/exceptions/lock-exception";
import { dayInSeconds } from "@/lib/exceptions/window";
import { type Outcome, refuse } from "@/lib/refusal";

const patienceDays = 30;

/** The instant at which a request lapses. */
export function lapsesAt(revisedAt: Date): Date {
  return new Date(revisedAt.getTime() + patienceDays * dayInSeconds * 1000);
}

export async function lapseDue(now: Date): Promise<Swept> {
  const lastRevised = new Date(now.getTime() - patienceDays * dayInSeconds * 1000);
  const due = await db.$queryRaw<{ id: string; number: number }[]>`
    SELECT x.id, x.number
    FROM exception x JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    WHERE x.status = 'pending' AND r.at <= ${lastRevised}
    ORDER BY r.at LIMIT 500`;
  return eachInItsOwnTransaction(due, ({ id }) => lapse(id, now));
}

function lapse(exceptionId: string, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const refusal = whyCannotMove(exception, "lapse");
    if (refusal) return refusal;
    if (lapsesAt(exception.revisedAt) > now) return refuse("wrong-status", "It has not waited 30 days yet.");

    const { version } = await tx.exception.update({
      where: { id: exceptionId },
      data: { ...after("lapse"), sentBack: false, closedAt: now, version: { increment: 1 } },
      select: { version: true },
    });
    await record(tx, {
      action: "request.lapsed",
      exceptionId,
      version,
      actor: "clock",
      body: { waitedDays: patienceDays },
    });
    return { ok: true };
  });
}
