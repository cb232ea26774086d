// The list of views as it is opened: each with what it shows, in words, and what this person may do with it.

import type { Actor } from "@/lib/auth/actor";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf, knownSentence } from "@/lib/exceptions/register-known";
import { groupsOf } from "@/lib/people/groups-of";
import { whyCannotChangeView } from "@/lib/views/saved-view";
import { type ViewInSight, viewsOf } from "@/lib/views/views-of";

export type ListedView = Pick<ViewInSight, "id" | "name" | "isPinned" | "isMyDefault" | "isGroupDefault"> & {
  /** Null: one's own. */
  group: string | null;
  sentence: string;
  /** What it holds that the register does not know any more. */
  dropped: string[];
  /** Why it cannot be renamed, removed or made the default of its group. */
  reason: string | null;
};

export type ListedViews = { views: ListedView[]; groups: { id: string; name: string }[] };

export async function listedViews(actor: Actor, now: Date): Promise<ListedViews> {
  const [views, groups] = await Promise.all([viewsOf(actor, now), groupsOf(actor.id, now)]);
  return {
    views: await Promise.all(views.map((view) => listed(view, actor))),
    groups: groups.map(({ id, name }) => ({ id, name })),
  };
}

async function listed({ query, makerId, group, ...view }: ViewInSight, actor: Actor): Promise<ListedView> {
  const known = await knownOf(parseFilter(Object.fromEntries(new URLSearchParams(query))), actor);
  return {
    ...view,
    group: group?.name ?? null,
    sentence: knownSentence(known),
    dropped: known.dropped,
    reason: whyCannotChangeView({ makerId, group }, actor)?.message ?? null,
  };
}
