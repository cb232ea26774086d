// Whoever asked, filed or owns may withdraw a request that is not decided yet.

import { record } from "@/lib/audit/record";
import type { Actor, TokenHolder } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { byToken } from "@/lib/exceptions/file-request";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import type { Withdrawal } from "@/lib/exceptions/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

type Withdrawn = Outcome<{ number: number }>;

export function withdraw(withdrawal: Withdrawal, actor: Actor, now: Date): Promise<Withdrawn> {
  return inTransaction<Withdrawn>(now, (tx) => withdrawIn(tx, withdrawal, actor, now));
}

export async function withdrawIn(
  tx: Tx,
  { exceptionId, reason }: Withdrawal,
  actor: Actor | TokenHolder,
  now: Date,
): Promise<Withdrawn> {
  const exception = await lockException(tx, exceptionId);
  if (!exception) return refuse("not-found", "There is no such request.");

  const refusal = whyCannotWithdraw(exception, actor);
  if (refusal) return refusal;

  const { version, number } = await tx.exception.update({
    where: { id: exceptionId },
    data: { ...after("withdraw"), sentBack: false, closedAt: now, version: { increment: 1 } },
    select: { version: true, number: true },
  });
  const body = { reason, ...("token" in actor && byToken(actor)) };
  await record(tx, { action: "request.withdrawn", exceptionId, version, actor, body });

  return { ok: true, number };
}

type Withdrawable = Pick<
  LockedException,
  "status" | "closedReason" | "requesterId" | "filedById" | "ownerId"
>;

export function whyCannotWithdraw(exception: Withdrawable, actor: { id: string }): Refusal | null {
  const wrongStatus = whyCannotMove(exception, "withdraw");
  if (wrongStatus) return wrongStatus;
  if ([exception.requesterId, exception.filedById, exception.ownerId].includes(actor.id)) return null;
  return refuse("not-allowed", "Only whoever asked for it or owns it can withdraw it.");
}
