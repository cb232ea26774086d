import { InstantTip } from "@/components/instant-tip";
import { formatInstant, formatOffset } from "@/lib/dates";

type Props = {
  at: Date;
  /** The organisation's zone, in which the text reads. */
  zone: string;
  /** The text; without it "Wed 2 Dec 2026, 17:00". */
  children?: string;
  className?: string;
};

/** A point in time. Hover, focus or tap tells it in the viewer's own zone and in UTC, so nobody has to reckon. */
export function Instant({ at, zone, children = formatInstant(at, zone), className = "" }: Props) {
  const zones = zone === "UTC" ? [zone] : [zone, "UTC"];
  return (
    <InstantTip
      at={at}
      readings={zones.map((place) => ({
        text: formatInstant(at, place),
        zone: place,
        offset: formatOffset(at, place),
      }))}
      className={className}
    >
      {children}
    </InstantTip>
  );
}
