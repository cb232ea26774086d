// Reminders stand 7 days and 1 day before the end (R14). A window that is too short for the first has it at half time
// instead; a window of two days or less has that one alone.

const hour = 3_600_000;

/** The instants of an exception's reminders, in order. Hours and not calendar days: summer time moves none of them. */
export function reminderInstants(startsAt: Date, endsAt: Date): Date[] {
  const [start, end] = [startsAt.getTime(), endsAt.getTime()];
  const halfTime = start + Math.floor((end - start) / 2);
  const first = end - start > 168 * hour ? end - 168 * hour : halfTime;
  const last = end - 24 * hour;
  return (last > first ? [first, last] : [first]).map((instant) => new Date(instant));
}
