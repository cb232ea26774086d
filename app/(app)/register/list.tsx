import { CopyTable } from "@/components/copy-table";
import { FilterSentence } from "@/components/filter-sentence";
import { KeyList } from "@/components/keys/key-list";
import { RememberRow } from "@/components/keys/remember-row";
import { Pagination } from "@/components/ui/pagination";
import { Table, Th } from "@/components/ui/table";
import {
  type Column,
  changed,
  queryOf,
  type RegisterFilter,
  type SortKey,
} from "@/lib/exceptions/register-filter";
import { type Groups, groupedUpTo } from "@/lib/exceptions/register-groups";
import { pageSize, type RegisterPage } from "@/lib/exceptions/register-page";
import { countInWords } from "@/lib/exceptions/register-sentence";

import { columnNames } from "./column-names";
import { Empty } from "./empty";
import { GroupedRows, type WrittenGroup } from "./grouped-rows";
import { Peek } from "./peek";
import { Rows } from "./rows";
import { type WrittenRow, writtenRow } from "./written-row";

type Props = {
  filter: RegisterFilter;
  sentence: string;
  page: RegisterPage;
  now: Date;
  zone: string;
  mayAsk: boolean;
};

/** What the filter finds, in words and row by row. */
export function List({ filter, sentence, page, now, zone, mayAsk }: Props) {
  const { rows, groups, found, inView, more } = page;
  const written = rows.map((row) => writtenRow(row, filter.columns, { now, zone }));
  const hrefOf = (number: number) => `/register${queryOf({ ...filter, page: number })}`;

  return (
    <KeyList className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <FilterSentence words={sentence} shown={countInWords(found)} total={countInWords(inView.all)} />
        {rows.length > 0 && <CopyTable />}
      </div>
      {rows.length === 0 ? (
        <Empty filter={filter} sentence={sentence} page={page} mayAsk={mayAsk} />
      ) : (
        <>
          <RememberRow />
          <Peek />
          {(more || filter.page > 1) && (
            <p className="hidden text-xs print:block">{`Page ${filter.page}: ${rows.length} rows. The CSV holds all of them.`}</p>
          )}
          <Table caption={sentence} head={<Head filter={filter} />}>
            {groups ? (
              <GroupedRows columns={filter.columns} groups={writtenGroups(groups, written)} />
            ) : (
              <Rows columns={filter.columns} rows={written} />
            )}
          </Table>
          {groups && <WhatIsLeft groups={groups} />}
          <Pagination
            page={filter.page}
            pageSize={pageSize}
            total={found.count}
            capped={found.capped}
            more={more}
            hrefFor={hrefOf}
          />
        </>
      )}
    </KeyList>
  );
}

function writtenGroups({ groups }: Groups, rows: WrittenRow[]): WrittenGroup[] {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return groups.map(({ key, name, detail, count, numbers, whole }) => ({
    key,
    name,
    detail,
    count,
    rows: numbers.flatMap((number) => byNumber.get(number) ?? []),
    href: `/register${queryOf(whole)}`,
  }));
}

function WhatIsLeft({ groups: { left, isCapped } }: { groups: Groups }) {
  if (left === 0 && !isCapped) return null;
  return (
    <p className="text-sm text-muted">
      {left > 0 && `And ${left.toLocaleString("en")} more groups. `}
      {isCapped &&
        `Only the first ${groupedUpTo.toLocaleString("en")} rows are grouped and counted. Narrow the list to see it whole.`}
    </p>
  );
}

const sorts: Partial<Record<Column, SortKey>> = {
  title: "title",
  risk: "risk",
  status: "status",
  ends: "ends",
  filed: "filed",
};

/** The first press brings to the top what is looked for first: the newest, the riskiest, the nearest end. */
const largestFirst: SortKey[] = ["number", "risk", "filed"];

function Head({ filter }: { filter: RegisterFilter }) {
  const sort = (by: SortKey) => {
    const isCurrent = filter.sort.by === by;
    const descending = isCurrent ? !filter.sort.descending : largestFirst.includes(by);
    return {
      href: `/register${queryOf(changed(filter, { sort: { by, descending } }))}`,
      direction: isCurrent
        ? filter.sort.descending
          ? ("descending" as const)
          : ("ascending" as const)
        : null,
    };
  };
  return (
    <>
      <Th sort={sort("number")}>
        <span className="sm:pl-6 print:pl-0">No.</span>
      </Th>
      {filter.columns.map((column) => {
        const by = sorts[column];
        return (
          <Th key={column} sort={by && sort(by)}>
            {columnNames[column]}
          </Th>
        );
      })}
    </>
  );
}
