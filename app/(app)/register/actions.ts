"use server";

import { actorForAction } from "@/lib/auth/session";
import { type FilterChoices, filterChoices } from "@/lib/exceptions/filter-choices";
import { type Outcome, refuse } from "@/lib/refusal";

export async function readFilterChoices(): Promise<Outcome<FilterChoices>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  if (caller.actor.role === "outside_approver") {
    return refuse("not-allowed", "Outside approvers see the requests put to them.");
  }
  return { ok: true, ...(await filterChoices()) };
}
