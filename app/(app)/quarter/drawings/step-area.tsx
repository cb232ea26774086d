import { riskNames } from "@/lib/exceptions/risk";
import { total } from "@/lib/reviews/growth";
import type { ChartData } from "@/lib/reviews/review";
import { rowsHref, shortDay } from "@/lib/reviews/tables";
import { Risk } from "@/prisma/generated/enums";

import { Plot, roof } from "./plot";

const risks = Object.values(Risk);
export const riskFill: Record<Risk, string> = {
  low: "fill-risk-1",
  moderate: "fill-risk-2",
  high: "fill-risk-3",
  critical: "fill-risk-4",
};
const riskGround: Record<Risk, string> = {
  low: "bg-risk-1",
  moderate: "bg-risk-2",
  high: "bg-risk-3",
  critical: "bg-risk-4",
};

/** In force by risk, week by week: each level holds until the next is counted. */
export function StepArea({ quarter, levels }: { quarter: string; levels: ChartData["growth"] }) {
  const max = roof(Math.max(...levels.map(total)));
  const width = 100 / levels.length;
  return (
    <div className="grid gap-2">
      <ul className="flex flex-wrap gap-x-4 text-xs text-muted">
        {risks.toReversed().map((risk) => (
          <li key={risk} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-sm print-colour ${riskGround[risk]}`} />
            {riskNames[risk]}
          </li>
        ))}
      </ul>
      <Plot
        max={max}
        below={monthsOf(levels).map(({ index, text }) => ({ at: index * width, text }))}
        marks={levels.map((level, index) => ({
          left: index * width,
          width,
          href: rowsHref(quarter, "growth", level.mark),
          label: `${shortDay(level.day)}: ${total(level)} in force`,
        }))}
      >
        {risks.map((risk, order) => (
          <path
            key={risk}
            d={areaOf(levels, risks.slice(0, order), risk, max)}
            className={`${riskFill[risk]} stroke-panel print-colour`}
            strokeWidth={1}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </Plot>
    </div>
  );
}

type Level = ChartData["growth"][number];

/** One band of the pile: along its upper edge, and back along its lower one. */
function areaOf(levels: Level[], below: Risk[], risk: Risk, max: number): string {
  const width = 100 / levels.length;
  const floor = (level: Level) => below.reduce((sum, one) => sum + level[one], 0);
  const y = (value: number) => (100 - (value / max) * 100).toFixed(2);
  const x = (index: number) => (index * width).toFixed(2);
  const upper = levels.map((level, index) => `V${y(floor(level) + level[risk])}H${x(index + 1)}`);
  const lower = levels.map((level, index) => `V${y(floor(level))}H${x(index)}`).reverse();
  return `M0 ${y(levels[0] ? floor(levels[0]) : 0)}${upper.join("")}${lower.join("")}Z`;
}

/** Every second month, where its first week begins. */
function monthsOf(levels: Level[]): { index: number; text: string }[] {
  const firsts = levels.flatMap((level, index) => {
    const before = levels[index - 1];
    const isFirst = before !== undefined && before.day.slice(0, 7) !== level.day.slice(0, 7);
    return isFirst ? [{ index, text: monthName(level.day) }] : [];
  });
  return firsts.filter((_, index) => index % 2 === 0);
}

function monthName(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" })
    .format(new Date(`${day}T12:00:00Z`))
    .replace("Sept", "Sep")
    .concat(day.slice(5, 7) === "01" ? ` ${day.slice(0, 4)}` : "");
}
