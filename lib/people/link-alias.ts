// R4, R5: two entries of one human are one person for every rule about persons. An administrator links them, never
// their own.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { lockPerson } from "@/lib/people/locks";
import type { Alias } from "@/lib/people/schemas";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";

export function linkAlias(
  { personId, sameAsId }: Alias,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(now, async (tx) => {
    const person = await lockPerson(tx, personId);
    const standsFor = sameAsId ? await lockPerson(tx, sameAsId) : null;
    if (!person) return refuse("not-found", "There is no such person.");
    const aliases = await tx.person.count({ where: { sameAsId: personId } });

    const refusal = whyCannotLink({ ...person, aliases }, sameAsId, standsFor, actor);
    if (refusal) return refusal;
    if (person.sameAsId === sameAsId) return { ok: true, id: personId };

    await tx.person.update({ where: { id: personId }, data: { sameAsId } });
    const changed = { sameAsId: { before: person.sameAsId, after: sameAsId } };
    await record(tx, { stream: `person/${personId}`, action: "person.changed", actor, body: { changed } });
    return { ok: true, id: personId };
  });
}

type Entry = { id: string; name: string; sameAsId: string | null };

export function whyCannotLink(
  person: Entry & { aliases: number },
  sameAsId: string | null,
  standsFor: Entry | null,
  actor: Keeper,
): Refusal | null {
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;
  if ([person.id, person.sameAsId, sameAsId].includes(actor.id)) {
    return refuse("not-allowed", "Nobody links or parts their own entries. Ask another administrator.");
  }
  if (sameAsId === null) return null;

  const no = (sentence: string) => refuseField("sameAsId", sentence, "conflict");
  if (!standsFor) return refuseField("sameAsId", "There is no such person.", "not-found");
  if (standsFor.id === person.id) return no("These are the same entry.");
  if (standsFor.sameAsId)
    return no(`${standsFor.name} is linked to somebody else already. Choose that entry.`);
  if (person.aliases > 0)
    return no(`Other entries are linked to ${person.name}. Link them to ${standsFor.name} first.`);
  return null;
}
