import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { formatInstant, formatLength, formatShortDay } from "@/lib/dates";
import { type Link, overAt, secondsSoFar } from "@/lib/exceptions/extensions";

type Props = {
  /** The oldest first. */
  chain: Link[];
  /** What is asked for and not granted yet. */
  asked?: { startsAt: Date; endsAt: Date; number?: number } | null;
  now: Date;
  zone: string;
};

type Span = { name: string; number?: number; from: Date; to: Date; kind: "granted" | "asked" };

/** An exception and all that continues it, as one line of time: how long the rule has been broken by now. */
export function ChainLine({ chain, asked, now, zone }: Props) {
  const spans = spansOf(chain, asked);
  const [first] = spans;
  if (!first) return null;
  const begin = first.from.getTime();
  const end = Math.max(...spans.map(({ to }) => to.getTime()));
  const begun = chain.filter(({ startsAt }) => startsAt && startsAt <= now).length;
  const share = (at: Date) => Math.min(100, Math.max(0, ((at.getTime() - begin) / (end - begin)) * 100));

  return (
    <div className="grid gap-2 text-sm">
      <p>
        <span className="font-medium">{formatRough(secondsSoFar(chain, now))}</span>
        {begun > 1 ? ` so far, in ${begun} exceptions` : " so far"}
      </p>
      <div aria-hidden className="relative h-3 rounded-sm bg-sunken">
        {spans.map(({ name, from, to, kind }) => (
          <span
            key={name}
            className={`absolute inset-y-0 rounded-sm border-r border-panel ${kind === "asked" ? "border border-dashed border-back! bg-back-tint" : "bg-back"}`}
            style={{ left: `${share(from)}%`, width: `${Math.max(0.75, share(to) - share(from))}%` }}
          />
        ))}
        {now.getTime() > begin && now.getTime() < end && (
          <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${share(now)}%` }} />
        )}
      </div>
      <ol className="grid gap-1 text-xs">
        {spans.map(({ name, number, from, to, kind }, index) => (
          <li key={name} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-2">
            {number ? <ExceptionNumber number={number} link /> : <span>{name}</span>}
            <span className="text-muted" title={`${formatInstant(from, zone)} – ${formatInstant(to, zone)}`}>
              {`${formatRough(seconds(from, to))}${kind === "asked" ? " asked for" : ""}, ${formatShortDay(from, zone)} – ${formatShortDay(to, zone)}`}
              {gapBefore(spans, index) >= 60 && (
                <span className="text-soon">{`, after a gap of ${formatRough(gapBefore(spans, index))}`}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function spansOf(chain: Link[], asked: Props["asked"]): Span[] {
  const granted = chain.flatMap((link): Span[] => {
    const to = overAt(link);
    if (!link.startsAt || !to) return [];
    const { number, startsAt: from } = link;
    return [{ name: exceptionNumber(number), number, from, to, kind: "granted" }];
  });
  if (!asked) return granted;
  const { startsAt: from, endsAt: to, number } = asked;
  return [
    ...granted,
    { name: number ? exceptionNumber(number) : "This one", number, from, to, kind: "asked" },
  ];
}

function gapBefore(spans: Span[], index: number): number {
  const [before, span] = [spans[index - 1], spans[index]];
  return before && span ? seconds(before.to, span.from) : 0;
}

const seconds = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 1000);

/** Days, or hours below two days: what the eye needs here. */
function formatRough(length: number): string {
  const unit = length >= 2 * 86_400 ? 86_400 : length >= 3600 ? 3600 : 60;
  return formatLength(Math.round(length / unit) * unit, unit === 86_400 ? "days" : "hours");
}
