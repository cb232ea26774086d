// What is sent to check a sheet, and to import it.

import { z } from "zod";

import { largestSheet } from "@/lib/import/decode";
import { type FieldKey, fieldKeys } from "@/lib/import/fields";
import { mostRows } from "@/lib/import/sheet";
import { dateOrders } from "@/lib/import/sheet-dates";

const field = z.enum(fieldKeys as [FieldKey, ...FieldKey[]]);

export const sheetSchema = z.strictObject({
  text: z.string().max(largestSheet, "A sheet has at most 5 MB."),
  /** The field that each column says, in their order; null: left out. */
  columns: z.array(field.nullable()).max(200),
  /** Words for all rows that do not say it. */
  answers: z.partialRecord(field, z.string().trim().min(1).max(4000, "At most 4,000 characters.")),
  order: z.enum(dateOrders).nullable(),
  /** An end further than the risk allows: the row is not filed, or the longest that is allowed is asked for. */
  tooLong: z.enum(["refuse", "shorten"]),
});
export type SheetSent = z.infer<typeof sheetSchema>;

export const importSchema = sheetSchema.extend({
  /** Made by the form, so that sending it twice is one import. */
  id: z.uuid(),
  /** The rows that were found fine, by their numbers: no others are filed. */
  rows: z.array(z.int().positive()).min(1).max(mostRows),
  /** The routing rules by which the check said who decides. */
  rulesSeen: z.int().positive(),
});
export type ImportSent = z.infer<typeof importSchema>;
