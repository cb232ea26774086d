import { CircleQuestionMark } from "lucide-react";

import { Section } from "@/components/section";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { StoredReport } from "@/lib/gate/evaluate";
import type { ReportStatus } from "@/lib/gate/report";

/** What was sent, and how far it can be trusted. */
export function Reports({ reports }: { reports: StoredReport[] }) {
  if (reports.length === 0) return null;
  return (
    <Section title="Reports" count={reports.length}>
      <Table
        caption="Reports that the pipeline sent"
        head={
          <>
            <Th>Report</Th>
            <Th>Scanner</Th>
            <Th>Status</Th>
            <Th numeric>Findings</Th>
            <Th>Notes</Th>
          </>
        }
      >
        {reports.map((report, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a file may be sent twice
          <Row key={at} report={report} />
        ))}
      </Table>
    </Section>
  );
}

function Row({
  report: { name, sha256, tools, format, status, found, suppressed, notes },
}: {
  report: StoredReport;
}) {
  return (
    <Tr>
      <Td>
        <div className="min-w-0">
          <span className="break-words">{name}</span>
          <span className="block font-mono text-xs text-muted">{`sha256 ${sha256.slice(0, 16)}…`}</span>
        </div>
      </Td>
      <Td label="Scanner" nowrap>
        {tools.join(", ") || <span className="text-muted">Not known</span>}
        {tools.length > 0 && <span className="block text-xs text-muted">{format}</span>}
      </Td>
      <Td nowrap>
        <ReportPill status={status} />
      </Td>
      <Td label="Findings" numeric>
        {found}
        {suppressed > 0 && (
          <span className="block text-xs text-muted">{`${suppressed} hidden by the tool`}</span>
        )}
      </Td>
      <Td label="Notes">
        {notes.length > 0 && (
          <ul className="grid max-w-read gap-0.5 text-xs text-muted">
            {notes.slice(0, 5).map((note) => (
              <li key={note} className="break-words">
                {note}
              </li>
            ))}
            {notes.length > 5 && <li>{`and ${notes.length - 5} more`}</li>}
          </ul>
        )}
      </Td>
    </Tr>
  );
}

const words: Record<ReportStatus, string> = {
  evaluated: "Evaluated",
  partial: "Partial",
  "nothing evaluated": "Nothing evaluated",
  unreadable: "Unreadable",
};

function ReportPill({ status }: { status: ReportStatus }) {
  return status === "evaluated" ? (
    <Pill tone="good" icon="circle-check">
      {words[status]}
    </Pill>
  ) : (
    <Pill tone="soon" icon={CircleQuestionMark}>
      {words[status]}
    </Pill>
  );
}
