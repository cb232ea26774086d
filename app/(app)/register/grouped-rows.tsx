"use client";

import type { Route } from "next";
import { Fragment } from "react";
import { Link } from "@/components/ui/link";

import type { Column } from "@/lib/exceptions/register-filter";

import { Rows } from "./rows";
import type { WrittenRow } from "./written-row";

export type WrittenGroup = {
  key: string;
  name: string;
  detail: string;
  count: number;
  rows: WrittenRow[];
  href: string;
};

/** Each group with its count, its first rows, and the way to all of them. */
export function GroupedRows({ groups, columns }: { groups: WrittenGroup[]; columns: Column[] }) {
  return groups.map(({ key, rows, ...group }) => (
    <Fragment key={key}>
      <GroupHead {...group} shown={rows.length} columns={columns.length + 1} />
      <Rows rows={rows} columns={columns} />
    </Fragment>
  ));
}

type HeadProps = Omit<WrittenGroup, "key" | "rows"> & { shown: number; columns: number };

function GroupHead({ name, detail, count, href, shown, columns }: HeadProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the roles stay when a phone shows the rows as cards (components/ui/table.tsx)
    <tr role="row" className="max-sm:block">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <th role="rowheader" scope="row" colSpan={columns} className="group-head">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-ink">{name}</span>
          {detail && <span className="font-normal">{detail}</span>}
          <span className="font-normal tabular-nums">{count.toLocaleString("en")}</span>
          {shown < count && (
            <Link
              href={href as Route}
              scroll={false}
              className="font-medium text-accent hover:underline print:hidden"
            >
              {shown === 0 ? "Show" : `All ${count.toLocaleString("en")}`}
              <span className="sr-only">{` of ${name}`}</span>
            </Link>
          )}
        </span>
      </th>
    </tr>
  );
}
