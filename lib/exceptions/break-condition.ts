// Whoever approved an exception, or owns a rule that it breaks, may declare that a condition does not hold. One that
// suspends, or has to hold before the start, takes the exception out of force at that instant; new evidence mends it.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotBreak } from "@/lib/exceptions/conditions";
import { controllersOf } from "@/lib/exceptions/controllers";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { lockException, throughAlias } from "@/lib/exceptions/lock-exception";
import type { Breaking } from "@/lib/exceptions/schemas";
import { stands } from "@/lib/exceptions/steps";
import { type Outcome, refuse } from "@/lib/refusal";

export function breakCondition(
  { exceptionId, conditionId, reason }: Breaking,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number }>> {
  return inTransaction<Outcome<{ number: number }>>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such exception.");
    const condition = await tx.condition.findFirst({
      where: { id: conditionId, exceptionId, revision: exception.revision },
      select: { id: true, kind: true, position: true, state: true },
    });
    if (!condition) return refuse("not-found", "There is no such condition.");

    const approverIds = exception.steps.flatMap(({ decisions }) =>
      decisions.filter(stands).map(({ personId }) => personId),
    );
    const status = statusAt(exception, now);
    const controllerIds = await controllersOf(tx, exception, now);
    const refusal = whyCannotBreak(
      condition,
      { ...exception, status, approverIds, controllerIds },
      await throughAlias(tx, actor),
    );
    if (refusal) return refusal;

    await tx.condition.update({
      where: { id: conditionId },
      data: { state: "broken", reason },
      select: { id: true },
    });
    const { version, number } = await tx.exception.update({
      where: { id: exceptionId },
      data: { version: { increment: 1 } },
      select: { version: true, number: true },
    });
    const body = { condition: conditionId, position: condition.position ?? 0, reason };
    await record(tx, { action: "condition.broken", exceptionId, version, actor, body });

    return { ok: true, number };
  });
}
