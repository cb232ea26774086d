// What one person watches or snoozes is theirs alone: it happens at once, can be undone, and nobody else is told.

import { min } from "date-fns";

import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import type { AttentionChange } from "@/lib/exceptions/schemas";
import { severally } from "@/lib/exceptions/severally";
import { latestSnooze, whyCannotSnooze } from "@/lib/exceptions/snooze";
import { type Outcome, refuse } from "@/lib/refusal";

export type Attention = { watching: boolean; snoozedUntil: string | null };

/** `before`: what undoing it brings back. */
export async function attend(
  change: AttentionChange,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ before: Attention }>> {
  const { exceptionId, watching, snoozedUntil } = change;
  const waiting =
    snoozedUntil || actor.role === "outside_approver" ? await whatWaits(exceptionId, actor, now) : null;

  return inTransaction<Outcome<{ before: Attention }>>(now, async (tx) => {
    if (!waiting && !(await isReadable(tx, exceptionId, actor)))
      return refuse("not-found", "There is no such request.");
    if (snoozedUntil) {
      const refusal = waiting
        ? whyCannotSnooze(waiting, now)
        : refuse("wrong-status", "Only what waits for you can be snoozed.");
      if (refusal) return refusal;
    }

    const until = snoozedUntil && waiting ? min([new Date(snoozedUntil), latestSnooze(waiting)]) : null;
    const set = {
      ...(watching !== undefined && { watching }),
      ...(snoozedUntil !== undefined && { snoozedUntil: until }),
    };
    const where = { personId_exceptionId: { personId: actor.id, exceptionId } };
    const before = await tx.attention.findUnique({ where });
    await tx.attention.upsert({
      where,
      create: { personId: actor.id, exceptionId, ...set },
      update: set,
      select: { personId: true },
    });
    return {
      ok: true,
      before: {
        watching: before?.watching ?? false,
        snoozedUntil: before?.snoozedUntil?.toISOString() ?? null,
      },
    };
  });
}

export function attendToAll(changes: AttentionChange[], actor: Actor, now: Date) {
  return severally(changes, (change) => attend(change, actor, now));
}

async function whatWaits(exceptionId: string, actor: Actor, now: Date) {
  const [waiting, snoozed] = await Promise.all([
    requestsAwaitingDecision(actor, now),
    requestsAwaitingDecision(actor, now, true),
  ]);
  return [...waiting, ...snoozed].find(({ id }) => id === exceptionId);
}

/** Outside approvers know of what was put to them, and of nothing else. */
async function isReadable(tx: Tx, id: string, actor: Actor): Promise<boolean> {
  if (actor.role === "outside_approver") return false;
  return (await tx.exception.count({ where: { id } })) === 1;
}
