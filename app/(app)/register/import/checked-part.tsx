"use client";

import { FileDown, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";

import { Part } from "@/app/(app)/exceptions/request-form/part";
import { ExceptionNumber } from "@/components/exception-number";
import { RiskMark } from "@/components/risk-mark";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { CheckedRow } from "@/lib/import/check-sheet";

import { saveAs } from "./save-as";

type Props = {
  rows: CheckedRow[];
  failed: string;
  /** How many are filed by now; null: nothing is being filed. */
  done: number | null;
  onCreate: () => void;
};

type In<State> = Extract<CheckedRow, { state: State }>;

/** What would become of each row: what is not fine first, with its reasons. */
export function CheckedPart({ rows, failed, done, onCreate }: Props) {
  const fine = rows.filter((row): row is In<"fine"> => row.state === "fine");
  const not = rows.filter((row): row is In<"not"> => row.state === "not");
  const before = rows.filter((row): row is In<"before"> => row.state === "before");

  return (
    <Part number={4} title="What becomes of each row">
      <Callout tone={not.length > 0 ? "soon" : "good"} title={inOneLine(fine, not, before)}>
        {not.length > 0 && shortReasons(not)}
      </Callout>
      {not.length > 0 && <NotFine rows={not} />}
      {before.length > 0 && <Before rows={before} />}
      {fine.length > 0 && <Fine rows={fine} />}
      <ActionBar>
        {fine.length > 0 && (
          <Button
            kind="filled"
            busy={done !== null}
            busyLabel={`Recorded ${done} of ${fine.length}`}
            onClick={onCreate}
          >
            {fine.length === 1 ? "Create 1 request" : `Create ${fine.length} requests`}
          </Button>
        )}
        {failed && (
          <Button icon={FileDown} onClick={() => saveAs("not-imported.csv", failed)}>
            {`Save the ${not.length} that ${not.length === 1 ? "is" : "are"} not fine`}
          </Button>
        )}
      </ActionBar>
    </Part>
  );
}

/** "41 fine, 3 not, 2 in the register already". */
function inOneLine(fine: unknown[], not: unknown[], before: unknown[]): string {
  const parts = [
    `${fine.length} fine`,
    not.length > 0 && `${not.length} not`,
    before.length > 0 && `${before.length} in the register already`,
  ];
  return parts.filter(Boolean).join(", ");
}

const mostReasons = 6;

/** "Row 7: no end · row 12: owner unknown · row 30: no policy". */
function shortReasons(rows: In<"not">[]): string {
  const reasons = rows.slice(0, mostReasons).map(({ number, problems: [first = ""] }, at) => {
    const [short = ""] = first.split(":");
    const row = at === 0 ? "Row" : "row";
    return `${row} ${number}: ${short.charAt(0).toLowerCase()}${short.slice(1)}`;
  });
  const more = rows.length - reasons.length;
  return [...reasons, ...(more > 0 ? [`and ${more} more`] : [])].join(" · ");
}

function NotFine({ rows }: { rows: In<"not">[] }) {
  return (
    <ShownInParts rows={rows} title="Not fine">
      {(shown) => (
        <Table
          caption="Rows that are not fine"
          head={
            <>
              <Th>Row</Th>
              <Th>Title</Th>
              <Th>Why not</Th>
            </>
          }
        >
          {shown.map(({ number, title, problems }) => (
            <Tr key={number}>
              <Td label="Row" nowrap>
                {number}
              </Td>
              <Td label="Title">
                <div className="line-clamp-2 break-words sm:w-80">{title}</div>
              </Td>
              <Td label="Why not" grow>
                <ul className="grid gap-0.5 text-soon">
                  {problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              </Td>
            </Tr>
          ))}
        </Table>
      )}
    </ShownInParts>
  );
}

function Before({ rows }: { rows: In<"before">[] }) {
  return (
    <ShownInParts rows={rows} title="In the register already">
      {(shown) => (
        <ul
          aria-label="Rows that are in the register already"
          className="flex flex-wrap gap-x-4 gap-y-1 text-sm"
        >
          {shown.map(({ number, exception }) => (
            <li key={number}>
              {`Row ${number} is `}
              <ExceptionNumber number={exception} link />
            </li>
          ))}
        </ul>
      )}
    </ShownInParts>
  );
}

function Fine({ rows }: { rows: In<"fine">[] }) {
  return (
    <ShownInParts rows={rows} title="Fine">
      {(shown) => (
        <Table
          caption="Rows that are fine"
          head={
            <>
              <Th>Row</Th>
              <Th>What</Th>
              <Th>Risk</Th>
              <Th>Owner</Th>
              <Th>How long</Th>
              <Th>Who decides</Th>
            </>
          }
        >
          {shown.map((row) => (
            <Tr key={row.number}>
              <Td label="Row" nowrap>
                {row.number}
              </Td>
              <Td label="What" grow>
                <div className="grid">
                  <span className="line-clamp-2 break-words">{row.title}</span>
                  <span className="text-xs text-muted">{row.where}</span>
                  <Remarks icon={Info} words={row.notes} look="text-muted" />
                  <Remarks icon={TriangleAlert} words={row.signals} look="text-soon" />
                </div>
              </Td>
              <Td label="Risk">
                <RiskMark risk={row.risk} />
              </Td>
              <Td label="Owner" nowrap>
                {row.owner}
              </Td>
              <Td label="How long">
                <div className="first-letter:uppercase sm:w-40">{row.window}</div>
              </Td>
              <Td label="Who decides">
                <div className="sm:w-52">{row.decides}</div>
              </Td>
            </Tr>
          ))}
        </Table>
      )}
    </ShownInParts>
  );
}

type RemarksProps = { icon: LucideIcon; words: string[]; look: string };

/** What was understood otherwise than it is written, and what approvers will be warned of. */
function Remarks({ icon: Drawing, words, look }: RemarksProps) {
  return words.map((one) => (
    <span key={one} className={`flex items-start gap-1 text-xs ${look}`}>
      <Drawing aria-hidden className="mt-0.5 size-3!" />
      {one}
    </span>
  ));
}

const shownAtFirst = 50;

type PartsProps<Row> = { rows: Row[]; title: string; children: (shown: Row[]) => React.ReactNode };

/** Two thousand rows are drawn only for who wants to see them. */
function ShownInParts<Row>({ rows, title, children }: PartsProps<Row>) {
  const [all, setAll] = useState(false);
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="text-sm font-medium">
        {title} <span className="font-normal text-muted tabular-nums">{rows.length}</span>
      </h3>
      {children(all ? rows : rows.slice(0, shownAtFirst))}
      {!all && rows.length > shownAtFirst && (
        <div>
          <Button onClick={() => setAll(true)}>{`Show all ${rows.length}`}</Button>
        </div>
      )}
    </section>
  );
}
