// An administrator or the lead gives somebody else a seat in a group (R6). Nobody seats themselves.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockGroup, lockPerson } from "@/lib/people/locks";
import type { Seat } from "@/lib/people/schemas";
import { whyCannotGrantSeat } from "@/lib/people/seats";
import { type Outcome, refuse, refuseField } from "@/lib/refusal";

export function grantMembership(
  { groupId, personId }: Seat,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const group = await lockGroup(tx, groupId);
    const person = await lockPerson(tx, personId);
    if (!group) return refuse("not-found", "There is no such group.");
    if (!person) return refuseField("personId", "There is no such person.", "not-found");

    const { sameAsId } = await tx.person.findUniqueOrThrow({ where: { id: actor.id } });
    const seated = await tx.membership.findMany({
      where: { groupId, untilAt: null },
      include: { person: true },
    });
    const refusal = whyCannotGrantSeat(group, person, {
      actor,
      actorRootId: sameAsId ?? actor.id,
      seatedRootIds: seated.map((seat) => seat.person.sameAsId ?? seat.personId),
    });
    if (refusal) return refusal;

    const { id } = await tx.membership.create({
      data: { groupId, personId, grantedById: actor.id, fromAt: now },
    });
    const body = { group: group.key, person: personId };
    await record(tx, { stream: `membership/${id}`, action: "membership.granted", actor, body });
    return { ok: true, id };
  });
}
