// What everybody in the room sees: the open meeting, its agenda as it stands, and a number that changes with it.

import { db } from "@/lib/db";
import type { About } from "@/lib/meetings/agenda";
import { type Minutes, minutesOf, type NameOf, namesIn } from "@/lib/meetings/minutes";
import { aboutOf } from "@/lib/meetings/waiting";

export type Room = {
  number: number;
  openedAt: Date;
  chair: { id: string; name: string };
  /** The place of the item that everybody looks at, and since when. */
  item: number;
  itemSince: Date;
  /** What that item is about. */
  about: About | null;
  /** As they would be if the meeting ended now. */
  minutes: Minutes;
  nameOf: NameOf;
  version: string | null;
};

export async function roomNow(zone: string, now: Date): Promise<Room | null> {
  const meeting = await db.meeting.findFirst({
    where: { endedAt: null },
    include: { chair: { select: { id: true, name: true } } },
  });
  if (!meeting) return null;
  const { id, number, openedAt, chair, item, itemSince } = meeting;
  const [minutes, current, version] = await Promise.all([
    minutesOf(db, id, zone, now),
    db.meetingItem.findUnique({ where: { meetingId_position: { meetingId: id, position: item } } }),
    roomVersion(),
  ]);
  const nameOf = await namesIn(minutes);
  const about = current && aboutOf(current);
  return { number, openedAt, chair, item, itemSince, about, minutes, nameOf, version };
}

/** Changes with each act of the meeting and with the exception that it looks at; null when no meeting is open. */
export async function roomVersion(): Promise<string | null> {
  const [row] = await db.$queryRaw<{ version: string }[]>`
    SELECT concat_ws('.', m.number, h.seq, x.version) AS version
    FROM meeting m
    JOIN audit_head h ON h.stream = 'meeting/' || m.id
    LEFT JOIN meeting_item i ON (i.meeting_id, i.position) = (m.id, m.item)
    LEFT JOIN exception x ON x.id = i.exception_id
    WHERE m.ended_at IS NULL`;
  return row?.version ?? null;
}
