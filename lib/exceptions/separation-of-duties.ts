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
  waitingFor: { groupName: string; memberIds: string[] } | undefined;
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
  if (!exception.waitingFor) return refuse("wrong-status", "Nothing waits for a decision.");

  const { groupName, memberIds } = exception.waitingFor;
  if (memberIds.includes(actor.id)) return null;

  const later = exception.laterGroups.find((group) => group.memberIds.includes(actor.id));
  if (later)
    return refuse("not-an-approver", `This waits for ${groupName} first. ${later.groupName} comes after.`);
  return refuse("not-an-approver", `This waits for ${groupName}. You are not in that group.`);
}
