// From when until when a row asks. A day without a time ends with its last minute, in the organisation's zone.

import { formatDay, formatInstant } from "@/lib/dates";
import type { AskedWindow } from "@/lib/exceptions/schemas";
import { shortened } from "@/lib/import/directory";
import { readLength } from "@/lib/import/lengths";
import type { Reading } from "@/lib/import/reading";
import { readDate } from "@/lib/import/sheet-dates";

/** A fixed end counts more than a length, and the row more than what is said for all of them. */
export function windowIn(reading: Reading): AskedWindow | undefined {
  const start = startIn(reading);
  const { row } = reading;
  if (row.end === undefined) {
    const said = row.length ?? reading.known.answers.length;
    if (said === undefined) return reading.problem("No end");
    const seconds = readLength(said);
    if (seconds === null) return reading.problem(`How long not understood: “${shortened(said)}”`);
    return { kind: "length", seconds, ...start };
  }
  const { order, zone, now } = reading.known;
  const end = readDate(row.end, { order, zone, ends: true });
  if (!end.ok) return reading.problem(`End not understood: ${end.why}`);
  if (end.at <= now)
    return reading.problem(
      `Its end has passed: ${end.timed ? formatInstant(end.at, zone) : formatDay(end.at, zone)}`,
    );
  return { kind: "until", end: end.at.toISOString(), ...start };
}

function startIn(reading: Reading): { start?: string } {
  const said = reading.row.start;
  if (said === undefined) return {};
  const { order, zone, now } = reading.known;
  const start = readDate(said, { order, zone, ends: false });
  if (!start.ok) {
    reading.problem(`Start not understood: ${start.why}`);
    return {};
  }
  if (start.at > now) return { start: start.at.toISOString() };
  reading.notes.push(`Its start, ${formatDay(start.at, zone)}, has passed: it starts when it is approved`);
  return {};
}
