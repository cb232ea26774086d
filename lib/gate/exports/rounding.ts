// No entry outlives its approval (R13): an end is only ever rounded towards the past, and what would have ended already is
// not written at all.

/** The end, down to the second. Null: that is now or before. */
export function instant(end: Date, now: Date): string | null {
  return written(Math.floor(end.getTime() / 1000) * 1000, now);
}

/** A second before, for tools that still honour the equal instant. */
export function instantBefore(end: Date, now: Date): string | null {
  return written(Math.floor(end.getTime() / 1000) * 1000 - 1000, now);
}

/** "2026-12-01T16:59:59Z": with its offset, because some tools read what has none as their local time. */
function written(at: number, now: Date): string | null {
  return at > now.getTime() ? new Date(at).toISOString().replace(".000Z", "Z") : null;
}
