// A pipeline is asked to answer the re-check of what has ended (R15): it gets the one-time address and this token, whose
// hash alone is kept. Sent again it is the same one. Where a person has asked for an address themselves, theirs stays good.

import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db";
import { lockException } from "@/lib/exceptions/lock-exception";
import { whyNotChecked } from "@/lib/exceptions/rechecks";
import { hashOf } from "@/lib/exceptions/record-recheck";
import { type Outcome, refuse } from "@/lib/refusal";

export function dispatchRecheck(
  { recheckId, token }: { recheckId: string; token: string },
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const asked = await tx.recheck.findUnique({ where: { id: recheckId }, select: { exceptionId: true } });
    const exception = asked && (await lockException(tx, asked.exceptionId));
    if (!exception) return refuse("not-found", "There is no such re-check.");
    const refusal = whyNotChecked(exception);
    if (refusal) return refusal;
    const recheck = await tx.recheck.findUniqueOrThrow({ where: { id: recheckId } });
    if (recheck.outcome || now >= recheck.deadline)
      return refuse("recheck-answered", "This re-check waits for no answer any more.");

    const hash = hashOf(token);
    if (recheck.answerTokenHash)
      return Buffer.from(recheck.answerTokenHash).equals(hash)
        ? { ok: true }
        : refuse("conflict", "Somebody has asked for an address of their own.");

    await tx.recheck.update({
      where: { id: recheckId },
      data: { answerTokenHash: hash },
      select: { id: true },
    });
    const { version } = await tx.exception.update({
      where: { id: exception.id },
      data: { version: { increment: 1 } },
      select: { version: true },
    });
    const body = { recheck: recheckId, deadline: recheck.deadline.toISOString() };
    await record(tx, {
      action: "recheck.address_given",
      exceptionId: exception.id,
      version,
      actor: "clock",
      body,
    });
    return { ok: true };
  });
}
