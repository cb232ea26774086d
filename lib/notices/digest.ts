// When what can wait is mailed: at an hour of the reader's choice, in the reader's zone, on the organisation's working days.

import { TZDate } from "@date-fns/tz";

import { dayIn, type WorkingCalendar } from "@/lib/dates";

export type DigestTime = { digestHour: number; zone: string };

/** The first digest at or after this instant. */
export function nextDigest(at: Date, { digestHour, zone }: DigestTime, calendar: WorkingCalendar): Date {
  const first = new TZDate(at, zone);
  for (let ahead = 0; ahead < 400; ahead++) {
    const digest = new TZDate(
      first.getFullYear(),
      first.getMonth(),
      first.getDate() + ahead,
      digestHour,
      zone,
    );
    if (digest.getTime() < at.getTime() || !isWorkingDay(digest, calendar)) continue;
    return new Date(digest.getTime());
  }
  throw new Error("The calendar has no working day within a year.");
}

function isWorkingDay(date: TZDate, { workingDays, holidays }: WorkingCalendar): boolean {
  const day = dayIn(date.timeZone ?? "UTC", date);
  return workingDays.includes(date.getDay() || 7) && !holidays.includes(day);
}
