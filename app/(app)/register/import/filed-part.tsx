"use client";

import { FileDown } from "lucide-react";

import { ExceptionNumber } from "@/components/exception-number";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ImportedRow } from "@/lib/import/import-sheet";

import { saveAs } from "./save-as";

type Props = { rows: ImportedRow[]; failed: string; onAgain: () => void };

/** What was filed, each with its link, and what was not, to be taken away. */
export function FiledPart({ rows, failed, onAgain }: Props) {
  const filed = rows.filter(({ state }) => state === "filed").length;
  return (
    <div className="grid gap-6">
      <Callout
        tone={filed > 0 ? "good" : "neutral"}
        title={
          filed === 1
            ? "1 request is filed."
            : filed > 0
              ? `${filed} requests are filed.`
              : "Nothing new is filed."
        }
      >
        {filed > 0 && "They wait for their approval, and their approvers are told."}
      </Callout>
      <div className="flex flex-wrap items-center gap-2">
        <LinkButton kind="filled" href="/register?view=pending">
          See what waits
        </LinkButton>
        {failed && (
          <Button icon={FileDown} onClick={() => saveAs("not-imported.csv", failed)}>
            Save the rows that were not filed
          </Button>
        )}
        <Button onClick={onAgain}>Import another sheet</Button>
      </div>
      <Table
        caption="Rows and the requests that they became"
        head={
          <>
            <Th>Row</Th>
            <Th>Request</Th>
            <Th>Title</Th>
          </>
        }
      >
        {rows.map((row) => (
          <Tr key={row.number}>
            <Td label="Row" nowrap>
              {row.number}
            </Td>
            <Td label="Request" nowrap>
              {row.state === "not" ? (
                <span className="text-soon">{row.problems.join(". ")}</span>
              ) : (
                <ExceptionNumber number={row.exception} link />
              )}
            </Td>
            <Td label="Title" grow>
              {row.title}
              {row.state === "before" && <span className="text-muted"> · in the register already</span>}
            </Td>
          </Tr>
        ))}
      </Table>
    </div>
  );
}
