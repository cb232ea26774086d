// Who leads a meeting: whoever may review the quarter (docs/decisions/0025), one at a time. The leader writes, everybody
// else follows; whoever could lead may take over at any time, so that a lost connection ends no meeting (R27).

import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { auditorsWriteNothing, type Refusal, refuse } from "@/lib/refusal";
import { leadsSecurity, whyCannotReview } from "@/lib/reviews/reviewers";
import type { Role } from "@/prisma/generated/enums";

export function whyCannotLead(actor: { role: Role }, leads: boolean): Refusal | null {
  if (!whyCannotReview(actor, leads)) return null;
  if (actor.role === "auditor") return auditorsWriteNothing;
  return refuse(
    "not-allowed",
    "Whoever leads a group that answers for a security rule leads the meeting, and administrators.",
  );
}

export type Open = {
  id: string;
  number: number;
  item: number;
  itemSince: Date;
  openedAt: Date;
  chairId: string;
  chair: { name: string };
};

/** The open meeting, locked: who writes to it next waits. */
export async function lockOpenMeeting(tx: Tx): Promise<Open | null> {
  const [row] = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM meeting WHERE ended_at IS NULL FOR UPDATE`;
  if (!row) return null;
  return tx.meeting.findUniqueOrThrow({
    where: { id: row.id },
    select: {
      id: true,
      number: true,
      item: true,
      itemSince: true,
      openedAt: true,
      chairId: true,
      chair: { select: { name: true } },
    },
  });
}

export function whyNotOpen(meeting: { number: number } | null, number: number): Refusal | null {
  return meeting?.number === number ? null : refuse("wrong-status", `Meeting ${number} has ended.`);
}

export function whyNotLeading(
  { chairId, chair }: { chairId: string; chair: { name: string } },
  actor: { id: string },
): Refusal | null {
  if (chairId === actor.id) return null;
  return refuse("not-allowed", `${chair.name} leads this meeting. Take it over to write.`);
}

/** The meeting of that number if it is open and this actor leads it, and still may; else why not. */
export async function meetingLedBy(
  tx: Tx,
  number: number,
  actor: Actor,
): Promise<{ meeting: Open } | { refusal: Refusal }> {
  const meeting = await lockOpenMeeting(tx);
  const refusal =
    whyNotOpen(meeting, number) ??
    (meeting && whyNotLeading(meeting, actor)) ??
    whyCannotLead(actor, await leadsSecurity(actor.id, tx));
  if (refusal || !meeting) return { refusal: refusal ?? refuse("wrong-status", "No meeting is open.") };
  return { meeting };
}

/** One of its items, by its place. */
export function itemOf(tx: Tx, meetingId: string, position: number) {
  return tx.meetingItem.findUnique({ where: { meetingId_position: { meetingId, position } } });
}

export const noSuchItem = refuse("not-found", "There is no such item on the agenda.");
