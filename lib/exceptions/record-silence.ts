// A re-check that nobody answered by its deadline has no answer, in the name of the clock (R15). That is enforced like
// violating.

import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { eachInItsOwnTransaction, type Swept } from "@/lib/exceptions/each-in-its-own-transaction";
import { lockException } from "@/lib/exceptions/lock-exception";
import { whyNotChecked } from "@/lib/exceptions/rechecks";
import { type Outcome, refuse } from "@/lib/refusal";

export async function recordSilence(now: Date): Promise<Swept> {
  const due = await db.recheck.findMany({
    where: { outcome: null, deadline: { lte: now }, exception: { status: "expired" } },
    select: { exceptionId: true, exception: { select: { number: true } } },
    orderBy: { deadline: "asc" },
    take: 500,
  });
  const rows = due.map(({ exceptionId, exception: { number } }) => ({ exceptionId, number }));
  return eachInItsOwnTransaction(rows, ({ exceptionId }) => silence(exceptionId, now));
}

function silence(exceptionId: string, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    const refusal = whyNotChecked(exception);
    if (refusal) return refusal;
    const recheck = await tx.recheck.findFirst({ where: { exceptionId, outcome: null } });
    if (!recheck || recheck.deadline > now) return refuse("wrong-status", "It was answered.");

    await tx.recheck.update({
      where: { id: recheck.id },
      data: { outcome: "no_answer", how: "clock", answeredAt: now },
      select: { id: true },
    });
    const { version } = await tx.exception.update({
      where: { id: exceptionId },
      data: { recheck: "no_answer", version: { increment: 1 } },
      select: { version: true },
    });
    const body = { recheck: recheck.id, deadline: recheck.deadline.toISOString() };
    await record(tx, { action: "recheck.no_answer", exceptionId, version, actor: "clock", body });
    return { ok: true };
  });
}
