// Whoever waits for a decision may remind the groups whose turn it is, once in 24 hours: it stands on the record and moves
// no due time.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { relative } from "@/lib/dates";
import { inTransaction, type Tx } from "@/lib/db";
import { lockException } from "@/lib/exceptions/lock-exception";
import type { Nudge, NudgeAll } from "@/lib/exceptions/schemas";
import { severally } from "@/lib/exceptions/severally";
import { opensNow } from "@/lib/exceptions/steps";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { Status } from "@/prisma/generated/enums";

const pause = 24 * 3_600_000;

/** Reminding about several is one act for each, which a batch id ties together. */
export function nudgeAll({ batch, rows }: NudgeAll, actor: Actor, now: Date) {
  return severally(rows, ({ exceptionId }) => nudge({ exceptionId, batch }, actor, now));
}

export function nudge(
  { exceptionId, batch }: Nudge & { batch?: string },
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await lockException(tx, exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");
    const refusal = whyCannotNudge(exception, await lastNudge(tx, exceptionId), actor, now);
    if (refusal) return refusal;

    const groups = opensNow(exception).map(({ groupName }) => groupName);
    await record(tx, {
      action: "request.nudged",
      exceptionId,
      actor,
      body: { groups, ...(batch && { batch }) },
    });
    return { ok: true };
  });
}

type Waiting = {
  status: Status;
  sentBack: boolean;
  requesterId: string;
  filedById: string;
  ownerId: string;
};

export function whyCannotNudge(
  { status, sentBack, requesterId, filedById, ownerId }: Waiting,
  nudgedAt: Date | null,
  actor: { id: string },
  now: Date,
): Refusal | null {
  if (status !== "pending") return refuse("wrong-status", `This is ${status}: nobody has to decide it.`);
  if (sentBack) return refuse("wrong-status", "It was sent back and waits for who asked, not for a group.");
  if (![requesterId, filedById, ownerId].includes(actor.id))
    return refuse("not-allowed", "Whoever asked for it, filed it or owns it can remind the group.");
  if (!nudgedAt || now.getTime() >= nudgedAt.getTime() + pause) return null;
  const again = new Date(nudgedAt.getTime() + pause);
  return refuse(
    "too-many-attempts",
    `They were reminded ${relative(nudgedAt, now)}. Once a day is enough: again ${relative(again, now)}.`,
  );
}

async function lastNudge(tx: Tx, exceptionId: string): Promise<Date | null> {
  const last = await tx.auditEvent.findFirst({
    where: { exceptionId, action: "request.nudged" },
    select: { at: true },
    orderBy: { at: "desc" },
  });
  return last?.at ?? null;
}
