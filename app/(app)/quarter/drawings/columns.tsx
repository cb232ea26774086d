import type { ChartData } from "@/lib/reviews/review";
import { rowsHref, shortDay } from "@/lib/reviews/tables";

import { Plot, roof } from "./plot";

/** Began above the line, were over below it. */
export function Diverging({ quarter, weeks }: { quarter: string; weeks: ChartData["flow"] }) {
  const top = roof(Math.max(...weeks.map(({ started }) => started)));
  const bottom = roof(Math.max(...weeks.map(({ ended }) => ended)));
  const width = 100 / weeks.length;
  const height = top + bottom;
  const line = (top / height) * 100;
  return (
    <div className="relative">
      <p aria-hidden className="flex gap-x-4 pb-2 text-xs text-muted">
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm bg-accent print-colour" /> Began
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm bg-edge print-colour" /> Were over
        </span>
      </p>
      <Plot
        max={top}
        min={-bottom}
        below={someOf(weeks.map(({ week }) => week))}
        marks={weeks.flatMap(({ week, started, ended }, index) => [
          ...(started > 0
            ? [
                {
                  ...at(index, width),
                  top: 0,
                  height: line,
                  ...labelled(quarter, "started", week, `${started} began`),
                },
              ]
            : []),
          ...(ended > 0
            ? [
                {
                  ...at(index, width),
                  top: line,
                  height: 100 - line,
                  ...labelled(quarter, "ended", week, `${ended} over`),
                },
              ]
            : []),
        ])}
      >
        {weeks.map(({ week, started, ended }, index) => (
          <g key={week} className="print-colour">
            <rect
              {...barAt(index, width)}
              y={line - (started / height) * 100}
              height={(started / height) * 100}
              className="fill-accent"
            />
            <rect {...barAt(index, width)} y={line} height={(ended / height) * 100} className="fill-edge" />
          </g>
        ))}
      </Plot>
    </div>
  );
}

/** One column for each day. */
export function DayColumns({ quarter, days }: { quarter: string; days: ChartData["landing"] }) {
  const max = roof(Math.max(...days.map(({ count }) => count)));
  const width = 100 / days.length;
  return (
    <Plot
      max={max}
      below={someOf(days.map(({ mark }) => mark))}
      marks={days.flatMap(({ mark, count }, index) =>
        count > 0
          ? [
              {
                ...at(index, width),
                href: rowsHref(quarter, "landing", mark),
                label: `${shortDay(mark)}: ${count}`,
              },
            ]
          : [],
      )}
    >
      {days.map(({ mark, count }, index) => (
        <rect
          key={mark}
          {...barAt(index, width)}
          y={100 - (count / max) * 100}
          height={(count / max) * 100}
          className="fill-accent print-colour"
        />
      ))}
    </Plot>
  );
}

const at = (index: number, width: number) => ({ left: index * width, width });
const barAt = (index: number, width: number) => ({ x: index * width + width * 0.15, width: width * 0.7 });

function labelled(quarter: string, name: string, week: string, words: string) {
  return {
    href: rowsHref(quarter, "flow", `${name}.${week}`),
    label: `Week of ${shortDay(week)}: ${words}`,
  };
}

/** As many days as can be read below. */
function someOf(days: string[]): { at: number; text: string }[] {
  const each = Math.ceil(days.length / 4);
  return days
    .map((day, index) => ({ at: ((index + 0.5) / days.length) * 100, text: shortDay(day) }))
    .filter((_, index) => index % each === 0);
}
