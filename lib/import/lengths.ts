// "5 days", "72 hours", "2 weeks", or a number alone, which counts days.

const units: Record<string, number> = { hour: 3600, day: 86_400, week: 7 * 86_400 };

/** In seconds; null: it is no length. */
export function readLength(words: string): number | null {
  const match = /^(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|hrs?|hours?|d|days?|w|wks?|weeks?)?\.?$/i.exec(words.trim());
  if (!match) return null;
  const amount = Number((match[1] ?? "").replace(",", "."));
  const unit = Object.keys(units).find((name) => name.startsWith((match[2] ?? "d").charAt(0).toLowerCase()));
  const seconds = Math.round(amount * (units[unit ?? "day"] ?? 0));
  return seconds > 0 ? seconds : null;
}
