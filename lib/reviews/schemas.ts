import { z } from "zod";

import { type ChartKey, chartKeys } from "@/lib/reviews/charts";
import { type Quarter, readQuarter } from "@/lib/reviews/quarter";
import { text } from "@/lib/text";
import { GapChoice } from "@/prisma/generated/enums";

const quarter = z
  .string()
  .refine((value): value is Quarter => readQuarter(value) !== null, "Name a quarter: 2026-Q4.");

export const commentSchema = z.strictObject({
  quarter,
  chart: z.enum(chartKeys as [ChartKey, ...ChartKey[]]),
  body: text({ missing: "Write what this chart means for us.", max: 2000 }),
});
export type QuarterComment = z.infer<typeof commentSchema>;

export const signSchema = z.strictObject({
  quarter,
  /** SHA-256 of the figures that the signer saw: nobody signs what has changed under their hand. */
  seen: z.hash("sha256"),
});
export type SignQuarter = z.infer<typeof signSchema>;

export const gapSchema = z.strictObject({
  policyId: z.uuid(),
  choice: z.enum(GapChoice, "Choose what becomes of the policy."),
  reason: text({ missing: "Say why, for whoever reads it next quarter.", max: 2000 }),
  /** Who changes the policy or funds the fix, and by which day; nobody where it is kept. */
  ownerId: z.uuid("Name one person.").nullish(),
  dueOn: z.union([z.literal(""), z.iso.date("Choose a day.")]).nullish(),
});
export type GapDecision = z.infer<typeof gapSchema>;
