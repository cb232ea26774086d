// What the organisation set about itself: its name, and the zone and hours in which it counts time.

import { cache } from "react";

import type { WorkingCalendar } from "@/lib/dates";
import { db } from "@/lib/db";

export type Organisation = {
  name: string;
  zone: string;
  calendar: WorkingCalendar;
  /** When people meet each week, "Friday 10:00" in the zone; null when no time is set. */
  meeting: string | null;
};

const calendarByDefault = {
  workingHours: { start: "09:00", end: "17:00" },
  workingDays: [1, 2, 3, 4, 5],
  holidays: [] as string[],
};

/** Read once for each request. Inside a transaction, pass the transaction. */
export const organisation = cache(async (client: Pick<typeof db, "setting"> = db): Promise<Organisation> => {
  const settings = await client.setting.findMany({ where: { key: { startsWith: "organisation." } } });
  const value = new Map(settings.map(({ key, value }) => [key, value]));
  const zone = String(value.get("organisation.zone") ?? "UTC");
  const calendar = value.get("organisation.calendar") as typeof calendarByDefault | undefined;

  return {
    name: String(value.get("organisation.name") ?? "Your organisation"),
    zone,
    calendar: { zone, ...calendarByDefault, ...calendar },
    meeting: String(value.get("organisation.meeting") ?? "") || null,
  };
});
