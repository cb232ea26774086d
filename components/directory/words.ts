// The directory's enums in words, once for lists, pages and forms.

import type { Domain, Environment, Exposure, Role, Sensitivity, SystemKind } from "@/prisma/generated/enums";

export const domainWords: Record<Domain, string> = {
  security: "Security",
  infrastructure: "Infrastructure",
  cost: "Cost",
  data: "Data",
  ai: "AI",
  access: "Access",
};

export const kindWords: Record<SystemKind, string> = {
  application: "Application",
  infrastructure: "Infrastructure",
  vendor: "Vendor",
  ai_model: "AI model",
  data_set: "Data set",
  process: "Process",
};

export const environmentWords: Record<Environment, string> = {
  production: "Production",
  staging: "Staging",
  test: "Test",
  development: "Development",
};

export const sensitivityWords: Record<Sensitivity, string> = {
  none: "No data that matters",
  internal: "Internal",
  confidential: "Confidential",
  regulated: "Regulated",
};

export const exposureWords: Record<Exposure, string> = {
  internal: "Inside the house",
  partners: "Partners",
  customers: "Customers",
};

export const roleWords: Record<Role, string> = {
  member: "Member",
  administrator: "Administrator",
  auditor: "Auditor",
  outside_approver: "Outside approver",
};

/** Choices for a select or radio buttons, in the order of the words above. */
export function optionsFrom<Value extends string>(words: Record<Value, string>) {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
}
