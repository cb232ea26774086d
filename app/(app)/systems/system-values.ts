import type { Environment, Exposure, Sensitivity, SystemKind } from "@/prisma/generated/enums";

/** A system as it is typed: lists are words with commas, and what is not chosen yet is empty. */
export type SystemFacts = {
  name: string;
  description: string;
  kind: SystemKind | "";
  environments: Environment[];
  sensitivity: Sensitivity | "";
  dataHeld: string;
  exposure: Exposure | "";
  team: string;
  requiredTools: string;
  model: string;
  vendor: string;
  dataSets: string;
  deployment: string;
  modelRecord: string;
  modelRecordUrl: string;
  vendorRecord: string;
  vendorRecordUrl: string;
};
export type SystemValues = SystemFacts & { key?: string; systemId?: string };
