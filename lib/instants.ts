// How an instant reads, by the platform alone: lists show them by the hundred, the browser reads them again in its own
// zone, and neither wants a library for it. lib/dates has the rest.

import { offsetName } from "@/lib/offset-name";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What an instant reads in one place: "Wed 2 Dec 2026, 17:00", "Berlin, UTC+1". */
export type Reading = { text: string; place: string };

/** In the organisation's zone, in the viewer's where that is another, and in UTC. */
export function readings(at: Date, zone: string, viewerZone?: string): Reading[] {
  const zones = new Set([zone, viewerZone ?? zone, "UTC"]);
  return [...zones].map((place) => ({
    text: formatInstant(at, place),
    place: placeName(at, place) + (place === viewerZone && place !== "UTC" ? " (you)" : ""),
  }));
}

/** The readings in one sentence, for whoever hears them. */
export function spoken(readings: Reading[]): string {
  return readings.map(({ text, place }) => `${text} ${place}`).join("; ");
}

function placeName(at: Date, zone: string): string {
  if (zone === "UTC") return zone;
  return `${zone.split("/").at(-1)?.replaceAll("_", " ")}, ${formatOffset(at, zone)}`;
}

/** "Wed 2 Dec 2026, 17:00" */
export function formatInstant(at: Date, zone: string): string {
  return written(at, zone, "instant");
}

/** "Wed 2 Dec": for dense lists, which may drop the year and the time and never the weekday. */
export function formatShortDay(at: Date, zone: string): string {
  return written(at, zone, "short day");
}

/** "Wed 2 Dec, 17:00": for what is due soon, where the year is plain. */
export function formatShortInstant(at: Date, zone: string): string {
  return written(at, zone, "short instant");
}

/** "UTC+1", "UTC+5:45": the zone's distance from UTC at that instant. */
export function formatOffset(at: Date, zone: string): string {
  const part = writer(zone, "offset")
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d+):(\d+)/.exec(part ?? "") ?? [];
  return offsetName((sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
}

/** "in 12 days", "in 36 hours" below 48 hours, "in 25 minutes" below one; "3 hours ago". Rounded down: never more than there is. */
export function relative(at: Date, now: Date): string {
  const left = at.getTime() - now.getTime();
  const amount = roughLength(Math.abs(left));
  if (left > 0) return amount ? `in ${amount}` : "in less than a minute";
  return amount ? `${amount} ago` : "just now";
}

/** "in 12 days · Wed 2 Dec 2026, 17:00", and from the end itself on "ended 3 hours ago · …". */
export function formatEnd(at: Date, now: Date, zone: string): string {
  const ended = at.getTime() <= now.getTime();
  return `${ended ? "ended " : ""}${relative(at, now)} · ${formatInstant(at, zone)}`;
}

function roughLength(length: number): string | null {
  if (length >= 2 * day) return count(Math.floor(length / day), "day");
  if (length >= hour) return count(Math.floor(length / hour), "hour");
  if (length >= minute) return count(Math.floor(length / minute), "minute");
  return null;
}

export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

const weekday = { weekday: "short", day: "numeric", month: "short" } as const;
const time = { hour: "2-digit", minute: "2-digit" } as const;
const styles = {
  instant: { ...weekday, year: "numeric", ...time },
  "short instant": { ...weekday, ...time },
  "short day": weekday,
  offset: { timeZoneName: "longOffset" },
} as const;

function written(at: Date, zone: string, style: keyof typeof styles): string {
  const words = writer(zone, style).format(at).replaceAll(",", "").replace("Sept", "Sep");
  return words.replace(/ (?=\d\d:\d\d$)/, ", ");
}

// Making one takes as long as writing fifty.
const writers = new Map<string, Intl.DateTimeFormat>();

function writer(zone: string, style: keyof typeof styles): Intl.DateTimeFormat {
  const name = `${style} ${zone}`;
  const kept = writers.get(name);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-GB", { ...styles[style], timeZone: zone });
  writers.set(name, made);
  return made;
}
