// biome-ignore-all lint/a11y/noRedundantRoles: on a phone the rows become cards, and a changed `display` takes a table's
// meaning away in some browsers. The roles give it back.

import type { Route } from "next";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";

type TableProps = {
  /** What the table holds, for whoever hears it; the filter sentence above says it to the eye. */
  caption: string;
  head: ReactNode;
  children: ReactNode;
};

export function Table({ caption, head, children }: TableProps) {
  return (
    <div className="sm:overflow-x-auto xl:overflow-visible print:overflow-visible">
      <table
        role="table"
        className="w-full border-separate border-spacing-0 text-left text-sm max-sm:block print:text-xs"
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="text-xs text-muted max-sm:sr-only">
          <tr role="row">{head}</tr>
        </thead>
        <tbody role="rowgroup" className="max-sm:grid max-sm:gap-3">
          {children}
        </tbody>
      </table>
    </div>
  );
}

type Sort = { href: string; direction: "ascending" | "descending" | null };

type ThProps = { children: ReactNode; sort?: Sort; numeric?: boolean; hideLabel?: boolean };

/** With `sort`, the head is a link that turns the order round; the order itself stands in the URL. */
export function Th({ children, sort, numeric = false, hideLabel = false }: ThProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sort ? (sort.direction ?? "none") : undefined}
      className={numeric ? "head text-right" : "head"}
    >
      {sort ? (
        <Link href={sort.href as Route} scroll={false} className="head-sort">
          {children}
          <Icon
            name={sort.direction === "descending" ? "arrow-down" : "arrow-up"}
            className={sort.direction ? "size-3! text-ink" : "head-arrow size-3!"}
          />
        </Link>
      ) : (
        <span className={hideLabel ? "sr-only" : undefined}>{children}</span>
      )}
    </th>
  );
}

// The looks of `row` and `cell` stand in globals.css: written out in fifty rows of nine cells, they were most of the page.

/** A row. With a RowLink in it the whole row opens, and `j`, `k` and `o` find it (see KeyList). */
export function Tr({ children }: { children: ReactNode }) {
  return (
    <tr role="row" data-row className="row">
      {children}
    </tr>
  );
}

type TdProps = {
  children: ReactNode;
  /** The column's name, which stands beside the fact on a phone. Leave it out where the fact speaks for itself. */
  label?: string;
  numeric?: boolean;
  /** For what must not be cut: status and dates. */
  nowrap?: boolean;
  /** For the title: it takes what the others leave, and wraps. */
  grow?: boolean;
};

export function Td({ children, label, numeric = false, nowrap = false, grow = false }: TdProps) {
  return (
    <td
      role="cell"
      data-label={label}
      className={`cell${numeric ? " cell-numeric" : ""}${nowrap ? " cell-nowrap" : ""}${grow ? " cell-grow" : ""}`}
    >
      {children}
    </td>
  );
}

/**
 * The link of a row. It reaches over the whole row; other controls in the row stand above it with `relative z-1`.
 * A plain link, which OpenRows follows without loading the page anew: nothing is fetched ahead for fifty rows.
 */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} data-row-link className="row-link">
      {children}
    </a>
  );
}
