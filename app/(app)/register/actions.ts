"use server";

import { act } from "@/app/(app)/act";
import type { Option } from "@/components/ui/combobox";
import type { Actor } from "@/lib/auth/actor";
import { actorForAction } from "@/lib/auth/session";
import { type FilterChoices, filterChoices } from "@/lib/exceptions/filter-choices";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { type Facets, facetsOf } from "@/lib/exceptions/register-groups";
import { choosablePeople } from "@/lib/people/choosable-people";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { changeView } from "@/lib/views/change-view";
import { chooseView } from "@/lib/views/choose-view";
import { type ListedViews, listedViews } from "@/lib/views/listed-views";
import { saveView } from "@/lib/views/save-view";
import { newViewSchema, viewChangeSchema, viewChoiceSchema, viewShareSchema } from "@/lib/views/schemas";
import { shareView } from "@/lib/views/share-view";

/** What the list can be narrowed by, and how many stand behind each choice. Asked for when the dialog opens. */
export async function readFilterChoices(
  query: string,
): Promise<Outcome<{ choices: FilterChoices; facets: Facets }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const refusal = whyCannotRead(caller.actor);
  if (refusal) return refusal;
  const { filter } = parseFilter(Object.fromEntries(new URLSearchParams(String(query))));
  const asking = { actorId: caller.actor.id, now: new Date() };
  const [choices, facets] = await Promise.all([filterChoices(), facetsOf(filter, asking)]);
  return { ok: true, choices, facets };
}

/** To whom what is selected could go. */
export async function readOwners(): Promise<Outcome<{ owners: Option[] }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const refusal = whyCannotRead(caller.actor);
  if (refusal) return refusal;
  const people = await choosablePeople();
  const owners = people.map(({ id, name, title, team }) => ({
    value: id,
    label: name,
    detail: [title, team].filter(Boolean).join(", "),
  }));
  return { ok: true, owners };
}

export async function readViews(): Promise<Outcome<ListedViews>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  return whyCannotRead(caller.actor) ?? { ok: true, ...(await listedViews(caller.actor, new Date())) };
}

export async function saveThisView(input: unknown) {
  return act(input, newViewSchema, saveView);
}

export async function changeThisView(input: unknown) {
  return act(input, viewChangeSchema, changeView);
}

export async function shareThisView(input: unknown) {
  return act(input, viewShareSchema, shareView);
}

export async function chooseThisView(input: unknown) {
  return act(input, viewChoiceSchema, chooseView);
}

function whyCannotRead({ role }: Actor): Refusal | null {
  if (role !== "outside_approver") return null;
  return refuse("not-allowed", "Outside approvers see the requests put to them.");
}
