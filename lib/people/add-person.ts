// An administrator adds a person to the directory. How they sign in is a matter of its own.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { lockPerson } from "@/lib/people/locks";
import { whyCannotManage, whyEmailTaken } from "@/lib/people/person-facts";
import type { NewPerson } from "@/lib/people/schemas";
import type { Outcome } from "@/lib/refusal";

export function addPerson(person: NewPerson, actor: Actor, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const manager = person.managerId && (await lockPerson(tx, person.managerId));
    const namesake = await tx.person.findUnique({ where: { email: person.email } });

    const refusal =
      whyCannotAdminister(actor) ??
      whyEmailTaken(namesake) ??
      whyCannotManage(manager, person.managerId, null);
    if (refusal) return refusal;

    const { id } = await tx.person.create({ data: person });
    await record(tx, { stream: `person/${id}`, action: "person.added", actor, body: { after: person } });
    return { ok: true, id };
  });
}
