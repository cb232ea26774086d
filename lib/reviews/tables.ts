// Each chart as a table: what "as table" shows and the CSV holds. A number that can be listed carries the mark of its chart.

import { formatShortDay } from "@/lib/dates";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import { riskNames } from "@/lib/exceptions/risk";
import type { ChartKey } from "@/lib/reviews/charts";
import type { outcomeKeys } from "@/lib/reviews/facts";
import { total } from "@/lib/reviews/growth";
import type { ChartData } from "@/lib/reviews/review";
import { gateWords, sum } from "@/lib/reviews/review";
import { Risk } from "@/prisma/generated/enums";

export type TableCell = { text: string | number; mark?: string; href?: string };
export type ChartTable = { head: string[]; rows: TableCell[][] };

const tables: { [Key in ChartKey]: (data: ChartData[Key]) => ChartTable } = {
  growth: (levels) => ({
    head: ["As of", ...Object.values(Risk).map((risk) => riskNames[risk]), "In force"],
    rows: levels.map((level) => [
      { text: shortDay(level.day) },
      ...Object.values(Risk).map((risk) => counted(level[risk], `${level.mark}.${risk}`)),
      counted(total(level), level.mark),
    ]),
  }),
  flow: (weeks) => ({
    head: ["Week of", "Began", "Were over"],
    rows: weeks.map(({ week, started, ended }) => [
      { text: shortDay(week) },
      counted(started, `started.${week}`),
      counted(ended, `ended.${week}`),
    ]),
  }),
  age: (bars) => ({
    head: ["Running for", "Exceptions"],
    rows: bars.map(({ mark, count }) => [{ text: bandNames[mark] ?? mark }, counted(count, mark)]),
  }),
  renewals: ({ bars, chains }) => ({
    head: ["Renewed, or the longest chains", "Exceptions, or days"],
    rows: [
      ...bars.map(({ mark, count }) => [{ text: renewalNames[mark] ?? mark }, counted(count, mark)]),
      ...chains.map(({ number, title, days }) => [
        { text: `EX-${number} ${title}`, href: `/exceptions/EX-${number}` },
        { text: `${days} days` },
      ]),
    ],
  }),
  landing: (bars) => ({
    head: ["Ends on", "Exceptions"],
    rows: bars.map(({ mark, count }) => [{ text: shortDay(mark) }, counted(count, mark)]),
  }),
  policies: (uses) => ({
    head: ["Rule", "Exceptions", "Teams", "Third renewals", "Gap"],
    rows: uses.map(({ policy, title, exceptions, teams, thirdRenewals, gaps }) => [
      { text: `${policy} ${title}`, href: `/policies/${policy}` },
      counted(exceptions, policy),
      { text: teams },
      { text: thirdRenewals },
      { text: gaps.join(", ") },
    ]),
  }),
  teams: (teams) => ({
    head: ["Team", "In force", "Past their end", "Late conditions"],
    rows: teams.map(({ team, inForce, ended, late }) => [
      { text: team },
      counted(inForce, `${team}.in-force`),
      counted(ended, `${team}.ended`),
      counted(late, `${team}.late`),
    ]),
  }),
  deciding: (groups) => ({
    head: ["Group", "Decisions", "Half within", "Nine in ten within", "Usually allowed", "Late"],
    rows: groups.map(({ group, name, decisions, half, most, due, late }) => [
      { text: name },
      counted(decisions, group),
      { text: elapsed(half) },
      { text: elapsed(most) },
      { text: elapsed(due) },
      counted(late, `${group}.late`),
    ]),
  }),
  outcomes: (rows) => ({
    head: ["Risk", ...Object.values(outcomeWords), "Sent back on the way"],
    rows: rows.map(({ risk, counts, sentBack }) => [
      { text: risk === "all" ? "All" : riskNames[risk] },
      ...outcomesInOrder.map((outcome) => counted(counts[outcome], `${risk}.${outcome}`)),
      counted(sentBack, `${risk}.sent-back`),
    ]),
  }),
  conditions: (bars) => ({
    head: ["Condition", "How many"],
    rows: bars.map(({ mark, count }) => [{ text: conditionNames[mark] ?? mark }, counted(count, mark)]),
  }),
  rechecks: (bars) => ({
    head: ["Answer", "Exceptions", "Days past the end"],
    rows: bars.map(({ mark, count, days }) => [
      { text: recheckName(mark) },
      counted(count, mark),
      { text: days ?? "" },
    ]),
  }),
  gate: (rows) => ({
    head: ["Repository", ...gateWords.map((word) => gateNames[word]), "Questions"],
    rows: rows.map(({ repository, counts }) => [
      { text: repository === "all" ? "All" : repository },
      ...gateWords.map((word) => counted(counts[word], `${repository}.${word}`)),
      { text: sum(counts) },
    ]),
  }),
};

export function tableOf<Key extends ChartKey>(chart: Key, data: ChartData[Key]): ChartTable {
  return tables[chart](data);
}

export const bandNames: Record<string, string> = {
  "3": "3 days at most",
  "7": "4 to 7 days",
  "14": "8 to 14 days",
  "30": "15 to 30 days",
  more: "More than 30 days",
};

export const renewalNames: Record<string, string> = {
  "0": "Never renewed",
  "1": "Renewed once",
  "2": "Renewed twice",
  "3": "Three times or more",
};

export const outcomeWords: Record<(typeof outcomeKeys)[number], string> = {
  approved: "Approved as asked",
  demanded: "Approved on conditions",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
  lapsed: "Lapsed",
};
export const outcomesInOrder = Object.keys(outcomeWords) as (typeof outcomeKeys)[number][];

export const conditionNames: Record<string, string> = {
  holds: "Proven, holds",
  broken: "Broken",
  late: "Late",
  "not due": "Not due yet",
};

export const gateNames: Record<(typeof gateWords)[number], string> = {
  compliant: "Compliant",
  exception: "Exception",
  indeterminate: "Indeterminate",
  violation: "Violation",
};

export function recheckName(mark: string): string {
  return outcomeNames[mark as keyof typeof outcomeNames];
}

/** "Mon 2 Nov" of the day "2026-11-02". */
export function shortDay(day: string): string {
  return formatShortDay(new Date(`${day}T12:00:00Z`), "UTC");
}

/** "45 min", "30 h", "6 days": as rough as a reader wants it. */
export function elapsed(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

/** Where the rows behind a mark are listed. */
export function rowsHref(quarter: string, chart: string, mark: string): string {
  return `/quarter/rows?${new URLSearchParams({ q: quarter, chart, mark })}`;
}

/** What a mark counts, for the head of its list: "Week of Mon 5 Oct, began". */
export function markInWords(counted: ChartKey | "ended", mark: string): string {
  const [first = "", ...others] = mark.split(".");
  const isDay = (text: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(text ?? "");
  const day = [first, ...others].find(isDay);
  const word = mark.slice(mark.lastIndexOf(".") + 1);
  switch (counted) {
    case "growth":
      return [`In force ${day ? `on ${shortDay(day)}` : "at the end"}`, riskNames[word as Risk]]
        .filter(Boolean)
        .join(", ")
        .concat(".");
    case "flow":
      return `${first === "started" ? "Began" : "Were over"} in the week of ${day ? shortDay(day) : "that day"}.`;
    case "landing":
      return `End on ${day ? shortDay(day) : "that day"}.`;
    case "age":
      return `Running for ${bandNames[mark]?.toLowerCase() ?? mark}.`;
    case "renewals":
      return `${renewalNames[mark] ?? mark}.`;
    case "conditions":
      return `${conditionNames[mark] ?? mark}.`;
    case "rechecks":
      return `${mark === "all" ? "Any answer" : (recheckName(mark) ?? mark)}.`;
    case "outcomes": {
      const outcome =
        word === "sent-back" ? "Sent back on the way" : outcomeWords[word as keyof typeof outcomeWords];
      return `${outcome ?? word}, ${first === "all" ? "any risk" : riskNames[first as Risk]?.toLowerCase()}.`;
    }
    case "ended":
      return "On the day as of which the quarter is counted.";
    default:
      return `${mark.replaceAll(/\.(?=[^.]*$)/g, ": ").replaceAll("-", " ")}.`;
  }
}

/** Nothing to list behind a zero. */
function counted(count: number, mark: string): TableCell {
  return count > 0 ? { text: count, mark } : { text: count };
}
