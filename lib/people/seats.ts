// Seats in groups (R6): given by somebody else, held by people who may decide, and never ended so that an open step
// is left to nobody.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

type Group = { name: string; leadId: string | null; retiredAt: Date | null };
type Seated = { id: string; name: string; role: Role; sameAsId: string | null; deactivatedAt: Date | null };

/** Administrators, and the lead for their own group. */
export function whyCannotKeepSeats(group: Group, actor: Keeper): Refusal | null {
  if (group.leadId === actor.id && actor.role === "member") return null;
  const refusal = whyCannotAdminister(actor);
  if (!refusal || actor.role === "auditor") return refusal;
  return refuse("not-allowed", `Only administrators and the lead of ${group.name} change its seats.`);
}

export function whyCannotGrantSeat(
  group: Group,
  person: Seated,
  { actor, actorRootId, seatedRootIds }: { actor: Keeper; actorRootId: string; seatedRootIds: string[] },
): Refusal | null {
  const refusal = whyCannotKeepSeats(group, actor);
  if (refusal) return refusal;
  if (group.retiredAt) return refuse("wrong-status", `${group.name} is retired.`);

  const rootId = person.sameAsId ?? person.id;
  const no = (sentence: string) => refuseField("personId", sentence, "conflict");
  if (rootId === actorRootId) {
    return refuseField(
      "personId",
      "Nobody seats themselves. Ask another administrator or the lead.",
      "not-allowed",
    );
  }
  if (person.deactivatedAt) return no(`${person.name} is deactivated.`);
  if (person.role === "auditor") return no(`${person.name} is an auditor. Auditors decide nothing.`);
  if (seatedRootIds.includes(rootId)) return no(`${person.name} sits in ${group.name} already.`);
  return null;
}

/** `strands` are the open steps that nobody could sign without this seat. */
export function whyCannotEndSeat(
  seat: { group: Group; person: { id: string; name: string }; untilAt: Date | null },
  actor: Keeper,
  strands: { number: number }[],
): Refusal | null {
  const { group, person } = seat;
  const refusal = whyCannotKeepSeats(group, actor);
  if (refusal) return refusal;
  if (actor.role !== "administrator" && person.id === actor.id) {
    return refuse("not-allowed", "You do not end your own seat. Ask an administrator.");
  }
  if (seat.untilAt) return refuse("wrong-status", `${person.name} has left ${group.name} already.`);
  return whyStranded(group, person, strands);
}

function whyStranded(
  group: { name: string },
  person: { name: string },
  strands: { number: number }[],
): Refusal | null {
  if (strands.length === 0) return null;
  const numbers = strands.map(({ number }) => `EX-${number}`).join(", ");
  return refuse(
    "conflict",
    `Without ${person.name} nobody in ${group.name} could decide ${numbers}. Seat somebody else first.`,
  );
}
