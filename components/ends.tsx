import { WrittenInstant, writtenInstant } from "@/components/instant";
import { Icon } from "@/components/ui/icon";
import { formatEnd, formatShortDay, relative } from "@/lib/instants";

type Props = {
  at: Date;
  now: Date;
  zone: string;
  /** For lists: "in 5 days · Wed 25 Nov". The weekday is never dropped. */
  dense?: boolean;
  /** The record is closed or rejected: the end is history and asks for nothing. */
  over?: boolean;
};

const soon = 48 * 3_600_000;

/** When it ends. `now < at` is in force; at the end itself it is over. */
export function Ends(props: Props) {
  return <WrittenEnd {...writtenEnd(props)} />;
}

type Urgency = "over" | "ended" | "soon" | "later";

/** An end as it is sent to a list that is drawn in the browser too. */
export type WrittenEnd = { at: WrittenInstant; isAhead: boolean; urgency: Urgency };

export function writtenEnd({ at, now, zone, dense = false, over = false }: Props): WrittenEnd {
  const left = at.getTime() - now.getTime();
  const text = dense ? `${relative(at, now)} · ${formatShortDay(at, zone)}` : formatEnd(at, now, zone);
  return { at: writtenInstant(at, zone, text), isAhead: left > 0, urgency: urgencyOf(left, over) };
}

function urgencyOf(left: number, over: boolean): Urgency {
  if (over) return "over";
  if (left <= 0) return "ended";
  return left <= soon ? "soon" : "later";
}

const looks: Record<Urgency, { colour: string; icon: string }> = {
  over: { colour: "text-muted", icon: "text-muted" },
  ended: { colour: "text-bad", icon: "" },
  soon: { colour: "text-soon", icon: "" },
  later: { colour: "", icon: "text-muted" },
};

export function WrittenEnd({ at, isAhead, urgency }: WrittenEnd) {
  const { colour, icon } = looks[urgency];
  return (
    <span className={`end ${colour}`}>
      <Icon name="calendar-x-2" className={icon} />
      <span className="sr-only">{isAhead ? "Ends " : ""}</span>
      <WrittenInstant {...at} />
    </span>
  );
}
