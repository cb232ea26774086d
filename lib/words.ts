// The words in which screens say what the database keeps as keys.

import type { Impact } from "@/lib/exceptions/schemas";
import type {
  ClosedReason,
  Domain,
  Environment,
  Exposure,
  GapChoice,
  Role,
  Sensitivity,
  Status,
  SystemKind,
  TokenRight,
  Verdict,
} from "@/prisma/generated/enums";

export const domainNames: Record<Domain, string> = {
  security: "Security",
  infrastructure: "Infrastructure",
  cost: "Cost",
  data: "Data",
  ai: "AI",
  access: "Access",
};

export const systemKindNames: Record<SystemKind, string> = {
  application: "Application",
  infrastructure: "Infrastructure",
  vendor: "Vendor",
  ai_model: "AI model",
  data_set: "Data set",
  process: "Process",
};

export const environmentNames: Record<Environment, string> = {
  production: "Production",
  staging: "Staging",
  test: "Test",
  development: "Development",
};

export const sensitivityNames: Record<Sensitivity, string> = {
  none: "No data",
  internal: "Internal",
  confidential: "Confidential",
  regulated: "Regulated",
};

export const exposureNames: Record<Exposure, string> = {
  internal: "Internal",
  partners: "Partners",
  customers: "Customers",
};

export const impactNames: Record<Impact, string> = {
  minor: "Minor",
  moderate: "Moderate",
  major: "Major",
  severe: "Severe",
};

export const statusNames: Record<Status, string> = {
  pending: "Pending",
  active: "Active",
  expired: "Expired",
  rejected: "Rejected",
  closed: "Closed",
};

export const closedReasonNames: Record<ClosedReason, string> = {
  remediated: "Remediated",
  withdrawn: "Withdrawn",
  lapsed: "Lapsed",
  revoked: "Revoked",
  superseded: "Superseded",
};

export const roleNames: Record<Role, string> = {
  member: "Member",
  administrator: "Administrator",
  auditor: "Auditor",
  outside_approver: "Outside approver",
};

export const verdictNames: Record<Verdict, string> = {
  approve: "Approved",
  reject: "Rejected",
  send_back: "Sent back",
};

/** As the options of a form, with what tells one from the next. */
export const sensitivityWords = [
  { value: "none", label: "No data, or public" },
  { value: "internal", label: "Internal" },
  { value: "confidential", label: "Confidential" },
  { value: "regulated", label: "Regulated: personal, payment, health" },
] satisfies { value: Sensitivity; label: string }[];

export const exposureWords = [
  { value: "internal", label: "Only ourselves" },
  { value: "partners", label: "Partners and suppliers" },
  { value: "customers", label: "Customers" },
] satisfies { value: Exposure; label: string }[];

export const tokenRightWords = [
  { value: "evaluate", label: "Ask whether it may go on" },
  { value: "request", label: "Ask for exceptions" },
  { value: "recheck", label: "Answer re-checks" },
  { value: "export", label: "Fetch what is in force" },
  { value: "measure", label: "Send readings of conditions" },
] satisfies { value: TokenRight; label: string }[];

export const impactWords = optionsOf(impactNames);

export function optionsOf<Key extends string>(names: Record<Key, string>): { value: Key; label: string }[] {
  return (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }));
}

export const gapChoiceNames: Record<GapChoice, string> = {
  keep: "Keep it as it is",
  change: "Change the policy",
  fund: "Fund a fix",
};
