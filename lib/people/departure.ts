// Who may leave, come back or change their role. Somebody always administers, and nobody lets themselves out.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

type Person = { id: string; name: string; role: Role; deactivatedAt: Date | null };

export function whyCannotDeactivate(
  person: Person & { otherAdministrators: number },
  actor: Keeper,
): Refusal | null {
  if (person.id === actor.id) {
    return refuse("not-allowed", "Nobody deactivates themselves. Ask another administrator.");
  }
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;
  return whyCannotLeave(person);
}

/** Also asked by the clock, which is nobody's keeper. */
export function whyCannotLeave(person: Person & { otherAdministrators: number }): Refusal | null {
  if (person.deactivatedAt) return refuse("wrong-status", `${person.name} is deactivated already.`);
  if (person.role === "administrator" && person.otherAdministrators === 0) {
    return refuse("conflict", `${person.name} is the only administrator. Name another one first.`);
  }
  return null;
}

export function whyCannotReactivate(person: Person, actor: Keeper): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (person.deactivatedAt ? null : refuse("wrong-status", `${person.name} is active.`))
  );
}

export function whyCannotChangeRole(
  person: Person & { otherAdministrators: number; seats: string[]; openExceptions: number },
  role: Role,
): Refusal | null {
  if (role === person.role) return null;
  const no = (sentence: string) => refuseField("role", sentence, "conflict");
  if (person.role === "administrator" && !person.deactivatedAt && person.otherAdministrators === 0) {
    return no(`${person.name} is the only administrator. Name another one first.`);
  }
  if (role === "auditor" && person.seats.length > 0) {
    return no(
      `${person.name} sits in ${person.seats.join(", ")}. Auditors decide nothing: end the seat first.`,
    );
  }
  if ((role === "auditor" || role === "outside_approver") && person.openExceptions > 0) {
    return no(`${person.name} owns open exceptions and could no longer close them. Hand them over first.`);
  }
  return null;
}
