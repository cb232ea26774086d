import { type Difference, differencesOf } from "@/lib/audit/changes";
import { selectEvents, type TrailEvent } from "@/lib/audit/event";
import { namesIn } from "@/lib/audit/names";
import { type Part, remarkOf, sentenceOf } from "@/lib/audit/sentences";
import { db } from "@/lib/db";
import type { Status } from "@/prisma/generated/enums";

export type TimelineEntry = {
  id: string;
  at: Date;
  action: string;
  sentence: Part[];
  /** The comment, reason or note, as it was typed. */
  remark: string | null;
  /** The person who acted; null for the clock and the operator. */
  actorId: string | null;
  status: Status | null;
  statusBefore: Status | null;
  hash: string;
  differences: Difference[];
};

/** All that happened to one exception, oldest first. Hash and differences are for administrators and auditors to see. */
export async function timelineOf(exceptionId: string, zone: string): Promise<TimelineEntry[]> {
  const events = await db.$queryRaw<
    TrailEvent[]
  >`${selectEvents} WHERE e.exception_id = ${exceptionId}::uuid ORDER BY e.seq`;
  const names = await namesIn(events);

  return events.map((event) => ({
    id: String(event.id),
    at: event.at,
    action: event.action,
    sentence: sentenceOf(event, names),
    remark: remarkOf(event),
    actorId: event.actorId,
    status: event.status,
    statusBefore: event.statusBefore,
    hash: event.hash,
    differences: differencesOf(event, names, zone),
  }));
}
