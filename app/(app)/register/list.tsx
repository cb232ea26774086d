import { EmergencyMark, UrgentMark } from "@/components/emergency-mark";
import { Ends } from "@/components/ends";
import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { FilterSentence } from "@/components/filter-sentence";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { RememberRow } from "@/components/keys/remember-row";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { Pagination } from "@/components/ui/pagination";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatShortDay } from "@/lib/dates";
import {
  type Column,
  changed,
  queryOf,
  type RegisterFilter,
  type SortKey,
} from "@/lib/exceptions/register-filter";
import { pageSize, type RegisterPage, type RegisterRow } from "@/lib/exceptions/register-page";
import { countInWords } from "@/lib/exceptions/register-sentence";

import { columnNames } from "./column-names";
import { Empty } from "./empty";

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
  const { rows, found, inView, more } = page;
  const hrefOf = (number: number) => `/register${queryOf({ ...filter, page: number })}`;

  return (
    <KeyList className="grid gap-3">
      <FilterSentence words={sentence} shown={countInWords(found)} total={countInWords(inView.all)} />
      {rows.length === 0 ? (
        <Empty filter={filter} sentence={sentence} page={page} mayAsk={mayAsk} />
      ) : (
        <>
          <RememberRow />
          {(more || filter.page > 1) && (
            <p className="hidden text-xs print:block">{`Page ${filter.page}: ${rows.length} rows. The CSV holds all of them.`}</p>
          )}
          <Table caption={sentence} head={<Head filter={filter} />}>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Td nowrap>
                  <RowLink href={`/exceptions/${exceptionNumber(row.number)}`}>
                    <ExceptionNumber number={row.number} />
                  </RowLink>
                </Td>
                {filter.columns.map((column) => {
                  const Cell = cells[column];
                  return <Cell key={column} row={row} now={now} zone={zone} />;
                })}
              </Tr>
            ))}
          </Table>
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
      <Th sort={sort("number")}>No.</Th>
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

type CellProps = { row: RegisterRow; now: Date; zone: string };

const cells: Record<Column, (props: CellProps) => React.ReactNode> = {
  title: ({ row }) => (
    <Td>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="line-clamp-2 min-w-48 max-sm:line-clamp-none print:line-clamp-none">
          {row.title}
        </span>
        {row.emergency && <EmergencyMark />}
        {row.urgent && <UrgentMark />}
      </span>
    </Td>
  ),
  risk: ({ row }) => (
    <Td label={columnNames.risk}>
      <RiskMark risk={row.risk} />
    </Td>
  ),
  status: ({ row, now }) => (
    <Td label={columnNames.status} nowrap>
      <StatusPill {...row} now={now} />
    </Td>
  ),
  owner: ({ row }) => (
    <Td label={columnNames.owner}>
      <Person person={{ name: row.owner, deactivatedAt: row.ownerGoneAt }} />
    </Td>
  ),
  ends: ({ row, now, zone }) => (
    <Td label={columnNames.ends} nowrap>
      {row.endsAt && <Ends at={row.endsAt} now={now} zone={zone} dense over={row.status === "closed"} />}
    </Td>
  ),
  approved: ({ row }) => <Td label={columnNames.approved}>{row.approvedBy.join(", ")}</Td>,
  holds: ({ row }) => (
    <Td label={columnNames.holds} nowrap>
      {row.conditions > 0 && (
        <span className={row.conditionsHolding < row.conditions ? "text-soon" : ""}>
          {`${row.conditionsHolding}/${row.conditions}`}
        </span>
      )}
    </Td>
  ),
  renewals: ({ row }) => (
    <Td label={columnNames.renewals} nowrap>
      {row.renewal > 2 ? row.renewal : `${row.renewal} of 2`}
    </Td>
  ),
  requester: ({ row }) => (
    <Td label={columnNames.requester}>
      <Person person={{ name: row.requester, deactivatedAt: row.requesterGoneAt }} />
    </Td>
  ),
  policies: ({ row }) => (
    <Td label={columnNames.policies}>
      <span className="font-mono text-[0.95em]">{row.policies.join(", ")}</span>
    </Td>
  ),
  systems: ({ row }) => (
    <Td label={columnNames.systems}>
      <span className="font-mono text-[0.95em]">{row.systems.join(", ")}</span>
    </Td>
  ),
  filed: ({ row, zone }) => (
    <Td label={columnNames.filed} nowrap>
      <Instant at={row.filedAt} zone={zone}>
        {formatShortDay(row.filedAt, zone)}
      </Instant>
    </Td>
  ),
};
