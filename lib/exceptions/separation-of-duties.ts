// Nobody decides an exception to which they are a party (R4), nobody signs twice (R5), and only the step's group
// decides (R6). The pages show these sentences, decide() enforces them, and so does the database. There is no switch.

import { type Refusal, refuse } from "@/lib/refusal";
import type { Capacity, Role } from "@/prisma/generated/enums";

export type Party = { personId: string; capacity: Capacity };

/** `rootId`s are persons seen through their aliases: two accounts of one human are one. */
export type Decidable = {
  sentBack: boolean;
  parties: Party[];
  /** Who decided this revision already, on any step. */
  deciderIds: string[];
  /** The groups whose turn it is; none when every step is signed. */
  waitingFor: { groupName: string; memberIds: string[] }[];
  /** Names of the groups whose turn comes later, by member. */
  laterGroups: { groupName: string; memberIds: string[] }[];
};

const because: Record<Capacity, string> = {
  requester: "You asked for this. Somebody else must decide.",
  filer: "You filed this. Somebody else must decide.",
  owner: "You own this. Somebody else must decide.",
  editor: "You edited this. Somebody else must decide.",
};

const weight: Capacity[] = ["requester", "owner", "filer", "editor"];

export function whyCannotDecide(exception: Decidable, actor: { id: string; role: Role }): Refusal | null {
  const capacity = weight.find((found) =>
    exception.parties.some((party) => party.personId === actor.id && party.capacity === found),
  );
  if (capacity) return refuse("party-to-it", because[capacity]);

  if (actor.role === "auditor") return refuse("not-allowed", "Auditors read everything and decide nothing.");
  if (exception.deciderIds.includes(actor.id)) {
    return refuse("already-decided", "You have decided this revision. Nobody signs twice.");
  }
  if (exception.sentBack)
    return refuse("wrong-status", "This was sent back. It returns when its requester has changed it.");
  if (exception.waitingFor.length === 0) return refuse("wrong-status", "Nothing waits for a decision.");
  if (exception.waitingFor.some(({ memberIds }) => memberIds.includes(actor.id))) return null;

  const groups = exception.waitingFor.map(({ groupName }) => groupName).join(" and ");
  const later = exception.laterGroups.find((group) => group.memberIds.includes(actor.id));
  if (later)
    return refuse("not-an-approver", `This waits for ${groups} first. ${later.groupName} comes after.`);
  const those = exception.waitingFor.length === 1 ? "that group" : "any of them";
  return refuse("not-an-approver", `This waits for ${groups}. You are not in ${those}.`);
}
