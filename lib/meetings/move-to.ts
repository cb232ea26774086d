// The meeting turns to another item, for everybody (R27). Two who press at once turn it by one.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { itemOf, meetingLedBy, noSuchItem } from "@/lib/meetings/lead";
import type { MoveTo } from "@/lib/meetings/schemas";
import { spendTime } from "@/lib/meetings/spend-time";
import { type Outcome, refuse } from "@/lib/refusal";

export function moveTo({ number, item, seen }: MoveTo, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const { meeting } = led;
    if (meeting.item !== seen)
      return refuse("outdated-revision", `The meeting is at item ${meeting.item} already.`);
    const next = await itemOf(tx, meeting.id, item);
    if (!next) return noSuchItem;
    if (item === seen) return { ok: true };

    await spendTime(tx, meeting, now);
    await tx.meetingItem.update({ where: { id: next.id }, data: { reachedAt: next.reachedAt ?? now } });
    await tx.meeting.update({ where: { id: meeting.id }, data: { item, itemSince: now } });
    await record(tx, {
      action: "meeting.moved",
      stream: `meeting/${meeting.id}`,
      actor,
      body: { number, item },
    });
    return { ok: true };
  });
}
