// A view is somebody's own, and they do with it what they like; or it is a group's, and the lead of the group or an
// administrator changes it.

import type { Actor } from "@/lib/auth/actor";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";

type View = {
  makerId: string;
  group: { name: string; lead: { id: string; name: string } | null } | null;
};

export function whyCannotChangeView(
  { makerId, group }: View,
  actor: Pick<Actor, "id" | "role">,
): Refusal | null {
  if (!group) return makerId === actor.id ? null : refuse("not-found", "There is no such view.");
  if (actor.role === "administrator" || group.lead?.id === actor.id) return null;
  const keepers = group.lead ? `${group.lead.name}, who leads it, or an administrator` : "An administrator";
  return refuse("not-allowed", `It is the view of ${group.name}. ${keepers} changes it.`);
}

/** Only one's own, and only with a group one sits in: a view is not pushed at others. */
export function whyCannotShareView(
  { makerId, group }: View,
  actor: Pick<Actor, "id">,
  sitsInGroup: boolean,
): Refusal | null {
  if (group) return refuse("wrong-status", `It is the view of ${group.name} already.`);
  if (makerId !== actor.id) return refuse("not-found", "There is no such view.");
  return sitsInGroup ? null : refuse("not-allowed", "Views are shared with a group that you sit in.");
}

export function whyNameTaken(name: string, others: string[]): Refusal | null {
  const taken = others.some((other) => other.toLowerCase() === name.toLowerCase());
  return taken ? refuseField("name", `There is a view called ${name} already.`, "conflict") : null;
}

const mostViews = 100;

export function whyTooManyViews(count: number): Refusal | null {
  if (count < mostViews) return null;
  return refuse("conflict", `You keep ${mostViews} views. Remove one to save another.`);
}
