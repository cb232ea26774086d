import { db } from "@/lib/db";
import type { Minutes } from "@/lib/meetings/minutes";

export const meetingsPerPage = 20;

/** Those that have ended, the newest first. */
export async function pastMeetings(page: number) {
  const where = { endedAt: { not: null } };
  const [rows, total] = await Promise.all([
    db.meeting.findMany({
      where,
      select: {
        number: true,
        openedAt: true,
        chair: { select: { name: true } },
        attendance: { where: { present: true }, select: { personId: true } },
        items: { select: { carriedAt: true, _count: { select: { followUps: true } } } },
      },
      orderBy: { number: "desc" },
      skip: (page - 1) * meetingsPerPage,
      take: meetingsPerPage,
    }),
    db.meeting.count({ where }),
  ]);
  const meetings = rows.map(({ number, openedAt, chair, attendance, items }) => ({
    number,
    openedAt,
    chair: chair.name,
    present: attendance.length,
    items: items.length,
    carried: items.filter(({ carriedAt }) => carriedAt !== null).length,
    followUps: items.reduce((all, { _count }) => all + _count.followUps, 0),
  }));
  return { meetings, total };
}

/** A meeting by its number: its minutes as they were frozen; none while it is open. */
export async function meetingCalled(number: number) {
  const meeting = await db.meeting.findUnique({
    where: { number },
    select: { minutes: true, hash: true, endedAt: true },
  });
  if (!meeting) return null;
  const { minutes, hash, endedAt } = meeting;
  if (!endedAt || !hash) return { isOpen: true } as const;
  return {
    isOpen: false,
    minutes: minutes as unknown as Minutes,
    sha256: Buffer.from(hash).toString("hex"),
    endedAt,
    followUps: await promisedAt(number),
  } as const;
}

/** What has become of what was promised, which the minutes cannot know. */
function promisedAt(number: number) {
  return db.followUp.findMany({
    where: { item: { meeting: { number } } },
    select: {
      id: true,
      what: true,
      dueOn: true,
      doneAt: true,
      ownerId: true,
      owner: { select: { name: true, deactivatedAt: true } },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
}
