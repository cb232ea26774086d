import { z } from "zod";

import { type ChartKey, chartKeys } from "@/lib/reviews/charts";
import { type Quarter, readQuarter } from "@/lib/reviews/quarter";
import { text } from "@/lib/text";

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
