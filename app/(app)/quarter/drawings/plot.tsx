import type { ReactNode } from "react";

/** An area of the plot that leads to the rows behind it, in percent from the left, and from the top where it is not all. */
type Mark = { left: number; width: number; top?: number; height?: number; href: string; label: string };

type Props = {
  /** The value at the upper edge, and at the lower one where bars hang down, too. */
  max: number;
  min?: number;
  /** What stands below, in percent from the left. */
  below: { at: number; text: string }[];
  marks: Mark[];
  /** SVG in a field of 100 by 100, from the upper left. */
  children: ReactNode;
};

/**
 * Hairlines, labels and marks around a drawing that stretches with the page. Words and marks are HTML, so they keep their
 * size on a phone. The marks are for the pointer: the same links stand in the chart's table, where keys reach them.
 */
export function Plot({ max, min = 0, below, marks, children }: Props) {
  return (
    <div className="ml-7 text-xs text-muted">
      <div className="relative h-44">
        {ticksBetween(min, max).map((tick) => (
          <div
            key={tick}
            className={`absolute inset-x-0 border-t ${tick === 0 ? "border-edge" : "border-line"}`}
            style={{ top: `${((max - tick) / (max - min)) * 100}%` }}
          >
            <span className="absolute right-full -translate-y-1/2 pr-2 whitespace-nowrap tabular-nums">
              {Math.abs(tick)}
            </span>
          </div>
        ))}
        <svg
          aria-hidden
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {children}
        </svg>
        {marks.map(({ left, width, top = 0, height = 100, href, label }) => (
          <a
            key={href}
            href={href}
            tabIndex={-1}
            title={label}
            className="absolute hover:bg-ink/8 print:hidden"
            style={{ left: `${left}%`, width: `${width}%`, top: `${top}%`, height: `${height}%` }}
          >
            <span className="sr-only">{label}</span>
          </a>
        ))}
      </div>
      <div aria-hidden className="relative h-5">
        {below.map(({ at, text }) => (
          <span
            key={text}
            className={`absolute top-1.5 whitespace-nowrap ${at > 90 ? "-translate-x-full" : at > 6 ? "-translate-x-1/2" : ""}`}
            style={{ left: `${at}%` }}
          >
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Whole numbers, four lines at most besides the zero. */
function ticksBetween(min: number, max: number): number[] {
  const step =
    [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].find((one) => (max - min) / one <= 4) ?? max - min;
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max; tick += step) ticks.push(tick);
  return ticks;
}

/** Some air above the highest value, and never a plot of no height. */
export function roof(highest: number): number {
  return Math.max(1, highest);
}
