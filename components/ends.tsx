import { CalendarX2 } from "lucide-react";

import { Instant } from "@/components/instant";
import { formatEnd, formatShortDay, relative } from "@/lib/dates";

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
export function Ends({ at, now, zone, dense = false, over = false }: Props) {
  const left = at.getTime() - now.getTime();
  const text = dense ? `${relative(at, now)} · ${formatShortDay(at, zone)}` : formatEnd(at, now, zone);

  return (
    <span className={`inline-flex items-center gap-1.5 align-middle print:min-w-28 ${colour(left, over)}`}>
      <CalendarX2 aria-hidden className={left > soon || over ? "text-muted" : ""} />
      <span className="sr-only">{left > 0 ? "Ends " : ""}</span>
      <Instant at={at} zone={zone}>
        {text}
      </Instant>
    </span>
  );
}

function colour(left: number, over: boolean): string {
  if (over) return "text-muted";
  if (left <= 0) return "text-bad";
  return left <= soon ? "text-soon" : "";
}
