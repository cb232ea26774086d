import { ChartColumn, Table2 } from "lucide-react";

import { ExportButton } from "@/components/export-button";
import { LinkButton } from "@/components/ui/link-button";
import { formatInstant } from "@/lib/dates";
import { type ChartKey, charts } from "@/lib/reviews/charts";
import type { ChartData } from "@/lib/reviews/review";
import { sentenceOf } from "@/lib/reviews/sentences";
import type { Comment } from "@/lib/reviews/signed-quarter";
import { tableOf } from "@/lib/reviews/tables";

import { ChartTable } from "./chart-table";
import { drawings } from "./drawing";

type Props<Key extends ChartKey> = {
  chart: Key;
  quarter: string;
  /** Null: it could not be read. */
  data: ChartData[Key] | null;
  asTable: boolean;
  /** The page with this chart the other way. */
  turned: string;
  comments: Comment[];
  nameOf: (personId: string) => string;
  zone: string;
  wide?: boolean;
  /** The dialog of whoever may comment. */
  comment: React.ReactNode;
};

/** One question: its answer in a sentence, the chart or its table, what it counts, and what was said about it. */
export function ChartSection<Key extends ChartKey>(props: Props<Key>) {
  const { chart, quarter, data, asTable, turned, comments, nameOf, zone, wide = false, comment } = props;
  const { question, counts } = charts[chart];
  const id = `${chart}-question`;
  const Drawing = drawings[chart] as (props: { quarter: string; data: ChartData[Key] }) => React.ReactNode;
  return (
    <section
      id={chart}
      aria-labelledby={id}
      className={`grid grid-cols-1 content-start gap-3 border-t border-line pt-4 break-inside-avoid ${wide || asTable ? "xl:col-span-2" : ""}`}
    >
      <h2 id={id} className="text-lg font-semibold">
        {question}
      </h2>
      {data === null ? (
        <p role="alert" className="text-sm text-bad">
          This chart could not be read. The others are as they should be; load the page again to try once
          more.
        </p>
      ) : (
        <figure className="m-0 grid grid-cols-1 gap-3">
          <figcaption className="max-w-read text-sm">{sentenceOf(chart, data)}</figcaption>
          {asTable ? (
            <ChartTable quarter={quarter} chart={chart} question={question} table={tableOf(chart, data)} />
          ) : (
            !isEmpty(data) && <Drawing quarter={quarter} data={data} />
          )}
        </figure>
      )}
      <p className="max-w-read text-xs text-muted">{counts}</p>
      {comments.map(({ by, at, body }) => (
        <blockquote key={at} className="max-w-read border-l-2 border-edge pl-3 text-sm">
          <p className="whitespace-pre-line">{body}</p>
          <footer className="text-xs text-muted">{`${nameOf(by)}, ${formatInstant(new Date(at), zone)}`}</footer>
        </blockquote>
      ))}
      <div className="-mx-3 flex flex-wrap items-center print:hidden">
        <LinkButton href={turned} kind="ghost" icon={asTable ? ChartColumn : Table2}>
          {asTable ? "As chart" : "As table"}
          <span className="sr-only">{`: ${question}`}</span>
        </LinkButton>
        <ExportButton
          action="/quarter/export"
          query={`q=${quarter}&chart=${chart}`}
          about={question}
          kind="ghost"
        />
        {comment}
      </div>
    </section>
  );
}

/** Nothing to draw: the sentence says so. */
function isEmpty(data: ChartData[ChartKey]): boolean {
  return !JSON.stringify(data).match(/:[1-9]/);
}
