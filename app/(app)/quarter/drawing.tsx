import { TriangleAlert } from "lucide-react";

import { Pill } from "@/components/ui/pill";
import { riskNames } from "@/lib/exceptions/risk";
import type { ChartKey } from "@/lib/reviews/charts";
import { type ChartData, gateWords, sum } from "@/lib/reviews/review";
import { percent } from "@/lib/reviews/sentences";
import {
  bandNames,
  conditionNames,
  gateNames,
  outcomesInOrder,
  outcomeWords,
  recheckName,
  renewalNames,
  rowsHref,
} from "@/lib/reviews/tables";

import { type BarRow, BarRows } from "./drawings/bar-rows";
import { DayColumns, Diverging } from "./drawings/columns";
import { DotRows } from "./drawings/dot-rows";
import { Shares } from "./drawings/shares";
import { StepArea } from "./drawings/step-area";
import { TeamRows } from "./drawings/team-rows";

type Drawing<Key extends ChartKey> = (props: { quarter: string; data: ChartData[Key] }) => React.ReactNode;

/** How each chart is drawn. The figures are all it knows: a signed quarter is drawn from what was signed. */
export const drawings: { [Key in ChartKey]: Drawing<Key> } = {
  growth: ({ quarter, data }) => <StepArea quarter={quarter} levels={data} />,
  flow: ({ quarter, data }) => <Diverging quarter={quarter} weeks={data} />,
  age: ({ quarter, data }) => <BarRows rows={data.map((bar) => named(quarter, "age", bar, bandNames))} />,
  renewals: Renewals,
  landing: ({ quarter, data }) => <DayColumns quarter={quarter} days={data} />,
  policies: Policies,
  teams: ({ quarter, data }) => <TeamRows quarter={quarter} teams={data} />,
  deciding: ({ quarter, data }) => <DotRows quarter={quarter} groups={data} />,
  outcomes: ({ quarter, data }) => (
    <Shares
      rows={data.map(({ risk, counts, sentBack }) => ({
        key: risk,
        label: risk === "all" ? "All" : riskNames[risk],
        note: sum(counts) > 0 ? `${percent(sentBack, sum(counts))} sent back` : undefined,
        shares: outcomesInOrder.map((outcome) => ({
          key: outcome,
          label: outcomeWords[outcome],
          count: counts[outcome],
          href: rowsHref(quarter, "outcomes", `${risk}.${outcome}`),
          colour: outcomeColours[outcome],
        })),
      }))}
    />
  ),
  conditions: ({ quarter, data }) => (
    <BarRows
      rows={data.map((bar) => ({
        ...named(quarter, "conditions", bar, conditionNames),
        colour: conditionColours[bar.mark],
      }))}
    />
  ),
  rechecks: ({ quarter, data }) => (
    <BarRows
      rows={data.map((bar) => ({
        ...named(quarter, "rechecks", bar, { [bar.mark]: recheckName(bar.mark) }),
        colour: recheckColours[bar.mark],
        note: bar.days === null ? null : `${bar.days} ${bar.days === 1 ? "day" : "days"} past the end`,
      }))}
    />
  ),
  gate: ({ quarter, data }) => (
    <Shares
      rows={data.map(({ repository, counts }) => ({
        key: repository,
        label: repository === "all" ? "All" : repository,
        note: `${sum(counts)}`,
        shares: gateWords.map((word) => ({
          key: word,
          label: gateNames[word],
          count: counts[word],
          href: rowsHref(quarter, "gate", `${repository}.${word}`),
          colour: gateColours[word],
        })),
      }))}
    />
  ),
};

function Renewals({ quarter, data }: { quarter: string; data: ChartData["renewals"] }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <BarRows rows={data.bars.map((bar) => named(quarter, "renewals", bar, renewalNames))} />
      {data.chains.length > 0 && (
        <div>
          <h3 className="pb-1 text-xs font-medium text-muted">Running longest</h3>
          <ol className="divide-y divide-line border-y border-line text-sm">
            {data.chains.slice(0, 5).map(({ number, title, renewal, days }) => (
              <li key={number} className="flex items-baseline gap-3 py-1">
                <a
                  href={`/exceptions/EX-${number}`}
                  className="number inline-flex min-h-6 items-center text-accent hover:underline"
                >
                  {`EX-${number}`}
                </a>
                <span className="min-w-0 flex-1 truncate print:whitespace-normal">{title}</span>
                <span className="whitespace-nowrap text-muted tabular-nums">
                  {`${days} ${days === 1 ? "day" : "days"}${renewal > 0 ? `, ${renewalNames[Math.min(renewal, 3)]?.toLowerCase()}` : ""}`}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

const policiesShown = 8;

function Policies({ quarter, data }: { quarter: string; data: ChartData["policies"] }) {
  const rest = data.length - policiesShown;
  return (
    <div className="grid gap-1">
      <BarRows
        rows={data.slice(0, policiesShown).map(({ policy, title, exceptions, teams, gaps }) => ({
          key: policy,
          label: (
            <a
              href={`/policies/${policy}`}
              title={title}
              className="flex min-h-6 items-center gap-2 text-accent hover:underline"
            >
              <span className="font-mono text-[0.95em]">{policy}</span>
              {gaps.length > 0 && (
                <span title={gaps.join(", ")}>
                  <Pill tone="soon" icon={TriangleAlert}>
                    Gap
                  </Pill>
                </span>
              )}
            </a>
          ),
          count: exceptions,
          href: rowsHref(quarter, "policies", policy),
          name: `${policy}: ${exceptions}`,
          note: `${teams} ${teams === 1 ? "team" : "teams"}`,
        }))}
      />
      {rest > 0 && <p className="text-xs text-muted">{`${rest} more rules stand in the table.`}</p>}
    </div>
  );
}

function named(
  quarter: string,
  chart: ChartKey,
  { mark, count }: { mark: string; count: number },
  names: Record<string, string>,
): BarRow {
  const label = names[mark] ?? mark;
  const href = count > 0 ? rowsHref(quarter, chart, mark) : null;
  return { key: mark, label, count, href, name: `${label}: ${count}` };
}

const outcomeColours: Record<(typeof outcomesInOrder)[number], string> = {
  approved: "bg-muted",
  demanded: "bg-accent",
  rejected: "bg-back",
  withdrawn: "bg-edge",
  lapsed: "bg-soon",
};
const conditionColours: Record<string, string> = {
  holds: "bg-good",
  broken: "bg-bad",
  late: "bg-soon",
  "not due": "bg-edge",
};
const recheckColours: Record<string, string> = {
  compliant: "bg-good",
  violating: "bg-bad",
  no_answer: "bg-soon",
};
const gateColours: Record<(typeof gateWords)[number], string> = {
  compliant: "bg-good",
  exception: "bg-accent",
  indeterminate: "bg-soon",
  violation: "bg-bad",
};
