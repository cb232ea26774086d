import type { Column } from "@/lib/exceptions/register-filter";

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
};
