// Who sits in a group that owns one of the rules an exception breaks.

import { db } from "@/lib/db";

/** For a page, which stands outside any transaction. */
export function controllersNow(exception: { id: string; revision: number }, now: Date): Promise<string[]> {
  return controllersOf(db, exception, now);
}

/** Person ids, seen through their aliases, of those who have a seat and are active at `now`. */
export async function controllersOf(
  client: Pick<typeof db, "membership">,
  { id: exceptionId, revision }: { id: string; revision: number },
  now: Date,
): Promise<string[]> {
  const seats = await client.membership.findMany({
    where: {
      fromAt: { lte: now },
      OR: [{ untilAt: null }, { untilAt: { gt: now } }],
      person: { deactivatedAt: null },
      group: { policies: { some: { scopes: { some: { exceptionId, revision } } } } },
    },
    select: { person: { select: { id: true, sameAsId: true } } },
  });
  return [...new Set(seats.map(({ person }) => person.sameAsId ?? person.id))];
}
