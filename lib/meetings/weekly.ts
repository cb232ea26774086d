// When people meet next. The day and time are those of the organisation, whatever its clocks do meanwhile.

import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns";

import { weeklyTyped } from "@/lib/people/organisation-schema";

/** The first instant after `now` that is "Friday 10:00" in the zone. */
export function nextWeekly(weekly: string, zone: string, now: Date): Date {
  const { meetingDay, meetingTime } = weeklyTyped(weekly);
  const [hours = 0, minutes = 0] = meetingTime.split(":").map(Number);
  const today = new TZDate(now, zone);
  const ahead = (Number(meetingDay) - (today.getDay() || 7) + 7) % 7;
  const inDays = (days: number) => {
    const day = addDays(today, days);
    return new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes, zone);
  };
  const next = inDays(ahead);
  return new Date((next.getTime() > now.getTime() ? next : inDays(ahead + 7)).getTime());
}
