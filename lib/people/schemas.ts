// What is typed about people and groups, once for form and action.

import { z } from "zod";

import { emailSchema } from "@/lib/auth/email-address";
import { line, text } from "@/lib/text";
import { Role } from "@/prisma/generated/enums";

const facts = {
  name: line({ missing: "Write the person's name." }),
  email: emailSchema,
  title: line({}),
  team: line({}),
  role: z.enum(Role, "Choose what this person may do."),
  managerId: z.uuid("Choose a person.").nullable(),
  /** The last day here, "2026-11-27". Empty: nothing is known. */
  leavesOn: z
    .union([z.literal(""), z.iso.date("Choose a day.")])
    .transform((day) => (day ? new Date(day) : null))
    .nullish(),
};

export const newPersonSchema = z.strictObject(facts);
export const personEditSchema = z.strictObject({ personId: z.uuid(), ...facts });
export const personIdSchema = z.strictObject({ personId: z.uuid() });
export const aliasSchema = z.strictObject({
  personId: z.uuid(),
  /** The person this row stands for too; null takes the link away. */
  sameAsId: z.uuid("Choose a person.").nullable(),
});

const groupFacts = {
  name: line({ missing: "Give the group a name.", max: 80 }),
  purpose: text({ max: 400 }),
  aboveId: z.uuid("Choose a group.").nullable(),
  leadId: z.uuid("Choose a person.").nullable(),
  isForum: z.boolean(),
};

// In the order of the form, so that the first sentence is about the first field.
const { name, ...others } = groupFacts;

export const newGroupSchema = z.strictObject({
  name,
  key: line({ missing: "Give the group a key, such as data-protection.", max: 60 })
    .toLowerCase()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and hyphens, such as data-protection."),
  ...others,
});
export const groupEditSchema = z.strictObject({ groupId: z.uuid(), ...groupFacts });
export const groupIdSchema = z.strictObject({ groupId: z.uuid() });

export const seatSchema = z.strictObject({ groupId: z.uuid(), personId: z.uuid("Choose a person.") });
export const seatEndSchema = z.strictObject({
  membershipId: z.uuid(),
  why: line({ missing: "Say why the seat ends, for whoever reads the trail later.", max: 400 }),
});

export type NewPerson = z.output<typeof newPersonSchema>;
export type PersonEdit = z.output<typeof personEditSchema>;
export type PersonId = z.output<typeof personIdSchema>;
export type Alias = z.output<typeof aliasSchema>;
export type NewGroup = z.output<typeof newGroupSchema>;
export type GroupEdit = z.output<typeof groupEditSchema>;
export type GroupId = z.output<typeof groupIdSchema>;
export type Seat = z.output<typeof seatSchema>;
export type SeatEnd = z.output<typeof seatEndSchema>;
