// Whoever leads puts in another order what the meeting has not looked at yet. An item moves among its like: expired comes
// first, then what ends, then what is new (R27). To look at another kind first, the meeting turns to it.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { kindNames } from "@/lib/meetings/agenda";
import { itemOf, meetingLedBy, noSuchItem } from "@/lib/meetings/lead";
import type { Reorder } from "@/lib/meetings/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { AgendaKind } from "@/prisma/generated/enums";

export function reorder({ number, item, to }: Reorder, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const led = await meetingLedBy(tx, number, actor);
    if ("refusal" in led) return led.refusal;
    const { id } = led.meeting;
    const [moved, other] = [await itemOf(tx, id, item), await itemOf(tx, id, to)];
    if (!moved || !other) return noSuchItem;
    const refusal = whyCannotSwap(placed(moved), placed(other));
    if (refusal) return refusal;

    // One place holds one item at a time, so one of them steps aside.
    await tx.meetingItem.update({ where: { id: moved.id }, data: { position: 0 } });
    await tx.meetingItem.update({ where: { id: other.id }, data: { position: item } });
    await tx.meetingItem.update({ where: { id: moved.id }, data: { position: to } });
    const body = { number, item, to };
    await record(tx, { action: "meeting.reordered", stream: `meeting/${id}`, actor, body });
    return { ok: true };
  });
}

const placed = ({ kind, reachedAt }: { kind: AgendaKind; reachedAt: Date | null }): Placed => ({
  kind,
  reached: reachedAt !== null,
});

type Placed = { kind: AgendaKind; reached: boolean };

/** `other` is the neighbour that it changes places with; undefined: there is none. */
export function whyCannotSwap(moved: Placed, other: Placed | undefined): Refusal | null {
  if (moved.reached) return refuse("conflict", "The meeting has looked at this item.");
  if (other?.kind !== moved.kind)
    return refuse("conflict", `${kindNames[moved.kind]}: an item moves among its like.`);
  return other.reached ? refuse("conflict", "The meeting has looked at the item beside it.") : null;
}
