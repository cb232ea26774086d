// A meeting ends with its minutes: frozen with their SHA-256, mailed to whoever was there and whoever promised something.
// What it did not reach comes back at the next one (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { carry } from "@/lib/meetings/carry-over";
import { meetingLedBy } from "@/lib/meetings/lead";
import { mailMinutes } from "@/lib/meetings/mail-minutes";
import { type Minutes, minutesOf, sha256 } from "@/lib/meetings/minutes";
import type { MeetingNumber } from "@/lib/meetings/schemas";
import { spendTime } from "@/lib/meetings/spend-time";
import { organisation } from "@/lib/organisation";
import type { Outcome } from "@/lib/refusal";

export function endMeeting({ number }: MeetingNumber, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const { id } = led.meeting;

    await spendTime(tx, led.meeting, now);
    const notReached = await tx.meetingItem.findMany({
      where: { meetingId: id, reachedAt: null, carriedAt: null },
      orderBy: { position: "asc" },
    });
    for (const item of notReached) await carry(tx, item, number, now);

    const { minutes, hash } = await freeze(tx, id, now);
    const carried = await tx.meetingItem.count({ where: { meetingId: id, carriedAt: { not: null } } });
    await mailMinutes(tx, minutes, actor, now);
    await record(tx, {
      action: "meeting.ended",
      stream: `meeting/${id}`,
      actor,
      body: { number, items: minutes.items.length, carried, sha256: hash },
    });
    return { ok: true };
  });
}

/** From here on nothing of it changes. */
export async function freeze(tx: Tx, id: string, now: Date): Promise<{ minutes: Minutes; hash: string }> {
  const { zone } = await organisation(tx);
  const minutes = await minutesOf(tx, id, zone, now);
  const written = JSON.stringify(minutes);
  const hash = sha256(written);
  await tx.$executeRaw`
    UPDATE meeting SET ended_at = ${now}, minutes = ${written}::json, hash = decode(${hash}, 'hex')
    WHERE id = ${id}::uuid`;
  return { minutes, hash };
}
