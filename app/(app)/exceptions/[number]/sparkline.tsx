import { boundInWords, type Measure, type Reading, valueInWords } from "@/lib/exceptions/readings";

type Numbered = Reading & { value: number };
type Props = { measure: Measure; readings: Reading[] };

/** What was read, from left to right, with the line that it must not cross; cut where readings had stopped. */
export function Sparkline({ measure, readings }: Props) {
  const numbered = readings.filter((reading): reading is Numbered => reading.value !== null);
  const [first, last] = [numbered.at(0), numbered.at(-1)];
  if (!first || !last || first.at >= last.at) return null;

  const { x, y } = scalesOf(numbered, measure.threshold);
  const line = y(measure.threshold);
  return (
    <div className="relative h-18 pr-16">
      <svg
        role="img"
        aria-label={sentenceOf(numbered, measure)}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="size-full overflow-visible print-colour"
      >
        {forbidden(measure, line).map(({ from, to }) => (
          <rect key={from} x={0} width={100} y={from} height={to - from} className="fill-bad-tint" />
        ))}
        <path
          d={`M0 ${line}H100`}
          className="fill-none stroke-bad"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
        {spells(numbered, measure).map((spell) => (
          <path
            key={spell[0]?.at.getTime()}
            d={`M${spell.map(({ at, value }) => `${x(at)} ${y(value)}`).join("L")}`}
            className="fill-none stroke-ink"
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path
          d={dots(numbered.filter(({ holds }) => !holds).map(({ at, value }) => [x(at), y(value)]))}
          className="fill-none stroke-bad"
          strokeWidth={5}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d={dots([[x(last.at), y(last.value)]])}
          className={`fill-none ${last.holds ? "stroke-good" : "stroke-bad"}`}
          strokeWidth={7}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span
        aria-hidden
        className="absolute right-0 w-14 -translate-y-1/2 text-xs whitespace-nowrap text-bad tabular-nums"
        style={{ top: `${line}%` }}
      >
        {boundInWords(measure)}
      </span>
    </div>
  );
}

function scalesOf(readings: Numbered[], threshold: number) {
  const values = [...readings.map(({ value }) => value), threshold];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * 0.12;
  const [start, end] = [readings[0]?.at.getTime() ?? 0, readings.at(-1)?.at.getTime() ?? 1];
  return {
    x: (at: Date) => Number((((at.getTime() - start) / (end - start)) * 100).toFixed(2)),
    y: (value: number) => Number((100 - ((value - low + room) / (high - low + 2 * room)) * 100).toFixed(2)),
  };
}

/** Above the line, below it, or both. */
function forbidden({ comparator }: Measure, line: number): { from: number; to: number }[] {
  const above = { from: 0, to: line };
  const below = { from: line, to: 100 };
  if (comparator === "equal") return [above, below];
  return comparator === "below" || comparator === "at_most" ? [above] : [below];
}

/** Readings that follow each other while the one before still counted. */
function spells(readings: Numbered[], { freshSeconds }: Measure): Numbered[][] {
  const spells: Numbered[][] = [];
  for (const reading of readings) {
    const before = spells.at(-1)?.at(-1);
    const isNext = before && reading.at.getTime() - before.at.getTime() <= freshSeconds * 1000;
    if (isNext) spells.at(-1)?.push(reading);
    else spells.push([reading]);
  }
  return spells;
}

/** Lines without a length: round ones, whatever the drawing is stretched to. */
function dots(places: number[][]): string {
  return places.map(([x, y]) => `M${x} ${y}h0.001`).join("");
}

function sentenceOf(readings: Numbered[], measure: Measure): string {
  const values = readings.map(({ value }) => value);
  const said = (value: number) => valueInWords({ value, holds: true }, measure);
  const broke = readings.filter(({ holds }) => !holds).length;
  return [
    `${measure.metric}, ${readings.length} readings between ${said(Math.min(...values))} and ${said(Math.max(...values))}`,
    `must be ${boundInWords(measure)}`,
    broke === 0 ? "all of them hold" : `${broke} of them ${broke === 1 ? "does" : "do"} not hold`,
  ].join("; ");
}
