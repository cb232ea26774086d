import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ChartKey } from "@/lib/reviews/charts";
import { type ChartTable as Content, rowsHref, type TableCell } from "@/lib/reviews/tables";

type Props = { quarter: string; chart: ChartKey; question: string; table: Content };

/** The chart's twin: the same numbers, each a link to its rows. */
export function ChartTable({ quarter, chart, question, table: { head, rows } }: Props) {
  return (
    <Table
      caption={question}
      head={head.map((name, index) => (
        <Th key={name} numeric={isNumeric(rows, index)}>
          {name}
        </Th>
      ))}
    >
      {rows.map((cells) => (
        <Tr key={String(cells[0]?.text)}>
          {cells.map((cell, index) => (
            <Td
              key={head[index]}
              label={index === 0 ? undefined : head[index]}
              numeric={isNumeric(rows, index)}
            >
              <Value cell={cell} href={hrefOf(cell, quarter, chart)} />
            </Td>
          ))}
        </Tr>
      ))}
    </Table>
  );
}

function Value({ cell: { text }, href }: { cell: TableCell; href: string | null }) {
  if (href === null) return text === 0 ? <span className="text-muted">0</span> : text;
  return (
    <a
      href={href}
      className="inline-flex min-h-6 min-w-6 items-center text-accent hover:underline sm:justify-end"
    >
      {text}
    </a>
  );
}

function hrefOf({ mark, href }: TableCell, quarter: string, chart: ChartKey): string | null {
  return mark === undefined ? (href ?? null) : rowsHref(quarter, chart, mark);
}

function isNumeric(rows: TableCell[][], index: number): boolean {
  return rows.some((cells) => typeof cells[index]?.text === "number");
}
