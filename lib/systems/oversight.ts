// What is asked of a system for oversight, by its kind: a model has a model and its number in the inventory, a vendor a
// number in the registry of vendors. What was filled in before stays to be seen, whatever the kind is now.

import type { SystemKind } from "@/prisma/generated/enums";

export type Oversight = {
  model: string;
  vendor: string;
  dataSets: string[] | string;
  deployment: string;
  modelRecord: string;
  vendorRecord: string;
};
export type OversightField = keyof Oversight;

const ofKind: Record<SystemKind, OversightField[]> = {
  ai_model: ["model", "vendor", "dataSets", "deployment", "modelRecord", "vendorRecord"],
  vendor: ["vendor", "dataSets", "deployment", "vendorRecord"],
  application: ["model", "vendor", "dataSets", "deployment"],
  infrastructure: ["vendor", "deployment"],
  data_set: ["vendor", "deployment"],
  process: ["model", "vendor", "dataSets"],
};

const every = ofKind.ai_model;

export function oversightFields(kind: SystemKind | "", filled: Oversight): OversightField[] {
  return every.filter((field) => (kind !== "" && ofKind[kind].includes(field)) || filled[field].length > 0);
}

/** Whether an exception on it names exactly which part of it runs outside the rule. */
export function hasFootprint({
  kind,
  model,
  vendor,
}: {
  kind: SystemKind;
  model: string;
  vendor: string;
}): boolean {
  return kind === "ai_model" || kind === "vendor" || model !== "" || vendor !== "";
}
