import { formatInstant, readings, spoken } from "@/lib/instants";

type Props = {
  at: Date;
  /** The organisation's zone, in which the text reads. */
  zone: string;
  /** The text; without it "Wed 2 Dec 2026, 17:00". */
  children?: string;
  className?: string;
};

/**
 * A point in time. Hover, focus or tap tells it in the viewer's own zone and in UTC, so nobody has to reckon: one
 * listener for the whole page does (InstantTips), because lists show instants by the hundred.
 */
export function Instant({ at, zone, children, className = "" }: Props) {
  return <WrittenInstant {...writtenInstant(at, zone, children)} className={className} />;
}

/** An instant as it is sent to a list that is drawn in the browser too. */
export type WrittenInstant = { iso: string; zone: string; text: string; spoken: string };

export function writtenInstant(at: Date, zone: string, text = formatInstant(at, zone)): WrittenInstant {
  return { iso: at.toISOString(), zone, text, spoken: spoken(readings(at, zone)) };
}

export function WrittenInstant({
  iso,
  zone,
  text,
  spoken,
  className = "",
}: WrittenInstant & { className?: string }) {
  return (
    <button
      type="button"
      data-instant={zone}
      data-keys-pass
      aria-description={spoken}
      className={className ? `instant ${className}` : "instant"}
    >
      <time dateTime={iso}>{text}</time>
    </button>
  );
}
