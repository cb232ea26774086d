// Somebody promises at the meeting to do something by a day (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { itemOf, meetingLedBy, noSuchItem } from "@/lib/meetings/lead";
import type { NewFollowUp } from "@/lib/meetings/schemas";
import { organisation } from "@/lib/organisation";
import { type Outcome, type Refusal, refuseField } from "@/lib/refusal";

export function setFollowUp(
  { number, item: position, what, ownerId, dueOn }: NewFollowUp,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const item = await itemOf(tx, led.meeting.id, position);
    if (!item) return noSuchItem;
    const { zone } = await organisation(tx);
    const owner = await tx.person.findUnique({ where: { id: ownerId }, select: { deactivatedAt: true } });
    const refusal = whyNotPromised(owner, dueOn, dayIn(zone, now));
    if (refusal) return refusal;

    const id = crypto.randomUUID();
    await tx.$executeRaw`
      INSERT INTO follow_up (id, item_id, what, owner_id, due_on)
      VALUES (${id}::uuid, ${item.id}::uuid, ${what}, ${ownerId}::uuid, ${dueOn}::date)`;
    await record(tx, {
      action: "meeting.follow_up_set",
      stream: `meeting/${led.meeting.id}`,
      actor,
      body: { number, item: position, what, owner: ownerId, dueOn },
    });
    return { ok: true };
  });
}

/** `today` is the organisation's. */
export function whyNotPromised(
  owner: { deactivatedAt: Date | null } | null,
  dueOn: string,
  today: string,
): Refusal | null {
  if (!owner || owner.deactivatedAt) return refuseField("ownerId", "Name one active person who does it.");
  return dueOn < today ? refuseField("dueOn", "This day is over. Choose one that is to come.") : null;
}
