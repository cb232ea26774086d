// What an address asks for: what stands in it; without a word, what somebody chose to start with, then their group's
// choice, then what is in force (screens.md 2.2).

import { type Params, parseFilter, queryOf, type RegisterFilter } from "@/lib/exceptions/register-filter";
import { keptQuery } from "@/lib/views/schemas";
import type { ViewInSight } from "@/lib/views/views-of";

/** The id in `?saved=…`, whatever else stands there. */
export function savedIn(params: Params): string | null {
  return parseFilter({ saved: params.saved }).filter.saved;
}

/** The view, and the words of the register that the address means with it. Null: no view, the address speaks for itself. */
export function openedView(
  params: Params,
  views: ViewInSight[],
): { view: ViewInSight; params: Params } | null {
  const asked = Object.keys(params);
  const view = asked.length === 0 ? defaultOf(views) : views.find(({ id }) => id === savedIn(params));
  if (!view) return null;
  const isAlone = asked.every((name) => name === "saved");
  const stored = Object.fromEntries(new URLSearchParams(view.query));
  return { view, params: { ...(isAlone ? stored : params), saved: view.id } };
}

function defaultOf(views: ViewInSight[]): ViewInSight | undefined {
  return views.find(({ isMyDefault }) => isMyDefault) ?? views.find(({ isGroupDefault }) => isGroupDefault);
}

/** Whether the screen shows something else than what was kept. */
export function isModified({ query }: Pick<ViewInSight, "query">, shown: RegisterFilter): boolean {
  return keptQuery(query) !== keptQuery(queryOf(shown));
}
