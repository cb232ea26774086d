// An item that is not finished comes back at the next meeting, with how often it has been carried (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { itemOf, meetingLedBy, noSuchItem } from "@/lib/meetings/lead";
import type { ItemOf } from "@/lib/meetings/schemas";
import { type Outcome, refuse } from "@/lib/refusal";
import type { MeetingItem } from "@/prisma/generated/client";

export function carryOver({ number, item: position }: ItemOf, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const item = await itemOf(tx, led.meeting.id, position);
    if (!item) return noSuchItem;
    if (item.carriedAt) return refuse("conflict", "This item is carried over already.");

    await carry(tx, item, number, now);
    await record(tx, {
      action: "meeting.carried_over",
      stream: `meeting/${led.meeting.id}`,
      actor,
      body: { number, item: position },
    });
    return { ok: true };
  });
}

export async function carry(tx: Tx, item: MeetingItem, number: number, now: Date): Promise<void> {
  const { exceptionId, policyId, followUpId } = item;
  await tx.meetingItem.update({ where: { id: item.id }, data: { carriedAt: now } });
  await tx.meetingItem.create({
    data: {
      kind: "flagged",
      why: `Carried over from meeting ${number}.`,
      exceptionId,
      policyId,
      followUpId,
      carriedFromId: item.id,
      carried: item.carried + 1,
    },
    select: { id: true },
  });
}
