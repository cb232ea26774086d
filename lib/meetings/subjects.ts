import { db } from "@/lib/db";
import { type About, idOf } from "@/lib/meetings/agenda";
import type { MinutesSubject } from "@/lib/meetings/minutes";

/** What each of them is called, by the id of what it is about. */
export async function subjectsOf(abouts: About[]): Promise<Map<string, MinutesSubject>> {
  const ids = { id: { in: abouts.map(idOf) } };
  const [exceptions, policies, followUps] = await Promise.all([
    db.exception.findMany({ where: ids, select: { id: true, number: true, title: true, risk: true } }),
    db.policy.findMany({ where: ids, select: { id: true, key: true, title: true } }),
    db.followUp.findMany({ where: ids, select: { id: true, what: true, ownerId: true } }),
  ]);
  return new Map<string, MinutesSubject>([
    ...exceptions.map(
      ({ id, number, title, risk }) => [id, { exception: number, title, risk }] as [string, MinutesSubject],
    ),
    ...policies.map(({ id, key, title }) => [id, { policy: key, title }] as [string, MinutesSubject]),
    ...followUps.map(
      ({ id, what, ownerId }) => [id, { followUp: what, owner: ownerId }] as [string, MinutesSubject],
    ),
  ]);
}
