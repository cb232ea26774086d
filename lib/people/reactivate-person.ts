// An administrator lets a person in again. Seats and sessions do not come back: somebody grants them anew.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotReactivate } from "@/lib/people/departure";
import { lockPerson } from "@/lib/people/locks";
import type { PersonId } from "@/lib/people/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function reactivatePerson(
  { personId }: PersonId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person) return refuse("not-found", "There is no such person.");

    const refusal = whyCannotReactivate(person, actor);
    if (refusal) return refusal;

    await tx.person.update({ where: { id: personId }, data: { deactivatedAt: null, leavesOn: null } });
    await record(tx, { stream: `person/${personId}`, action: "person.reactivated", actor, body: {} });
    return { ok: true, id: personId };
  });
}
