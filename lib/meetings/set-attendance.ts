// Who is at the meeting, as its leader ticks it (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { meetingLedBy } from "@/lib/meetings/lead";
import type { Attend } from "@/lib/meetings/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function setAttendance(
  { number, personId, present }: Attend,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    if (personId === actor.id && !present)
      return refuse("conflict", "You lead the meeting, so you are here.");
    const person = await tx.person.findUnique({ where: { id: personId }, select: { deactivatedAt: true } });
    if (!person || person.deactivatedAt) return refuse("not-found", "There is no such person here.");

    const meetingId = led.meeting.id;
    const seat = { meetingId, personId };
    const before = await tx.meetingAttendance.findUnique({ where: { meetingId_personId: seat } });
    if ((before?.present ?? false) === present) return { ok: true };
    await tx.meetingAttendance.upsert({
      where: { meetingId_personId: seat },
      create: { ...seat, present },
      update: { present },
    });
    const body = { number, person: personId, present };
    await record(tx, { action: "meeting.attended", stream: `meeting/${meetingId}`, actor, body });
    return { ok: true };
  });
}
