// The list behind a mark of a chart: exactly the rows that the mark counts, from the query that the chart adds up.

import { db } from "@/lib/db";
import { type Counted, facts } from "@/lib/reviews/facts";
import type { Period } from "@/lib/reviews/quarter";

export const rowsOnPage = 50;

export type RowBehind = {
  /** Of the exception, or of the evaluation where the chart counts those. */
  id: string;
  number: number | null;
  /** The exception's title, or what of it is counted: a condition, a step. */
  what: string;
  detail: string | null;
};

export async function rowsBehind(
  counted: Counted,
  period: Period,
  mark: string,
  page: number,
): Promise<{ rows: RowBehind[]; total: number }> {
  const found = await db.$queryRaw<(RowBehind & { total: number })[]>`
    SELECT fact.id, x.number, coalesce(fact.what || ': ' || x.title, x.title, fact.what) AS what, fact.detail,
      count(*) OVER ()::int AS total
    FROM (${facts[counted](period, mark)}) fact LEFT JOIN exception x ON x.id = fact.id
    WHERE ${mark} = ANY (fact.marks)
    ORDER BY x.number, fact.what, fact.detail, fact.id
    LIMIT ${rowsOnPage} OFFSET ${(page - 1) * rowsOnPage}`;
  return { rows: found.map(({ total: _, ...row }) => row), total: found[0]?.total ?? 0 };
}
