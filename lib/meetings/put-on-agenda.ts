// Anybody of the house puts an exception on the agenda of the next meeting, and says what about it (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { severally } from "@/lib/exceptions/severally";
import type { Flag, FlagAll } from "@/lib/meetings/schemas";
import { auditorsWriteNothing, type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { Role, Status } from "@/prisma/generated/enums";

/** Several for the same reason: one act for each, which a batch id ties together. */
export function putAllOnNextAgenda({ batch, reason, rows }: FlagAll, actor: Actor, now: Date) {
  return severally(rows, ({ exceptionId }) => putOnNextAgenda({ exceptionId, reason, batch }, actor, now));
}

export function putOnNextAgenda(
  { exceptionId, reason, batch }: Flag & { batch?: string },
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('meeting', 0))`;
    const exception = await tx.exception.findUnique({
      where: { id: exceptionId },
      select: { status: true, agendaItems: standing },
    });
    if (!exception) return refuse("not-found", "There is no such exception.");
    const refusal = whyCannotFlag(exception, actor);
    if (refusal) return refusal;

    await tx.meetingItem.create({
      data: { kind: "flagged", why: reason, exceptionId, byId: actor.id },
      select: { id: true },
    });
    await record(tx, {
      action: "exception.flagged",
      exceptionId,
      actor,
      body: { reason, ...(batch && { batch }) },
    });
    return { ok: true };
  });
}

/** Where it waits for a meeting, or stands on the agenda of the open one. */
const standing = {
  where: { carriedAt: null, OR: [{ meetingId: null }, { meeting: { endedAt: null } }] },
  select: { meeting: { select: { number: true } } },
};

type Flagged = { status: Status; agendaItems: { meeting: { number: number } | null }[] };

export function whyCannotFlag({ status, agendaItems }: Flagged, { role }: { role: Role }): Refusal | null {
  if (role === "auditor") return auditorsWriteNothing;
  if (role === "outside_approver") return refuse("not-allowed", "The meeting is for people of the house.");
  if (status === "closed" || status === "rejected")
    return refuse("wrong-status", `This exception is ${status}. No meeting has to look at it.`);
  const [there] = agendaItems;
  if (!there) return null;
  return refuse(
    "conflict",
    there.meeting
      ? `It is on the agenda of meeting ${there.meeting.number}, which is open.`
      : "It is on the agenda of the next meeting already.",
  );
}

/** Null, or why this person cannot put it there now. */
export async function whyCannotFlagNow(exceptionId: string, actor: { role: Role }): Promise<Refusal | null> {
  const exception = await db.exception.findUniqueOrThrow({
    where: { id: exceptionId },
    select: { status: true, agendaItems: standing },
  });
  return whyCannotFlag(exception, actor);
}
