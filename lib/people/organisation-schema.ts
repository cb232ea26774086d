// What is typed about the organisation, once for form and action.

import { z } from "zod";
import { line, text } from "@/lib/text";
import { isZone } from "@/lib/zone";

export const weekdays = {
  "1": "Monday",
  "2": "Tuesday",
  "3": "Wednesday",
  "4": "Thursday",
  "5": "Friday",
  "6": "Saturday",
  "7": "Sunday",
} as const;
type Weekday = keyof typeof weekdays;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time, such as 09:00.");
const day = z.iso.date();

export const organisationSchema = z
  .strictObject({
    name: line({ missing: "Write the name of the organisation." }),
    zone: z.string().refine(isZone, "Choose the zone in which the organisation counts its days."),
    workingDays: z
      .array(z.enum(Object.keys(weekdays) as [Weekday, ...Weekday[]]))
      .min(1, "Choose at least one working day."),
    start: time,
    end: time,
    /** One day a line, with a name after it if you like: "2026-12-25 Christmas". */
    holidays: text({ max: 20_000 }),
    /** The day and time of the weekly meeting; without a day there is none. */
    meetingDay: z.enum(["", ...(Object.keys(weekdays) as Weekday[])]).default(""),
    meetingTime: time.default("10:00"),
  })
  .superRefine(({ start, end, holidays }, context) => {
    if (end <= start)
      context.addIssue({ code: "custom", path: ["end"], message: "Work ends after it begins." });
    for (const [index, words] of holidays.split("\n").entries()) {
      if (words.trim() === "" || day.safeParse(dayOf(words)).success) continue;
      const message = `Line ${index + 1} does not begin with a day, such as 2026-12-25.`;
      context.addIssue({ code: "custom", path: ["holidays"], message });
    }
  });

/** "Friday 10:00", as it is stored and told; empty when there is no weekly meeting. */
export function weeklyInWords({
  meetingDay,
  meetingTime,
}: Pick<OrganisationEdit, "meetingDay" | "meetingTime">) {
  return meetingDay === "" ? "" : `${weekdays[meetingDay]} ${meetingTime}`;
}
export type OrganisationEdit = z.infer<typeof organisationSchema>;

/** The days themselves, in order, each once. Names are for whoever writes the list and are not kept. */
export function holidaysIn(words: string): string[] {
  const days = words.split("\n").map(dayOf).filter(Boolean);
  return [...new Set(days)].sort();
}

const dayOf = (words: string): string => words.trim().split(/\s/)[0] ?? "";

/** The same as it was typed. */
export function weeklyTyped(weekly: string | null) {
  const [name, meetingTime = "10:00"] = (weekly ?? "").split(" ");
  const found = (Object.keys(weekdays) as Weekday[]).find((day) => weekdays[day] === name);
  return { meetingDay: found ?? ("" as const), meetingTime };
}
