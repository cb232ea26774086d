// R3: whoever left the organisation is out the same night, in the name of the clock. What they own stands in the queue.

import { dayIn } from "@/lib/dates";
import { db, inTransaction } from "@/lib/db";
import { organisation } from "@/lib/organisation";
import { leave } from "@/lib/people/deactivate-person";
import { whyCannotLeave } from "@/lib/people/departure";
import { lockPersonAndAdministrators } from "@/lib/people/locks";
import { type Outcome, refuse } from "@/lib/refusal";

/** Those whose last day is over in the organisation's zone. Who cannot go, as the only administrator, is named. */
export async function deactivateLeavers(
  now: Date,
): Promise<{ done: number; failed: { what: string; why: string }[] }> {
  const { zone } = await organisation();
  const today = new Date(dayIn(zone, now));
  const gone = await db.person.findMany({
    where: { leavesOn: { lt: today }, deactivatedAt: null },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });

  const failed: { what: string; why: string }[] = [];
  for (const { id, name } of gone) {
    const outcome = await letOut(id, today, now).catch((error: unknown) => refuse("conflict", String(error)));
    if (!outcome.ok) failed.push({ what: name, why: outcome.message });
  }
  return { done: gone.length - failed.length, failed };
}

function letOut(personId: string, today: Date, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const person = await lockPersonAndAdministrators(tx, personId);
    if (!person?.leavesOn || person.leavesOn >= today)
      return refuse("wrong-status", "The last day was moved.");
    const refusal = whyCannotLeave(person);
    if (refusal) return refusal;

    await leave(tx, personId, "clock", now);
    return { ok: true };
  });
}
