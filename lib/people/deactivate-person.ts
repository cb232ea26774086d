// R3, R6: whoever leaves is out at once. Sessions and seats end in the same transaction; what they own stays as it
// is and stands in the queue of exceptions that need an owner.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { whyCannotDeactivate } from "@/lib/people/departure";
import { lockPersonAndAdministrators } from "@/lib/people/locks";
import type { PersonId } from "@/lib/people/schemas";
import { type Outcome, refuse } from "@/lib/refusal";

export function deactivatePerson(
  { personId }: PersonId,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ owns: number; seatsEnded: number }>> {
  return inTransaction(now, async (tx) => {
    const person = await lockPersonAndAdministrators(tx, personId);
    if (!person) return refuse("not-found", "There is no such person.");

    const refusal = whyCannotDeactivate(person, actor);
    if (refusal) return refusal;

    return { ok: true, ...(await leave(tx, personId, actor, now)) };
  });
}

/** For whoever has locked and judged the person. */
export async function leave(tx: Tx, personId: string, actor: Actor | "clock", now: Date) {
  const owns = await tx.exception.count({
    where: { ownerId: personId, status: { in: ["pending", "active", "expired"] } },
  });
  await endSessions(tx, personId, now);
  const seatsEnded = await endSeats(tx, personId, actor, now);
  await tx.person.update({ where: { id: personId }, data: { deactivatedAt: now } });

  await record(tx, { stream: `person/${personId}`, action: "person.deactivated", actor, body: { owns } });
  return { owns, seatsEnded };
}

function endSessions(tx: Tx, personId: string, now: Date) {
  return tx.session.updateMany({
    where: { account: { personId }, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
}

async function endSeats(tx: Tx, personId: string, actor: Actor | "clock", now: Date): Promise<number> {
  const seats = await tx.membership.findMany({
    where: { personId, untilAt: null },
    include: { group: true },
  });
  for (const { id, group } of seats) {
    await tx.membership.update({ where: { id }, data: { untilAt: now } });
    const body = { group: group.key, person: personId, why: "deactivated" };
    await record(tx, { stream: `membership/${id}`, action: "membership.ended", actor, body });
  }
  return seats.length;
}
