"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ReactElement } from "react";

import { Menu, MenuCheckbox, MenuItem, MenuSeparator } from "@/components/ui/menu";
import {
  type Column,
  columns,
  mostColumns,
  queryOf,
  type RegisterFilter,
  usualColumns,
} from "@/lib/exceptions/register-filter";

import { columnNames } from "./column-names";

type Props = { filter: RegisterFilter; trigger: ReactElement };

export default function OpenedColumnsMenu({ filter, trigger }: Props) {
  const router = useRouter();
  const isFull = filter.columns.length >= mostColumns;

  function show(chosen: Column[]) {
    // In their usual order, whichever was ticked last.
    const inOrder = columns.filter((column) => chosen.includes(column));
    router.push(`/register${queryOf({ ...filter, columns: inOrder })}` as Route, { scroll: false });
  }

  return (
    <Menu trigger={trigger} defaultOpen>
      {columns.map((column) => {
        const isShown = filter.columns.includes(column);
        const isLast = isShown && filter.columns.length === 1;
        return (
          <MenuCheckbox
            key={column}
            checked={isShown}
            disabled={isLast || (!isShown && isFull)}
            onChange={(on) =>
              show(on ? [...filter.columns, column] : filter.columns.filter((one) => one !== column))
            }
          >
            {columnNames[column]}
          </MenuCheckbox>
        );
      })}
      {isFull && <p className="px-2 py-1 text-xs text-muted">Nine at most. Take one away to add another.</p>}
      <MenuSeparator />
      <MenuItem onSelect={() => show(usualColumns(filter.view))}>As usual</MenuItem>
    </Menu>
  );
}
