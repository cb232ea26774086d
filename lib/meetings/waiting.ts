import { db, type Tx } from "@/lib/db";
import { type About, type AgendaItem, agendaOf, type Waiting } from "@/lib/meetings/agenda";
import { reasonsToMeet } from "@/lib/meetings/reasons";

/** More than this no meeting can look at: what comes after stays in the register. */
export const itemsAtMost = 60;

/** What the next meeting would look at. */
export async function nextAgenda(zone: string, now: Date): Promise<AgendaItem[]> {
  const [reasons, waiting] = await Promise.all([reasonsToMeet(zone, now), waitingItems(db)]);
  return agendaOf(reasons, waiting).slice(0, itemsAtMost);
}

/** Flagged by hand or carried over, in the order in which they came. */
export async function waitingItems(client: Tx | typeof db): Promise<Waiting[]> {
  const rows = await client.meetingItem.findMany({ where: { meetingId: null }, orderBy: { id: "asc" } });
  return rows.map(({ id, why, byId, carried, ...row }) => ({ id, about: aboutOf(row), why, byId, carried }));
}

type Columns = { exceptionId: string | null; policyId: string | null; followUpId: string | null };

export function aboutOf({ exceptionId, policyId, followUpId }: Columns): About {
  if (exceptionId) return { exceptionId };
  return policyId ? { policyId } : { followUpId: followUpId as string };
}
