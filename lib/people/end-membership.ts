// An administrator or the lead ends a seat (R6), unless an open step would then be left to nobody.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockGroup, lockMembership } from "@/lib/people/locks";
import { openStepsOf, strandedWithout } from "@/lib/people/open-steps";
import type { SeatEnd } from "@/lib/people/schemas";
import { whyCannotEndSeat } from "@/lib/people/seats";
import { type Outcome, refuse } from "@/lib/refusal";

export function endMembership(
  { membershipId, why }: SeatEnd,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ left: number }>> {
  return inTransaction(now, async (tx) => {
    const known = await tx.membership.findUnique({ where: { id: membershipId } });
    // The group first: two seats of it that end at once must see each other.
    if (known) await lockGroup(tx, known.groupId);
    const seat = await lockMembership(tx, membershipId);
    if (!seat) return refuse("not-found", "There is no such seat.");
    const { group, groupId, person, personId } = seat;

    const steps = await openStepsOf(groupId, tx);
    const refusal = whyCannotEndSeat(seat, actor, strandedWithout(person.sameAsId ?? personId, steps));
    if (refusal) return refusal;

    await tx.membership.update({ where: { id: membershipId }, data: { untilAt: now } });
    const body = { group: group.key, person: personId, why };
    await record(tx, { stream: `membership/${membershipId}`, action: "membership.ended", actor, body });
    return { ok: true, left: await tx.membership.count({ where: { groupId, untilAt: null } }) };
  });
}
