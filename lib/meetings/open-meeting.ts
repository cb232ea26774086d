// A meeting opens with the agenda as it is at that moment, and there is one at a time (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { type AgendaItem, agendaOf } from "@/lib/meetings/agenda";
import { lockOpenMeeting, whyCannotLead } from "@/lib/meetings/lead";
import { reasonsToMeet } from "@/lib/meetings/reasons";
import type { OpenMeeting } from "@/lib/meetings/schemas";
import { itemsAtMost, waitingItems } from "@/lib/meetings/waiting";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";
import { leadsSecurity } from "@/lib/reviews/reviewers";

type Opened = Outcome<{ number: number }>;

export async function openMeeting({ present }: OpenMeeting, actor: Actor, now: Date): Promise<Opened> {
  const { zone } = await organisation();
  const reasons = await reasonsToMeet(zone, now);
  return inTransaction<Opened>(now, async (tx) => {
    const refusal = whyCannotLead(actor, await leadsSecurity(actor.id, tx)) ?? (await whyCannotBegin(tx));
    if (refusal) return refusal;
    const agenda = agendaOf(reasons, await waitingItems(tx)).slice(0, itemsAtMost);
    if (agenda.length === 0)
      return refuse("conflict", "Nothing needs the meeting. Send the all-clear instead.");

    const { id, number } = await beginMeeting(tx, actor, 1);
    await putOnAgenda(tx, id, agenda, now);
    const here = await attend(tx, id, [actor.id, ...present]);
    const body = { number, items: agenda.length, present: here };
    await record(tx, { action: "meeting.opened", stream: `meeting/${id}`, actor, body });
    return { ok: true, number };
  });
}

/** Held until the transaction ends: two who open one at the same time open one. */
export async function whyCannotBegin(tx: Tx) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('meeting', 0))`;
  const open = await lockOpenMeeting(tx);
  return open && refuse("conflict", `Meeting ${open.number} is open: ${open.chair.name} leads it.`);
}

export async function beginMeeting(tx: Tx, actor: Actor, item: 0 | 1) {
  const { _max } = await tx.meeting.aggregate({ _max: { number: true } });
  const [id, number] = [crypto.randomUUID(), (_max.number ?? 0) + 1];
  await tx.$executeRaw`
    INSERT INTO meeting (id, number, chair_id, item) VALUES (${id}::uuid, ${number}, ${actor.id}::uuid, ${item})`;
  return { id, number };
}

async function putOnAgenda(tx: Tx, meetingId: string, agenda: AgendaItem[], now: Date): Promise<void> {
  const placed = agenda.map((item, index) => ({ ...item, place: { meetingId, position: index + 1 } }));
  await tx.meetingItem.createMany({
    data: placed
      .filter(({ waiting }) => !waiting)
      .map(({ kind, why, about, place }) => ({ kind, why, ...about, ...place })),
  });
  for (const { kind, why, waiting, place } of placed)
    if (waiting) await tx.meetingItem.update({ where: { id: waiting.id }, data: { kind, why, ...place } });
  await tx.meetingItem.update({
    where: { meetingId_position: { meetingId, position: 1 } },
    data: { reachedAt: now },
  });
}

/** Those of them who are here, by id. */
export async function attend(tx: Tx, meetingId: string, personIds: string[]): Promise<string[]> {
  const people = await tx.person.findMany({
    where: { id: { in: personIds }, deactivatedAt: null },
    select: { id: true },
    orderBy: { name: "asc" },
  });
  await tx.meetingAttendance.createMany({
    data: people.map(({ id }) => ({ meetingId, personId: id, present: true })),
  });
  return people.map(({ id }) => id);
}
