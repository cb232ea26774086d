import type { Column, Grouping } from "@/lib/exceptions/register-filter";

export const columnNames: Record<Column, string> = {
  title: "What",
  risk: "Risk",
  status: "Status",
  owner: "Owner",
  ends: "Ends",
  approved: "Approved by",
  holds: "Holds",
  renewals: "Renewals",
  why: "Why still open",
  requester: "Requester",
  policies: "Rules",
  systems: "Systems",
  filed: "Filed",
  recheck: "Re-check",
  model: "Model",
  vendor: "Vendor",
  data: "Data",
  facing: "Facing",
  safeguards: "Safeguards",
};

export const groupingNames: Record<Grouping, string> = {
  policy: "Rule",
  domain: "Kind of rule",
  system: "System",
  team: "Owner’s team",
  owner: "Owner",
  risk: "Risk",
  status: "Status",
};
