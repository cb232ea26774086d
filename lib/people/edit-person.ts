// An administrator changes what the directory says of a person, their role included.

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { whyCannotChangeRole } from "@/lib/people/departure";
import { lockPersonAndAdministrators } from "@/lib/people/locks";
import { whyCannotManage, whyEmailTaken } from "@/lib/people/person-facts";
import type { PersonEdit } from "@/lib/people/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function editPerson(
  { personId, ...after }: PersonEdit,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const locked = await lockPersonAndAdministrators(tx, personId);
    if (!locked) return refuse("not-found", "There is no such person.");
    const person = { ...locked, ...(await whatHangsOn(tx, personId)) };
    const manager = after.managerId && (await tx.person.findUnique({ where: { id: after.managerId } }));
    const namesake = await tx.person.findUnique({ where: { email: after.email } });

    const refusal =
      whyCannotAdminister(actor) ??
      whyEmailTaken(namesake, personId) ??
      whyCannotManage(manager, after.managerId, person) ??
      whyCannotChangeRole(person, after.role);
    if (refusal) return refusal;

    const changed = changeBetween<typeof after>(person, after);
    if (Object.keys(changed).length === 0) return { ok: true, id: personId };

    await tx.person.update({ where: { id: personId }, data: after });
    await record(tx, { stream: `person/${personId}`, action: "person.changed", actor, body: { changed } });
    return { ok: true, id: personId };
  });
}

async function whatHangsOn(tx: Tx, personId: string) {
  const seats = await tx.membership.findMany({
    where: { personId, untilAt: null },
    include: { group: true },
  });
  const openExceptions = await tx.exception.count({
    where: { ownerId: personId, status: { in: ["pending", "active", "expired"] } },
  });
  return { seats: seats.map(({ group }) => group.name), openExceptions };
}
