// When a delivery is tried again: ten times within three days and a bit, each wait a little longer or shorter by chance so
// that not all come back at once. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After the attempt before, in milliseconds; the first one goes at once. */
export const waits = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** After so many failures in a row, over all its deliveries, a webhook is switched off. */
export const failuresAtMost = 20;

const longestWait = 24 * hour;

/**
 * When to try again after this many attempts; null: never. `retryAfter` is the header's value: seconds, or a date (RFC
 * 9110, 10.2.3); a day is the longest that is waited for it. `chance` is 0…1.
 */
export function nextAttempt(
  attempts: number,
  now: Date,
  retryAfter: string | undefined,
  chance: number,
): Date | null {
  const wait = waits[attempts];
  if (wait === undefined) return null;
  const spread = Math.round(wait * (0.9 + 0.2 * chance));
  return new Date(now.getTime() + Math.max(spread, Math.min(asked(retryAfter, now), longestWait)));
}

function asked(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * second;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : at - now.getTime();
}
