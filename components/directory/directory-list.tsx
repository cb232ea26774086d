import type { ReactNode } from "react";

import { ListBar } from "@/components/directory/list-bar";
import { keptBySearch, type ListQuery, listHref } from "@/components/directory/list-query";
import { sortLinks } from "@/components/directory/sort-links";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Table } from "@/components/ui/table";

type Props<Row, View extends string, Order extends string> = {
  path: string;
  title: string;
  rows: Row[];
  /** How many there are before any search or view. */
  total: number;
  query: ListQuery<View, Order>;
  /** What the list opens with, which stays out of its address. */
  usual: { view: View; order: Order };
  views: readonly View[];
  viewName: (view: View) => string;
  /** What is shown, in words: "Systems in use". */
  sentence: (view: View) => string;
  /** Columns of numbers, which sort from the largest down. */
  counts: Order[];
  head: (sort: ReturnType<typeof sortLinks<Order>>) => ReactNode;
  /** One `<Tr>`. */
  row: (row: Row) => ReactNode;
  add: ReactNode;
  /** When nothing was ever entered: what belongs here. */
  empty?: { title: string; words: ReactNode };
  /** "there is no such system" */
  nothing: string;
  /** Above the list. */
  children?: ReactNode;
};

/** A list of the directory with its search, views and order, all of which stand in the address. */
export function DirectoryList<Row, View extends string, Order extends string>(
  props: Props<Row, View, Order>,
) {
  const { path, title, rows, total, query, usual, add, empty, children } = props;
  const href = (changes: Partial<typeof query>) => listHref(path, { ...query, ...changes }, usual);
  const words = props.sentence(query.view) + (query.q ? ` with “${query.q}”` : "");

  return (
    <Page title={title} count={rows.length} actions={add}>
      {children}
      <ListBar
        path={path}
        searchLabel={`Search ${title.toLowerCase()}`}
        q={query.q}
        kept={keptBySearch(query, usual)}
        chips={props.views.map((view) => ({
          href: href({ view }),
          label: props.viewName(view),
          current: view === query.view,
        }))}
        words={words}
        shown={rows.length}
        total={total}
        unknown={query.unknown}
      />
      <KeyList>
        {total === 0 && empty ? (
          <EmptyState title={empty.title} action={add}>
            {empty.words}
          </EmptyState>
        ) : rows.length === 0 ? (
          <EmptyState title="Nothing matches." action={<LinkButton href={path}>Clear filters</LinkButton>}>
            {words}: {props.nothing}.
          </EmptyState>
        ) : (
          <Table caption={title} head={props.head(sortLinks(query, props.counts, href))}>
            {rows.map(props.row)}
          </Table>
        )}
      </KeyList>
    </Page>
  );
}
