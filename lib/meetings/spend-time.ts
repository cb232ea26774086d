import type { Tx } from "@/lib/db";
import type { Open } from "@/lib/meetings/lead";

/** Counts the time since the meeting came to its item towards that item. */
export async function spendTime(tx: Tx, { id, item, itemSince }: Open, now: Date): Promise<void> {
  const seconds = Math.max(0, Math.round((now.getTime() - itemSince.getTime()) / 1000));
  await tx.meetingItem.updateMany({
    where: { meetingId: id, position: item },
    data: { seconds: { increment: seconds } },
  });
}
