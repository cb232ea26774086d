import type { Metadata } from "next";

import { CopyLink } from "@/components/copy-link";
import { requireReader } from "@/components/directory/require-reader";
import { PackButton } from "@/components/pack-button";
import { Page } from "@/components/page";
import { PrintButton } from "@/components/print-button";
import { PrintHead } from "@/components/print-head";
import { Callout } from "@/components/ui/callout";
import { TabLinks } from "@/components/ui/tab-links";
import { formatInstant } from "@/lib/dates";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import { organisation } from "@/lib/organisation";
import { type ChartKey, chartKeys, charts as questions, readChart } from "@/lib/reviews/charts";
import {
  type Period,
  periodOf,
  quarterAfter,
  quarterAt,
  quarterName,
  readQuarter,
} from "@/lib/reviews/quarter";
import { quarterPage, quarterTabs } from "@/lib/reviews/quarter-page";
import { leadsSecurity, whyCannotReview } from "@/lib/reviews/reviewers";
import { whyCannotSign } from "@/lib/reviews/sign-quarter";

import { ChartSection } from "./chart-section";
import { CommentDialog } from "./comment-dialog";
import { FiguresRow } from "./figures-row";
import { SignDialog } from "./sign-dialog";
import { Signature } from "./signature";
import { TableKey } from "./table-key";

type Params = Record<string, string | string[] | undefined>;

export async function generateMetadata({
  searchParams,
}: {
  searchParams: Promise<Params>;
}): Promise<Metadata> {
  const asked = readQuarter(one((await searchParams).q));
  return { title: asked ? `Quarter ${quarterName(asked)}` : "Quarter" };
}

export default async function QuarterPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireReader();
  const now = new Date();
  const params = await searchParams;
  const { name, zone } = await organisation();

  const present = quarterAt(now, zone);
  const asked = readQuarter(one(params.q));
  const quarter = asked && asked <= present ? asked : present;
  const period = periodOf(quarter, zone, now);
  const [page, tabs, leads] = await Promise.all([
    quarterPage(period),
    quarterTabs(zone, now),
    leadsSecurity(actor.id),
  ]);
  const { head, charts, comments, nameOf, signed, seen } = page;
  const asTables = tablesIn(one(params.table));
  const href = (tables: ChartKey[]) =>
    `/quarter?q=${quarter}${tables.length > 0 ? `&table=${writeTables(tables)}` : ""}`;
  const mayNotReview = whyCannotReview(actor, leads)?.message;
  const mayNotSign =
    mayNotReview ??
    whyCannotSign(period, now)?.message ??
    (seen ? undefined : "A chart could not be read. Half a quarter is not signed.");

  return (
    <Page
      title={`Quarterly review, ${quarterName(quarter)}`}
      facts={<AsOf period={period} asOf={new Date(head.asOf)} signed={signed !== null} />}
      actions={
        <>
          <CopyLink />
          <PrintButton />
          <PackButton of="quarter" query={quarter} reason={whyCannotPack(actor)?.message} />
          {!signed && (
            <SignDialog
              quarter={quarter}
              name={quarterName(quarter)}
              seen={seen ?? ""}
              commented={new Set(comments.map(({ chart }) => chart)).size}
              of={chartKeys.length}
              reason={mayNotSign}
            />
          )}
        </>
      }
    >
      <PrintHead organisation={name} person={actor.name} now={now} zone={zone} />
      <TableKey href={href(asTables.length > 0 ? [] : chartKeys)} />
      <TabLinks
        label="Quarters"
        tabs={tabs.map((tab) => ({
          href: `/quarter?q=${tab.quarter}`,
          label: quarterName(tab.quarter),
          count: tab.signed ? "signed" : undefined,
          current: tab.quarter === quarter,
        }))}
      />
      {params.q !== undefined && asked !== quarter && (
        <Callout
          tone="soon"
          title={`There is no quarter ${one(params.q)} yet, so this is the present one.`}
        />
      )}
      {signed && <Signature signed={signed} period={period} zone={zone} />}
      <FiguresRow
        quarter={quarter}
        figures={head.figures}
        before={head.before}
        last={quarterName(quarterAfter(quarter, -1))}
      />
      {head.since && (
        <p className="text-sm text-muted">
          {`This register is young: it counts since ${formatInstant(new Date(head.since), zone)}.`}
        </p>
      )}
      <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-2 print:block print:space-y-6">
        {chartKeys.map((chart) => (
          <ChartSection
            key={chart}
            chart={chart}
            quarter={quarter}
            data={charts[chart]}
            asTable={asTables.includes(chart)}
            turned={href(toggled(asTables, chart))}
            comments={comments.filter((comment) => comment.chart === chart)}
            nameOf={nameOf}
            zone={zone}
            wide={chart === "growth" || chart === "gate"}
            comment={
              !signed && (
                <CommentDialog
                  quarter={quarter}
                  chart={chart}
                  question={questions[chart].question}
                  reason={mayNotReview}
                />
              )
            }
          />
        ))}
      </div>
    </Page>
  );
}

function AsOf({ period: { until, zone }, asOf, signed }: { period: Period; asOf: Date; signed: boolean }) {
  const runs = asOf.getTime() < until.getTime();
  return (
    <p className="text-muted">
      {runs
        ? `As of ${formatInstant(asOf, zone)}. The quarter runs until ${formatInstant(until, zone)}.`
        : `As of its end, ${formatInstant(until, zone)}.${signed ? "" : " Not signed yet."}`}
    </p>
  );
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.at(-1) : value) ?? "";
}

function tablesIn(text: string): ChartKey[] {
  return text === "all" ? chartKeys : text.split(",").flatMap((name) => readChart(name) ?? []);
}

function writeTables(tables: ChartKey[]): string {
  return tables.length === chartKeys.length ? "all" : tables.join(",");
}

function toggled(tables: ChartKey[], chart: ChartKey): ChartKey[] {
  return tables.includes(chart)
    ? tables.filter((one) => one !== chart)
    : chartKeys.filter((key) => key === chart || tables.includes(key));
}
