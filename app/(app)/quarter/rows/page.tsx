import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { requireReader } from "@/components/directory/require-reader";
import { Ends } from "@/components/ends";
import { ExceptionNumber } from "@/components/exception-number";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { Pagination } from "@/components/ui/pagination";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { type RegisterRow, registerRows } from "@/lib/exceptions/register-page";
import { organisation } from "@/lib/organisation";
import { charts, readChart } from "@/lib/reviews/charts";
import { periodOf, quarterName, readQuarter } from "@/lib/reviews/quarter";
import { type RowBehind, rowsBehind, rowsOnPage } from "@/lib/reviews/rows-behind";
import { markInWords } from "@/lib/reviews/tables";

export const metadata: Metadata = { title: "Behind a figure" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Exactly what a mark of a chart counts. */
export default async function RowsPage({ searchParams }: Props) {
  await requireReader();
  const now = new Date();
  const params = await searchParams;
  const one = (name: string) => String(params[name] ?? "");
  const [quarter, mark] = [readQuarter(one("q")), one("mark")];
  const counted = one("chart") === "ended" ? "ended" : readChart(one("chart"));
  if (!quarter || !counted) notFound();

  const page = Math.max(1, Math.min(10_000, Math.floor(Number(one("page"))) || 1));
  const { zone } = await organisation();
  const { rows, total } = await rowsBehind(counted, periodOf(quarter, zone, now), mark, page);
  const numbers = [...new Set(rows.flatMap(({ number }) => number ?? []))];
  const exceptions = new Map((await registerRows(numbers, now)).map((row) => [row.number, row]));
  const question = counted === "ended" ? "What is past its end and not closed?" : charts[counted].question;

  return (
    <Page
      title={question}
      count={total}
      breadcrumbs={[{ href: `/quarter?q=${quarter}#${counted}`, label: `Quarter ${quarterName(quarter)}` }]}
      facts={<p className="text-muted">{markInWords(counted, mark)}</p>}
    >
      {rows.length === 0 ? (
        <p className="text-sm text-muted">Nothing is counted here.</p>
      ) : (
        <KeyList className="grid gap-2">
          <Table
            caption={question}
            head={
              <>
                <Th>{counted === "gate" ? "Question" : "No."}</Th>
                <Th>What</Th>
                {counted !== "gate" && (
                  <>
                    <Th>Risk</Th>
                    <Th>Owner</Th>
                    <Th>Ends</Th>
                    <Th>Stands now</Th>
                  </>
                )}
              </>
            }
          >
            {rows.map((row, index) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: one exception may stand here twice, by two conditions
                key={index}
                row={row}
                exception={row.number === null ? undefined : exceptions.get(row.number)}
                now={now}
                zone={zone}
              />
            ))}
          </Table>
          <Pagination
            page={page}
            pageSize={rowsOnPage}
            total={total}
            hrefFor={(next) =>
              `/quarter/rows?${new URLSearchParams({ q: quarter, chart: counted, mark, page: String(next) })}`
            }
          />
        </KeyList>
      )}
    </Page>
  );
}

type RowProps = { row: RowBehind; exception?: RegisterRow; now: Date; zone: string };

function Row({ row: { id, number, what, detail }, exception, now, zone }: RowProps) {
  const words = (
    <>
      {what}
      {detail && <span className="block text-xs text-muted">{detail}</span>}
    </>
  );
  if (!exception || number === null) {
    return (
      <Tr>
        <Td nowrap>
          <RowLink href={`/gate/ev_${id}`}>
            <span className="font-mono text-[0.95em]">{id.slice(-8)}</span>
          </RowLink>
        </Td>
        <Td grow>{words}</Td>
      </Tr>
    );
  }
  return (
    <Tr>
      <Td nowrap>
        <RowLink href={`/exceptions/EX-${number}`}>
          <ExceptionNumber number={number} />
        </RowLink>
      </Td>
      <Td grow>{words}</Td>
      <Td>
        <RiskMark risk={exception.risk} />
      </Td>
      <Td label="Owner" nowrap>
        {exception.owner}
      </Td>
      <Td label="Ends" nowrap>
        {exception.endsAt && (
          <Ends at={exception.endsAt} now={now} zone={zone} dense over={exception.status === "closed"} />
        )}
      </Td>
      <Td nowrap>
        <StatusPill {...exception} now={now} />
      </Td>
    </Tr>
  );
}
