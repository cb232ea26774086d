"use client";

import { useId, useSyncExternalStore } from "react";

import { Tooltip } from "@/components/ui/tooltip";
import { offsetName } from "@/lib/offset-name";

export type Reading = { text: string; zone: string; offset: string };

type Props = { at: Date; readings: Reading[]; children: string; className: string };

/** The text with its readings: those of the server, and the viewer's own between them. */
export function InstantTip({ at, readings: told, children, className }: Props) {
  const id = useId();
  const viewerZone = useViewerZone();
  const known = viewerZone === null || told.some(({ zone }) => zone === viewerZone);
  const readings = known ? told : [...told.slice(0, 1), viewersReading(at, viewerZone), ...told.slice(1)];

  return (
    <>
      <Tooltip
        openOnTap
        tip={
          <span className="grid grid-cols-[auto_auto] gap-x-3 tabular-nums">
            {readings.map((reading) => (
              <span key={reading.zone} className="contents">
                <span>{reading.text}</span>
                <span className="text-muted">{placeName(reading, viewerZone)}</span>
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
        {readings.map((reading) => `${reading.text} ${placeName(reading, viewerZone)}`).join("; ")}
      </span>
    </>
  );
}

function placeName({ zone, offset }: Reading, viewerZone: string | null): string {
  if (zone === "UTC") return "UTC";
  const city = zone.split("/").at(-1)?.replaceAll("_", " ");
  return `${city}, ${offset}${zone === viewerZone ? " (you)" : ""}`;
}

// By the browser and not by lib/dates, whose library would come over the wire for nothing else. It reads the same.
function viewersReading(at: Date, zone: string): Reading {
  const text = at.toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  return {
    text: text.replace(",", "").replace("Sept", "Sep"),
    zone,
    offset: offsetName(-at.getTimezoneOffset()),
  };
}

// The server cannot know where the viewer is; the browser adds it after the first paint.
function useViewerZone(): string | null {
  return useSyncExternalStore(
    () => () => {},
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
}
