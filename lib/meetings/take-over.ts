// Whoever could lead the meeting takes it over from whoever leads it: nothing of it is lost with a connection (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockOpenMeeting, whyCannotLead, whyNotOpen } from "@/lib/meetings/lead";
import type { MeetingNumber } from "@/lib/meetings/schemas";
import { type Outcome, refuse } from "@/lib/refusal";
import { leadsSecurity } from "@/lib/reviews/reviewers";

export function takeOver({ number }: MeetingNumber, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const meeting = await lockOpenMeeting(tx);
    const refusal = whyNotOpen(meeting, number) ?? whyCannotLead(actor, await leadsSecurity(actor.id, tx));
    if (refusal || !meeting) return refusal ?? refuse("wrong-status", "No meeting is open.");
    if (meeting.chairId === actor.id) return refuse("conflict", "You lead this meeting already.");

    const seat = { meetingId: meeting.id, personId: actor.id };
    await tx.meeting.update({ where: { id: meeting.id }, data: { chairId: actor.id } });
    await tx.meetingAttendance.upsert({
      where: { meetingId_personId: seat },
      create: { ...seat, present: true },
      update: { present: true },
    });
    await record(tx, {
      action: "meeting.taken_over",
      stream: `meeting/${meeting.id}`,
      actor,
      body: { number, from: meeting.chairId },
    });
    return { ok: true };
  });
}
