import { Instant } from "@/components/instant";
import { Icon } from "@/components/ui/icon";
import { formatShortInstant, relative } from "@/lib/instants";

type Props = {
  at: Date;
  now: Date;
  zone: string;
  /** "Decide by" unless the clock is for something else: "Ratify by", "Evidence by". */
  label?: string;
  /** For lists whose column already says what it is: "Mon 23 Nov, 12:00". */
  dense?: boolean;
};

const soon = 24 * 3_600_000;

/** The other clock: when a decision is due. A clock, never the calendar of an end. */
export function DecideBy({ at, now, zone, label = "Decide by", dense = false }: Props) {
  const left = at.getTime() - now.getTime();
  const when = formatShortInstant(at, zone);
  const colour = left <= 0 ? "text-bad" : left <= soon ? "text-soon" : "";

  return (
    <span className={`inline-flex items-center gap-1.5 align-middle ${colour}`}>
      <Icon name="clock" className={left > soon ? "text-muted" : ""} />
      {dense && <span className="sr-only">{label}</span>}
      <Instant at={at} zone={zone}>
        {left <= 0 ? `Overdue, was due ${relative(at, now)} · ${when}` : dense ? when : `${label} ${when}`}
      </Instant>
    </span>
  );
}
