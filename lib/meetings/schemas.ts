import { z } from "zod";

import { several } from "@/lib/exceptions/schemas";
import { line, text } from "@/lib/text";

const number = z.int().positive();
/** The item's place on the agenda, from one. */
const item = z.int().positive();

export const openSchema = z.strictObject({ present: z.array(z.uuid()).max(200) });
export type OpenMeeting = z.infer<typeof openSchema>;

export const meetingSchema = z.strictObject({ number });
export type MeetingNumber = z.infer<typeof meetingSchema>;

/** `seen`: the item that was on the screen, so that two presses at once move by one. */
export const moveSchema = z.strictObject({ number, item, seen: item });
export type MoveTo = z.infer<typeof moveSchema>;

/** An item, and the place beside it where it goes. */
export const reorderSchema = z
  .strictObject({ number, item, to: item })
  .refine(({ item, to }) => Math.abs(item - to) === 1, "An item moves by one place.");
export type Reorder = z.infer<typeof reorderSchema>;

export const attendSchema = z.strictObject({ number, personId: z.uuid(), present: z.boolean() });
export type Attend = z.infer<typeof attendSchema>;

export const noteSchema = z.strictObject({
  number,
  item,
  body: text({ missing: "Write what was said.", max: 2000 }),
});
export type MeetingNote = z.infer<typeof noteSchema>;

export const recommendationSchema = z.strictObject({
  number,
  item,
  body: text({ missing: "Write what the meeting recommends.", max: 2000 }),
});

export const followUpSchema = z.strictObject({
  number,
  item,
  what: line({ missing: "Write what is to be done.", max: 300 }),
  ownerId: z.uuid("Name one person."),
  dueOn: z.iso.date("Choose a day."),
});
export type NewFollowUp = z.infer<typeof followUpSchema>;

export const itemSchema = z.strictObject({ number, item });
export type ItemOf = z.infer<typeof itemSchema>;

export const allClearSchema = z.strictObject({});

export const doneSchema = z.strictObject({ followUpId: z.uuid() });
export type DoneFollowUp = z.infer<typeof doneSchema>;

const flagged = { reason: text({ missing: "Say what the meeting should talk about.", max: 2000 }) };
export const flagSchema = z.strictObject({ exceptionId: z.uuid(), ...flagged });
export type Flag = z.infer<typeof flagSchema>;

export const flagAllSchema = z.strictObject({ ...several, ...flagged });
export type FlagAll = z.infer<typeof flagAllSchema>;
