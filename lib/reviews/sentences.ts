// What each chart shows, in one sentence: for whoever hears the page, and for the print.

import type { ChartKey } from "@/lib/reviews/charts";
import { total } from "@/lib/reviews/growth";
import type { ChartData } from "@/lib/reviews/review";
import { sum } from "@/lib/reviews/review";
import { bandNames, elapsed, shortDay } from "@/lib/reviews/tables";

const sentences: { [Key in ChartKey]: (data: ChartData[Key]) => string } = {
  growth: (levels) => {
    const [first, last] = [levels[0], levels.at(-1)];
    if (!first || !last || levels.every((level) => total(level) === 0)) return "Nothing was in force.";
    const most = levels.reduce((top, level) => (total(level) > total(top) ? level : top));
    const now = `${total(last)} in force on ${shortDay(last.day)}, ${difference(total(last), total(first))} a year before.`;
    return most === last
      ? `${now} That is the most in twelve months.`
      : `${now} The most were ${total(most)}, on ${shortDay(most.day)}.`;
  },
  flow: (weeks) => {
    const started = weeks.reduce((all, week) => all + week.started, 0);
    const ended = weeks.reduce((all, week) => all + week.ended, 0);
    if (started + ended === 0) return "Nothing began, and nothing was over.";
    const more = started - ended;
    const told = `${started} began and ${ended} ${ended === 1 ? "was" : "were"} over`;
    if (more === 0) return `${told}: as many as were opened.`;
    return more > 0 ? `${told}: ${more} more than were closed.` : `${told}: ${-more} fewer than were closed.`;
  },
  age: (bars) => {
    const all = inAll(bars);
    if (all === 0) return "Nothing was in force.";
    const old = bars.filter(({ mark }) => mark === "more").reduce((n, { count }) => n + count, 0);
    const top = bars.reduce((most, bar) => (bar.count > most.count ? bar : most));
    return `${old} of ${all} ${old === 1 ? "has" : "have"} run for more than 30 days. Most, ${top.count}, for ${bandNames[top.mark]?.toLowerCase()}.`;
  },
  renewals: ({ bars, chains }) => {
    const all = inAll(bars);
    if (all === 0) return "Nothing was in force.";
    const design = bars.filter(({ mark }) => Number(mark) >= 2).reduce((n, { count }) => n + count, 0);
    const [longest] = chains;
    const chain = longest
      ? ` The longest chain, EX-${longest.number}, has run for ${counted(longest.days, "day")}.`
      : "";
    return `${design} of ${all} ${design === 1 ? "was" : "were"} renewed twice or more.${chain}`;
  },
  landing: (bars) => {
    const all = inAll(bars);
    if (all === 0) return "Nothing ends within 30 days.";
    const top = bars.reduce((most, bar) => (bar.count > most.count ? bar : most));
    return `${all} ${all === 1 ? "ends" : "end"} within 30 days; most in one day: ${top.count}, on ${shortDay(top.mark)}.`;
  },
  policies: (uses) => {
    const [top] = uses;
    if (!top) return "Nothing was approved.";
    const gaps = uses.filter((use) => use.gaps.length > 0).length;
    const signal =
      gaps === 0
        ? "No rule shows a gap."
        : `${counted(gaps, "rule")} ${gaps === 1 ? "shows" : "show"} a gap.`;
    return `${top.policy} was excepted most: ${counted(top.exceptions, "exception")}, ${counted(top.teams, "team")}. ${signal}`;
  },
  teams: (teams) => {
    if (teams.length === 0) return "Nobody held anything open.";
    const behind = teams.filter(({ ended, late }) => ended + late > 0);
    if (behind.length === 0) return `${counted(teams.length, "team")}, and none is behind.`;
    return `${behind.length} of ${counted(teams.length, "team")} ${behind.length === 1 ? "is" : "are"} behind: ${behind
      .slice(0, 3)
      .map(({ team }) => team)
      .join(", ")}${behind.length > 3 ? " and others" : ""}.`;
  },
  deciding: (groups) => {
    const [slowest] = groups;
    if (!slowest) return "Nobody decided anything.";
    const all = groups.reduce((n, { decisions }) => n + decisions, 0);
    const late = groups.reduce((n, group) => n + group.late, 0);
    return `${late} of ${counted(all, "decision")} came late. ${slowest.name} took longest: nine in ten within ${elapsed(slowest.most)}.`;
  },
  outcomes: (rows) => {
    const all = rows.find(({ risk }) => risk === "all");
    const settled = all ? sum(all.counts) : 0;
    if (!all || settled === 0) return "Nothing was settled.";
    const { approved, demanded, rejected } = all.counts;
    return `Of ${settled} settled, ${approved} were approved as asked, ${demanded} with something demanded, ${rejected} rejected. ${percent(all.sentBack, settled)} were sent back on the way.`;
  },
  conditions: (bars) => {
    const all = inAll(bars);
    if (all === 0) return "No condition was attached to what ran.";
    const of = (mark: string) => bars.find((bar) => bar.mark === mark)?.count ?? 0;
    return `${of("holds")} of ${counted(all, "condition")} ${of("holds") === 1 ? "is" : "are"} proven; ${of("broken")} broken, ${of("late")} late.`;
  },
  rechecks: (bars) => {
    const all = inAll(bars);
    if (all === 0) return "No re-check was answered.";
    const of = (mark: string) => bars.find((bar) => bar.mark === mark)?.count ?? 0;
    return `${of("compliant")} of ${counted(all, "re-check")} found the rule kept; ${of("violating")} did not, ${of("no_answer")} had no answer in time.`;
  },
  gate: (rows) => {
    const all = rows.find(({ repository }) => repository === "all");
    if (!all) return "No pipeline asked.";
    const asked = sum(all.counts);
    const through = all.counts.compliant + all.counts.exception;
    return `${through} of ${counted(asked, "question")} went through, ${all.counts.exception} of them by an exception; ${all.counts.violation} met a violation.`;
  },
};

export function sentenceOf<Key extends ChartKey>(chart: Key, data: ChartData[Key]): string {
  return sentences[chart](data);
}

/** "12 %": of nothing there is none. */
export function percent(count: number, of: number): string {
  return of === 0 ? "–" : `${Math.round((count / of) * 100)} %`;
}

const inAll = (bars: { count: number }[]) => bars.reduce((all, { count }) => all + count, 0);

const counted = (amount: number, thing: string) => `${amount} ${thing}${amount === 1 ? "" : "s"}`;

function difference(now: number, then: number): string {
  if (now === then) return "as many as";
  return now > then ? `${now - then} more than` : `${then - now} fewer than`;
}
