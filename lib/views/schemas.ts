// What is typed and chosen about saved views, once for form and action.

import { z } from "zod";

import { parseFilter, queryOf } from "@/lib/exceptions/register-filter";
import { line } from "@/lib/text";

const name = line({ missing: "Give the view a name.", max: 60 });

/** As the register writes it, whatever came: without the page, and without the view that it began as. */
const query = z
  .string()
  .max(4000)
  .transform(keptQuery)
  .pipe(z.string().max(2000, "This is too much to keep as a view. Take some of it away."));

export const newViewSchema = z.strictObject({ name, query });
export const viewChangeSchema = z.strictObject({
  viewId: z.uuid(),
  name: name.optional(),
  query: query.optional(),
  /** Of its group: what people see who have chosen nothing else. */
  isDefault: z.boolean().optional(),
  removed: z.boolean().optional(),
});
export const viewShareSchema = z.strictObject({ viewId: z.uuid(), groupId: z.uuid() });
export const viewChoiceSchema = z.strictObject({
  viewId: z.uuid(),
  isPinned: z.boolean().optional(),
  isDefault: z.boolean().optional(),
});

export type NewView = z.output<typeof newViewSchema>;
export type ViewChange = z.output<typeof viewChangeSchema>;
export type ViewShare = z.output<typeof viewShareSchema>;
export type ViewChoice = z.output<typeof viewChoiceSchema>;

/** What of an address is kept: the filter, the grouping, the order and the columns, with ranges as relative as they were. */
export function keptQuery(query: string): string {
  const { filter } = parseFilter(Object.fromEntries(new URLSearchParams(query)));
  return queryOf({ ...filter, saved: null, page: 1 });
}
