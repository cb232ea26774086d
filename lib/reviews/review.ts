// A quarter in figures: everything that its page and its print show, and what is frozen when it is signed (R27).
// Computed from the record as of the quarter's end, so that a past quarter gives the same whenever it is asked for.

import { dayIn } from "@/lib/dates";
import { db } from "@/lib/db";
import { type ChartKey, chartKeys } from "@/lib/reviews/charts";
import {
  ageBands,
  answersIn,
  type Counted,
  chains,
  countsOf,
  decisionsIn,
  landingDays,
  outcomeKeys,
} from "@/lib/reviews/facts";
import { inForceAtEach, type Level } from "@/lib/reviews/growth";
import { type GapSignal, gapsOf, type PolicyUse } from "@/lib/reviews/policy-gaps";
import { policyUse } from "@/lib/reviews/policy-use";
import { daysFrom, type Period, periodOf, quarterAfter, startOf, weeksBetween } from "@/lib/reviews/quarter";
import { inForceAt } from "@/lib/reviews/then";
import { Risk } from "@/prisma/generated/enums";

/** A mark of a chart, by the name under which its rows are listed. */
export type Bar = { mark: string; count: number };

export type ChartData = {
  /** The last level is as of the day on which the quarter is counted; its mark is "end". */
  growth: ({ mark: string; day: string } & Level)[];
  flow: { week: string; started: number; ended: number }[];
  age: Bar[];
  renewals: { bars: Bar[]; chains: { number: number; title: string; renewal: number; days: number }[] };
  landing: Bar[];
  policies: (PolicyUse & { gaps: GapSignal[] })[];
  teams: { team: string; inForce: number; ended: number; late: number }[];
  /** Minutes, of elapsed time: for half of the decisions, for nine in ten, and the usual time allowed. */
  deciding: {
    group: string;
    name: string;
    decisions: number;
    late: number;
    half: number;
    most: number;
    due: number;
  }[];
  outcomes: { risk: Risk | "all"; sentBack: number; counts: Record<(typeof outcomeKeys)[number], number> }[];
  conditions: Bar[];
  /** Half of them took so many days from the end to the closing. */
  rechecks: (Bar & { days: number | null })[];
  gate: { repository: string; counts: Record<GateWord, number> }[];
};

export const conditionMarks = ["holds", "broken", "late", "not due"] as const;
export const recheckMarks = ["compliant", "violating", "no_answer"] as const;
export const gateWords = ["compliant", "exception", "indeterminate", "violation"] as const;
type GateWord = (typeof gateWords)[number];

/** A count, or so many of so many. */
export type Figure = { count: number; of: number | null };
export const figureKeys = ["inForce", "ended", "onTime", "holding", "compliant"] as const;
export type FigureKey = (typeof figureKeys)[number];
export type Figures = Record<FigureKey, Figure>;

/** What is signed. Instants are written in UTC. */
export type Review = {
  quarter: string;
  from: string;
  until: string;
  asOf: string;
  zone: string;
  /** When the register began, if that was within the twelve months that the charts show. */
  since: string | null;
  figures: Figures;
  before: Figures;
  charts: ChartData;
};

export const readers: { [Key in ChartKey]: (period: Period) => Promise<ChartData[Key]> } = {
  growth: async (period) => {
    const { asOf, zone } = period;
    const days = weeksBetween(yearBefore(asOf), asOf, zone).slice(1);
    const levels = await inForceAtEach([...days.map((day) => startOf(day, zone)), asOf]);
    return levels.map((level, index) => ({
      mark: days[index] ?? "end",
      day: days[index] ?? dayIn(zone, asOf),
      ...level,
    }));
  },

  flow: async (period) => {
    const counts = await countsOf("flow", period);
    return weeksBetween(period.from, period.asOf, period.zone).map((week) => ({
      week,
      started: counts.get(`started.${week}`) ?? 0,
      ended: counts.get(`ended.${week}`) ?? 0,
    }));
  },

  age: (period) => bars("age", period, [...ageBands.map(String), "more"]),

  renewals: async (period) => ({
    bars: await bars("renewals", period, ["0", "1", "2", "3"]),
    chains: await db.$queryRaw<ChartData["renewals"]["chains"]>`${chains(period)}
      SELECT x.number, x.title, x.renewal, floor(extract(epoch FROM ${period.asOf} - since) / 86400)::int AS days
      FROM whole JOIN exception x ON x.id = whole.last ORDER BY since, x.number LIMIT 10`,
  }),

  landing: (period) => bars("landing", period, daysFrom(period.asOf, landingDays, period.zone)),

  policies: async (period) =>
    (await policyUse(period))
      .filter(({ exceptions }) => exceptions > 0)
      .map((use) => ({ ...use, gaps: gapsOf(use) })),

  teams: async (period) => {
    const counts = await countsOf("teams", period);
    const names = new Set([...counts.keys()].map((mark) => mark.slice(0, mark.lastIndexOf("."))));
    const of = (team: string, what: string) => counts.get(`${team}.${what}`) ?? 0;
    return [...names]
      .map((team) => ({
        team,
        inForce: of(team, "in-force"),
        ended: of(team, "ended"),
        late: of(team, "late"),
      }))
      .sort(
        (a, b) => b.ended - a.ended || b.late - a.late || b.inForce - a.inForce || (a.team < b.team ? -1 : 1),
      );
  },

  deciding: (period) => db.$queryRaw<ChartData["deciding"]>`
    SELECT key AS group, min(name) AS name, count(*)::int AS decisions, count(*) FILTER (WHERE at > due_at)::int AS late,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM at - since)) / 60)::int AS half,
      round(percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM at - since)) / 60)::int AS most,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM due_at - since)) / 60)::int AS due
    FROM (${decisionsIn(period)}) made GROUP BY key ORDER BY most DESC, key`,

  outcomes: async (period) => {
    const counts = await countsOf("outcomes", period);
    return (["all", ...Object.values(Risk)] as const).map((risk) => ({
      risk,
      sentBack: counts.get(`${risk}.sent-back`) ?? 0,
      counts: countsIn(outcomeKeys, (outcome) => counts.get(`${risk}.${outcome}`)),
    }));
  },

  conditions: (period) => bars("conditions", period, conditionMarks),

  rechecks: async (period) => {
    const found = await db.$queryRaw<{ mark: string; count: number; days: number }[]>`
      SELECT outcome::text AS mark, count(*)::int AS count,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 1)::float AS days
      FROM (${answersIn(period)}) answered GROUP BY 1`;
    return recheckMarks.map(
      (mark) => found.find((row) => row.mark === mark) ?? { mark, count: 0, days: null },
    );
  },

  gate: async (period) => {
    const counts = await countsOf("gate", period);
    const names = new Set([...counts.keys()].map((mark) => mark.slice(0, mark.lastIndexOf("."))));
    return [...names]
      .map((repository) => ({
        repository,
        counts: countsIn(gateWords, (word) => counts.get(`${repository}.${word}`)),
      }))
      .sort((a, b) => sum(b.counts) - sum(a.counts) || (a.repository < b.repository ? -1 : 1));
  },
};

export async function figuresOf(period: Period): Promise<Figures> {
  const [inForce, ended, deciding, conditions, rechecks] = await Promise.all([
    inForceCount(period),
    countsOf("ended", period),
    countsOf("deciding", period),
    countsOf("conditions", period),
    countsOf("rechecks", period),
  ]);
  return {
    inForce: { count: inForce, of: null },
    ended: { count: ended.get("ended") ?? 0, of: null },
    onTime: { count: deciding.get("all.in-time") ?? 0, of: deciding.get("all") ?? 0 },
    holding: {
      count: conditions.get("holds") ?? 0,
      of: conditionMarks.reduce((all, mark) => all + (conditions.get(mark) ?? 0), 0),
    },
    compliant: { count: rechecks.get("compliant") ?? 0, of: rechecks.get("all") ?? 0 },
  };
}

async function inForceCount({ asOf }: Period): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM exception x WHERE ${inForceAt(asOf)}`;
  return row?.count ?? 0;
}

/** The instant of the first event, if the twelve months before the period's end begin earlier. */
export async function youngSince({ asOf }: Period): Promise<string | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`SELECT min(at) AS at FROM audit_event`;
  return row?.at && row.at > yearBefore(asOf) ? row.at.toISOString() : null;
}

function yearBefore(at: Date): Date {
  return new Date(at.getTime() - 52 * 7 * 86_400_000);
}

async function bars(counted: Counted, period: Period, marks: readonly string[]): Promise<Bar[]> {
  const counts = await countsOf(counted, period);
  return marks.map((mark) => ({ mark, count: counts.get(mark) ?? 0 }));
}

function countsIn<Word extends string>(words: readonly Word[], of: (word: Word) => number | undefined) {
  return Object.fromEntries(words.map((word) => [word, of(word) ?? 0])) as Record<Word, number>;
}

export const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** All of it. A chart that cannot be read fails the whole: half a quarter is not signed. */
export async function readReview(period: Period): Promise<Review> {
  const [head, ...data] = await Promise.all([
    readHead(period),
    ...chartKeys.map((key) => readers[key](period)),
  ]);
  const read = Object.fromEntries(chartKeys.map((key, index) => [key, data[index]])) as ChartData;
  return { ...head, charts: read };
}

/** Everything but the charts. */
export async function readHead(period: Period): Promise<Omit<Review, "charts">> {
  const { quarter, from, until, asOf, zone } = period;
  // As of the end of the quarter before, whether or not that was signed.
  const last = periodOf(quarterAfter(quarter, -1), zone, from);
  const [figures, before, since] = await Promise.all([
    figuresOf(period),
    figuresOf(last),
    youngSince(period),
  ]);
  return {
    quarter,
    from: from.toISOString(),
    until: until.toISOString(),
    asOf: asOf.toISOString(),
    zone,
    since,
    figures,
    before,
  };
}
