import type { Actor } from "@/lib/auth/actor";
import { type Params, parseFilter, queryOf } from "@/lib/exceptions/register-filter";
import { type Known, knownOf } from "@/lib/exceptions/register-known";
import { isModified, openedView, savedIn } from "@/lib/views/opened-view";
import { whyCannotChangeView } from "@/lib/views/saved-view";
import { type ViewInSight, viewsOnPage } from "@/lib/views/views-of";

export type Opened = {
  id: string;
  name: string;
  /** Whose it is, when it is not one's own. */
  group: string | null;
  modified: boolean;
  /** It holds words that the register does not know any more. */
  outdated: boolean;
  /** Why it cannot be saved. */
  reason: string | null;
};

export type Shown = { known: Known; pinned: ViewInSight[]; opened: Opened | null; link: string };

/** What an address shows to this person: what stands in it, or what was kept. */
export async function shownIn(params: Params, actor: Actor, now: Date): Promise<Shown> {
  const views = await viewsOnPage(actor, now, savedIn(params));
  const found = openedView(params, views);
  const { filter, dropped } = parseFilter(found?.params ?? params);
  const isNowhere = filter.saved !== null && !found && Object.keys(params).length === 1;
  const saved = found?.view.id ?? null;
  const known = await knownOf({ filter: { ...filter, saved }, dropped }, actor);
  if (isNowhere) known.dropped.push("that view");

  return {
    known,
    pinned: views.filter(({ isPinned }) => isPinned),
    opened: found && {
      id: found.view.id,
      name: found.view.name,
      group: found.view.group?.name ?? null,
      modified: isModified(found.view, filter),
      outdated: known.dropped.length > 0,
      reason: whyCannotChangeView(found.view, actor)?.message ?? null,
    },
    // One's own view is nobody else's business; what it shows is.
    link: `/register${queryOf({ ...known.filter, saved: found?.view.group ? saved : null })}`,
  };
}
