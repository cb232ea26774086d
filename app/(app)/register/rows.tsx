"use client";

// Drawn by the client's own code on both sides: the page then carries the facts of fifty rows and their HTML. As a part
// of the server's tree it would carry each element a second time, as data.

import { EmergencyMark, UrgentMark } from "@/components/emergency-mark";
import { WrittenEnd } from "@/components/ends";
import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { WrittenInstant } from "@/components/instant";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { SelectBox } from "@/components/selection";
import { Pill } from "@/components/ui/pill";
import { RowLink, Td, Tr } from "@/components/ui/table";
import type { Column } from "@/lib/exceptions/register-filter";

import { columnNames } from "./column-names";
import { Safeguards } from "./safeguards";
import type { WrittenRow } from "./written-row";

export function Rows({ rows, columns }: { rows: WrittenRow[]; columns: Column[] }) {
  return rows.map((row) => (
    <Tr key={row.number}>
      <Td nowrap>
        <SelectBox id={row.id} number={row.number} className="relative mr-2 align-middle" />
        <RowLink href={`/exceptions/${exceptionNumber(row.number)}`}>
          <ExceptionNumber number={row.number} />
        </RowLink>
      </Td>
      {columns.map((column) => (
        <Td
          key={column}
          label={column === "title" ? undefined : columnNames[column]}
          nowrap={unbroken.includes(column)}
        >
          {cells[column](row)}
        </Td>
      ))}
    </Tr>
  ));
}

const unbroken: Column[] = ["status", "ends", "holds", "renewals", "filed", "recheck"];

const cells: Record<Column, (row: WrittenRow) => React.ReactNode> = {
  title: ({ title }) =>
    title && (
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="row-title">{title.words}</span>
        {title.emergency && <EmergencyMark />}
        {title.urgent && <UrgentMark />}
      </span>
    ),
  risk: ({ risk }) => risk && <RiskMark risk={risk} />,
  status: ({ status }) =>
    status && (
      <Pill tone={status.tone} icon={status.icon}>
        {status.word}
      </Pill>
    ),
  owner: ({ owner }) => owner && <Person person={owner} />,
  ends: ({ ends }) => ends && <WrittenEnd {...ends} />,
  approved: ({ approved }) => approved,
  holds: ({ holds }) => holds && <span className={holds.all ? "" : "text-soon"}>{holds.words}</span>,
  renewals: ({ renewals }) => renewals,
  why: ({ why }) => why && <span className={why.asksForAnAct ? "text-bad" : ""}>{why.words}</span>,
  requester: ({ requester }) => requester && <Person person={requester} />,
  policies: ({ policies }) => <span className="font-mono text-[0.95em]">{policies}</span>,
  systems: ({ systems }) => <span className="font-mono text-[0.95em]">{systems}</span>,
  filed: ({ filed }) => filed && <WrittenInstant {...filed} />,
  recheck: ({ recheck }) =>
    recheck && <span className={recheck.enforced ? "text-bad" : ""}>{recheck.words}</span>,
  model: ({ model }) => model,
  vendor: ({ vendor }) => vendor,
  data: ({ data }) => data,
  facing: ({ facing }) => <span className="inline-block sm:min-w-24">{facing}</span>,
  safeguards: ({ safeguards }) => safeguards && <Safeguards safeguards={safeguards} />,
};
