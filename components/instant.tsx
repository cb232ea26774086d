"use client";

import { useId, useSyncExternalStore } from "react";

import { Tooltip } from "@/components/ui/tooltip";
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
  const id = useId();
  const viewerZone = useViewerZone();
  const readings = [
    zone,
    ...(viewerZone && viewerZone !== zone ? [viewerZone] : []),
    ...(zone === "UTC" ? [] : ["UTC"]),
  ];

  return (
    <>
      <Tooltip
        openOnTap
        tip={
          <span className="grid grid-cols-[auto_auto] gap-x-3 tabular-nums">
            {readings.map((place) => (
              <span key={place} className="contents">
                <span>{formatInstant(at, place)}</span>
                <span className="text-muted">{placeName(at, place, viewerZone)}</span>
              </span>
            ))}
          </span>
        }
      >
        <button
          type="button"
          data-keys-pass
          aria-describedby={id}
          className={`relative z-1 cursor-default! rounded-sm text-left tabular-nums decoration-dotted underline-offset-4 hover:underline ${className}`}
        >
          <time dateTime={at.toISOString()}>{children}</time>
        </button>
      </Tooltip>
      <span id={id} hidden>
        {readings
          .map((place) => `${formatInstant(at, place)} ${placeName(at, place, viewerZone)}`)
          .join("; ")}
      </span>
    </>
  );
}

function placeName(at: Date, place: string, viewerZone: string | null): string {
  if (place === "UTC") return "UTC";
  const city = place.split("/").at(-1)?.replaceAll("_", " ");
  return `${city}, ${formatOffset(at, place)}${place === viewerZone ? " (you)" : ""}`;
}

// The server cannot know where the viewer is; the browser adds it after the first paint.
function useViewerZone(): string | null {
  return useSyncExternalStore(
    () => () => {},
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
}
