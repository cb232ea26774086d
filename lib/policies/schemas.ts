// What is typed about a policy, once for form and action.

import { z } from "zod";

import { line, text } from "@/lib/text";
import { Domain } from "@/prisma/generated/enums";

const hour = 3600;
const longestOfAnyRisk = 30 * 24 * hour;

const words = {
  title: line({ missing: "Give the rule a short title.", max: 120 }),
  statement: text({ missing: "Write the rule in a sentence or two.", max: 2000 }),
  domain: z.enum(Domain, "Choose what kind of rule this is."),
  controlOwnerId: z.uuid("Choose the group that answers for this rule."),
  /** Only ever shorter than what the risk allows (R12); null leaves it to the risk. */
  longestSeconds: z
    .int("Write how long in whole hours or days.")
    .min(hour, "At least 1 hour.")
    .max(longestOfAnyRisk, "At most 30 days: no risk allows more.")
    .nullable(),
  /** How soon a re-check is to be answered (R15); null: within a day. */
  recheckSeconds: z
    .int("Write how long in whole hours.")
    .min(hour, "At least 1 hour.")
    .max(24 * hour, "At most 24 hours.")
    .nullable()
    .optional(),
};

export const newPolicySchema = z.strictObject({
  key: line({ missing: "Give the rule a key, such as SEC-014.", max: 40 })
    .toUpperCase()
    .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, "Use letters, digits and hyphens, such as SEC-014."),
  ...words,
});
export const policyEditSchema = z.strictObject({ policyId: z.uuid(), ...words });
export const policyIdSchema = z.strictObject({ policyId: z.uuid() });

export type NewPolicy = z.output<typeof newPolicySchema>;
export type PolicyEdit = z.output<typeof policyEditSchema>;
export type PolicyId = z.output<typeof policyIdSchema>;
