// What is typed about a system, once for form and action.

import { z } from "zod";

import { line, names, text } from "@/lib/text";
import { Environment, Exposure, Sensitivity, SystemKind } from "@/prisma/generated/enums";

/** As reports carry it: small letters, hyphens for spaces. */
const toolName = z
  .string()
  .transform((typed) => typed.trim().toLowerCase().replaceAll(/\s+/g, "-"))
  .pipe(
    z
      .string()
      .max(60, "The name of a scanner has at most 60 characters.")
      .regex(/^[a-z0-9]([a-z0-9._/+-]*[a-z0-9+])?$/, "Name scanners as their reports do, such as trivy."),
  );

/** "trivy, checkov" as it is typed, or a list. */
const requiredTools = z
  .union([
    z.string().transform((typed) => typed.split(/[,;\n]/).filter((name) => name.trim())),
    z.array(z.string()),
  ])
  .pipe(z.array(toolName).max(20, "At most 20 scanners."))
  .transform((names) => [...new Set(names)].sort());

const address = z
  .union([z.literal(""), z.url({ protocol: /^https$/, error: "Use an address that begins with https://." })])
  .pipe(z.string().max(500, "At most 500 characters."));

const record = line({ max: 120 });

const facts = {
  name: line({ missing: "Give the system a name.", max: 120 }),
  description: text({ max: 1000 }),
  kind: z.enum(SystemKind, "Choose what kind of system this is."),
  environments: z
    .array(z.enum(Environment))
    .min(1, "Choose where it runs: at least one environment.")
    .transform((chosen) => Object.values(Environment).filter((environment) => chosen.includes(environment))),
  sensitivity: z.enum(Sensitivity, "Choose how sensitive its data is."),
  dataHeld: line({ max: 400 }),
  exposure: z.enum(Exposure, "Choose who can reach it."),
  team: line({ max: 80 }),
  /** Each evaluation of this system needs a report of each of them (R23). */
  requiredTools,
  /** With its version, such as "gpt-5.2, March 2026". */
  model: line({ max: 120 }),
  /** Whose it is. */
  vendor: line({ max: 120 }),
  dataSets: names({ max: 20, each: 80 }),
  /** Region, endpoint, name of the deployment. */
  deployment: line({ max: 200 }),
  /** Its number in the model inventory or the vendor registry, and where that stands. */
  modelRecord: record,
  modelRecordUrl: address,
  vendorRecord: record,
  vendorRecordUrl: address,
};

// In the order of the form, so that the first sentence is about the first field.
const { name, ...others } = facts;

export const newSystemSchema = z.strictObject({
  name,
  key: line({ missing: "Give the system a key, such as payroll-feed.", max: 80 })
    .toLowerCase()
    .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "Use small letters, digits and hyphens, such as payroll-feed."),
  ...others,
  requiredTools: requiredTools.default([]),
  model: facts.model.default(""),
  vendor: facts.vendor.default(""),
  dataSets: facts.dataSets.default([]),
  deployment: facts.deployment.default(""),
  modelRecord: record.default(""),
  modelRecordUrl: address.default(""),
  vendorRecord: record.default(""),
  vendorRecordUrl: address.default(""),
});
export const systemEditSchema = z.strictObject({ systemId: z.uuid(), ...facts });
export const systemIdSchema = z.strictObject({ systemId: z.uuid() });

export type NewSystem = z.output<typeof newSystemSchema>;
export type SystemEdit = z.output<typeof systemEditSchema>;
export type SystemId = z.output<typeof systemIdSchema>;
