// What must be true of a person's entry: an address of their own, and a manager who is here.

import { type Refusal, refuseField } from "@/lib/refusal";

export function whyEmailTaken(namesake: { id: string; name: string } | null, ownId?: string): Refusal | null {
  if (!namesake || namesake.id === ownId) return null;
  return refuseField("email", `${namesake.name} has this address.`, "conflict");
}

/** Who managed this person before stays possible, also after leaving: an edit of the name need not wait for a new manager. */
export function whyCannotManage(
  manager: { id: string; name: string; deactivatedAt: Date | null } | null | "",
  managerId: string | null,
  person: { id: string; managerId: string | null } | null,
): Refusal | null {
  if (managerId === null || managerId === person?.managerId) return null;
  if (managerId === person?.id) return refuseField("managerId", "Nobody is their own manager.", "conflict");
  if (!manager) return refuseField("managerId", "There is no such person.", "not-found");
  return manager.deactivatedAt
    ? refuseField("managerId", `${manager.name} is deactivated.`, "conflict")
    : null;
}
