// What was said about an item, or what the meeting recommends to whoever decides. A meeting decides nothing for people who
// are not there, nor for those who are: the recommendation stands beside the request in their Inbox (R4–R6, R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { itemOf, meetingLedBy, noSuchItem } from "@/lib/meetings/lead";
import type { MeetingNote } from "@/lib/meetings/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export const writeNote = (note: MeetingNote, actor: Actor, now: Date) => write(note, false, actor, now);
export const recommend = (note: MeetingNote, actor: Actor, now: Date) => write(note, true, actor, now);

function write(
  { number, item: position, body }: MeetingNote,
  recommends: boolean,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const item = await itemOf(tx, led.meeting.id, position);
    if (!item) return noSuchItem;
    const refusal = recommends ? whyCannotRecommend(item) : null;
    if (refusal) return refusal;

    await tx.$executeRaw`
      INSERT INTO meeting_note (id, item_id, body, recommends, by_id)
      VALUES (${crypto.randomUUID()}::uuid, ${item.id}::uuid, ${body}, ${recommends}, ${actor.id}::uuid)`;
    const stream = `meeting/${led.meeting.id}`;
    if (recommends)
      await record(tx, {
        action: "meeting.recommended",
        stream,
        actor,
        body: { number, item: position, comment: body },
      });
    else
      await record(tx, {
        action: "meeting.noted",
        stream,
        actor,
        body: { number, item: position, note: body },
      });
    return { ok: true };
  });
}

export function whyCannotRecommend({ followUpId }: { followUpId: string | null }): Refusal | null {
  if (!followUpId) return null;
  return refuse("not-allowed", "A follow-up waits for no decision. Write a note instead.");
}
