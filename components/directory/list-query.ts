// The state of a directory list, read from its address and written to it: what is searched, which view, which order.

export type ListQuery<View extends string, Order extends string> = {
  q: string;
  view: View;
  order: Order;
  reversed: boolean;
  /** What the address asks for and this list does not know: left out, and said so. */
  unknown: string[];
};

export type SearchParams = Record<string, string | string[] | undefined>;

/** The first view and the first order are what the list opens with. */
export function listQuery<View extends string, Order extends string>(
  params: SearchParams,
  views: readonly [View, ...View[]],
  orders: readonly [Order, ...Order[]],
): ListQuery<View, Order> {
  const [view, sort] = [one(params.view), one(params.sort)];
  const knownView = views.find((known) => known === view);
  const knownOrder = orders.find((known) => known === sort?.replace(/^-/, ""));
  return {
    q: one(params.q)?.trim().slice(0, 200) ?? "",
    view: knownView ?? views[0],
    order: knownOrder ?? orders[0],
    reversed: Boolean(knownOrder && sort?.startsWith("-")),
    unknown: [view && !knownView ? `view=${view}` : "", sort && !knownOrder ? `sort=${sort}` : ""].filter(
      Boolean,
    ),
  };
}

/** The address of the same list with some of it changed. What is as usual stays out of it. */
export function listHref<View extends string, Order extends string>(
  path: string,
  query: Omit<ListQuery<View, Order>, "unknown">,
  usual: { view: View; order: Order },
): string {
  const params = new URLSearchParams({ ...(query.q && { q: query.q }), ...keptBySearch(query, usual) });
  return params.size > 0 ? `${path}?${params}` : path;
}

/** What a new search leaves as it is: view and order, as far as they are not as usual. */
export function keptBySearch<View extends string, Order extends string>(
  { view, order, reversed }: { view: View; order: Order; reversed: boolean },
  usual: { view: View; order: Order },
): Record<string, string> {
  const isUsualOrder = order === usual.order && !reversed;
  return {
    ...(view !== usual.view && { view }),
    ...(!isUsualOrder && { sort: `${reversed ? "-" : ""}${order}` }),
  };
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
