// What the page of a quarter shows: what was signed, or the figures as they are now, chart by chart, so that one which
// cannot be read leaves the others.

import { db } from "@/lib/db";
import { type ChartKey, chartKeys } from "@/lib/reviews/charts";
import { type Period, type Quarter, quarterAfter, quarterAt } from "@/lib/reviews/quarter";
import { type ChartData, type Review, readers, readHead, readReview } from "@/lib/reviews/review";
import { sha256 } from "@/lib/reviews/sign-quarter";
import {
  authorsOf,
  type Comment,
  commentsOn,
  type SignedQuarter,
  signedQuarter,
} from "@/lib/reviews/signed-quarter";

export type Charts = { [Key in ChartKey]: ChartData[Key] | null };

export type QuarterPage = {
  head: Omit<Review, "charts">;
  charts: Charts;
  comments: Comment[];
  nameOf: (personId: string) => string;
  signed: SignedQuarter | null;
  /** SHA-256 of the figures, for whoever signs them; null when a chart is missing. */
  seen: string | null;
};

export async function quarterPage(period: Period): Promise<QuarterPage> {
  const signed = await signedQuarter(period.quarter);
  const [{ charts, ...head }, comments] = signed
    ? [signed.review, signed.comments]
    : await Promise.all([readCharts(period), commentsOn(period.quarter)]);
  const names = await authorsOf(comments);
  return {
    head,
    charts,
    comments,
    nameOf: (id) => names.get(id) || "somebody whose name was erased",
    signed,
    seen: Object.values(charts).includes(null) ? null : sha256(JSON.stringify({ ...head, charts })),
  };
}

async function readCharts(period: Period) {
  const [head, ...read] = await Promise.all([
    readHead(period),
    ...chartKeys.map((key) => readers[key](period).catch(unread(key))),
  ]);
  return { ...head, charts: Object.fromEntries(chartKeys.map((key, index) => [key, read[index]])) as Charts };
}

function unread(key: ChartKey) {
  return (error: unknown) => {
    console.error(`The chart ${key} could not be read.`, error);
    return null;
  };
}

/** The charts that come out otherwise than they were signed, "figures" for the five; none when the record stands. */
export async function differsFrom(signed: SignedQuarter, period: Period): Promise<string[]> {
  const { charts, ...head } = await readReview(period);
  const { charts: then, ...headThen } = signed.review;
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return [
    ...(same(head, headThen) ? [] : ["figures"]),
    ...chartKeys.filter((key) => !same(charts[key], then[key])),
  ];
}

export type QuarterTab = { quarter: Quarter; signed: boolean };

/** From the register's first quarter to the present one, newest first, a year and a half at most. */
export async function quarterTabs(zone: string, now: Date): Promise<QuarterTab[]> {
  const [first, snapshots] = await Promise.all([
    db.$queryRaw<{ at: Date | null }[]>`SELECT min(at) AS at FROM audit_event`,
    db.quarterSnapshot.findMany({ select: { quarter: true } }),
  ]);
  const signed = new Set(snapshots.map(({ quarter }) => quarter));
  const oldest = quarterAt(first[0]?.at ?? now, zone);
  const tabs: QuarterTab[] = [];
  for (
    let quarter = quarterAt(now, zone);
    quarter >= oldest && tabs.length < 6;
    quarter = quarterAfter(quarter, -1)
  )
    tabs.push({ quarter, signed: signed.has(quarter) });
  return tabs;
}
