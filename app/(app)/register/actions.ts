"use server";

import type { Option } from "@/components/ui/combobox";
import { actorForAction } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";

export type FilterChoices = { people: Option[]; policies: Option[]; systems: Option[] };

/** Whom and what the register can be filtered by. Those who left and what is retired are there too: they have a past. */
export async function readFilterChoices(): Promise<Outcome<FilterChoices>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  if (caller.actor.role === "outside_approver") {
    return refuse("not-allowed", "Outside approvers see the requests put to them.");
  }

  const [people, policies, systems] = await Promise.all([
    db.person.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] }),
    db.policy.findMany({ orderBy: { key: "asc" } }),
    db.system.findMany({ orderBy: { key: "asc" } }),
  ]);
  return {
    ok: true,
    people: people.map(({ id, name, title, team, deactivatedAt }) => ({
      value: id,
      label: name,
      detail: deactivatedAt ? "left" : [title, team].filter(Boolean).join(", "),
    })),
    policies: policies.map(({ key, title }) => ({ value: key, label: key, detail: title })),
    systems: systems.map(({ key, name }) => ({ value: key, label: key, detail: name })),
  };
}
