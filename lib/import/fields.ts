// What a sheet can say of a request, and the headings under which registers and spreadsheets keep it.

export type FieldKey =
  | "title"
  | "policies"
  | "systems"
  | "environment"
  | "resource"
  | "reason"
  | "breaksIfNo"
  | "riskIntroduced"
  | "dataAffected"
  | "alternatives"
  | "mitigation"
  | "conditions"
  | "dataSensitivity"
  | "exposure"
  | "impact"
  | "facts"
  | "regulations"
  | "risk"
  | "requester"
  | "owner"
  | "manager"
  | "start"
  | "end"
  | "length"
  | "ticket";

export type Field = {
  label: string;
  /** Several columns may say it: texts stand below each other, lists one after the other. */
  kind: "text" | "list" | "one";
  /** Without case, signs and what stands in brackets. */
  headings: string[];
};

export const fields: Record<FieldKey, Field> = {
  title: {
    label: "Title",
    kind: "one",
    headings: [
      "title",
      "what",
      "summary",
      "short description",
      "name",
      "exception",
      "exception name",
      "subject",
    ],
  },
  policies: {
    label: "Rule that is broken",
    kind: "list",
    headings: [
      "rule that is broken",
      "rule",
      "rules",
      "policy",
      "policies",
      "policy key",
      "policy id",
      "control",
      "controls",
      "control id",
      "standard",
      "requirement",
    ],
  },
  systems: {
    label: "System",
    kind: "list",
    headings: [
      "system",
      "systems",
      "application",
      "app",
      "asset",
      "assets",
      "service",
      "system key",
      "where",
    ],
  },
  environment: {
    label: "Environment",
    kind: "list",
    headings: ["environment", "environments", "env", "stage"],
  },
  resource: {
    label: "Part of the system",
    kind: "one",
    headings: ["part of the system", "part of it", "resource", "host", "hostname", "server", "component"],
  },
  reason: {
    label: "Reason",
    kind: "text",
    headings: ["reason", "business reason", "justification", "business justification", "description", "why"],
  },
  breaksIfNo: {
    label: "What breaks if the answer is no",
    kind: "text",
    headings: ["what breaks if the answer is no", "breaks if no", "if no", "if denied", "business impact"],
  },
  riskIntroduced: {
    label: "What could go wrong",
    kind: "text",
    headings: [
      "what could go wrong",
      "what could go wrong meanwhile",
      "risk introduced",
      "risk description",
      "risk statement",
      "risk details",
      "threat",
    ],
  },
  dataAffected: {
    label: "Which data",
    kind: "text",
    headings: ["which data", "data", "data affected", "affected data", "data types"],
  },
  alternatives: {
    label: "Safer ways looked at",
    kind: "text",
    headings: [
      "safer ways looked at",
      "safer ways",
      "alternatives",
      "safer alternatives",
      "alternatives considered",
      "options considered",
    ],
  },
  mitigation: {
    label: "What keeps it safe",
    kind: "text",
    headings: [
      "what keeps it safe",
      "what keeps it safe meanwhile",
      "mitigation",
      "mitigations",
      "mitigating controls",
      "compensating control",
      "compensating controls",
      "compensatory controls",
      "safeguards",
    ],
  },
  conditions: {
    label: "Conditions, one a line",
    kind: "text",
    headings: ["conditions one a line", "conditions", "condition"],
  },
  dataSensitivity: {
    label: "How sensitive the data is",
    kind: "one",
    headings: [
      "how sensitive the data is",
      "data sensitivity",
      "sensitivity",
      "data classification",
      "classification",
    ],
  },
  exposure: {
    label: "Who could be affected",
    kind: "one",
    headings: ["who could be affected", "exposure", "affects", "audience"],
  },
  impact: {
    label: "Damage if it goes wrong",
    kind: "one",
    headings: ["damage if it goes wrong", "damage", "impact", "severity"],
  },
  facts: { label: "While broken, it…", kind: "list", headings: ["while broken it", "facts", "risk facts"] },
  regulations: {
    label: "Regulations",
    kind: "list",
    headings: ["regulations", "regulation", "compliance scope", "regulatory scope"],
  },
  risk: {
    label: "Risk, at least",
    kind: "one",
    headings: ["risk at least", "risk", "risk level", "risk rating", "residual risk", "residual risk rating"],
  },
  requester: {
    label: "Asked for by",
    kind: "one",
    headings: [
      "asked for by",
      "requester",
      "requested by",
      "requestor",
      "submitter",
      "submitted by",
      "opened by",
    ],
  },
  owner: {
    label: "Owner",
    kind: "one",
    headings: ["owner", "exception owner", "risk owner", "owned by", "responsible"],
  },
  manager: { label: "Owner's manager", kind: "one", headings: ["owners manager", "manager", "line manager"] },
  start: {
    label: "Start",
    kind: "one",
    headings: ["start", "starts", "start date", "valid from", "from", "effective date"],
  },
  end: {
    label: "End",
    kind: "one",
    headings: [
      "end",
      "ends",
      "end date",
      "until",
      "valid to",
      "valid until",
      "to",
      "expires",
      "expires on",
      "expiry",
      "expiry date",
      "expiration",
      "expiration date",
      "due date",
    ],
  },
  length: {
    label: "How long",
    kind: "one",
    headings: ["how long", "length", "duration", "days", "duration in days", "number of days"],
  },
  ticket: {
    label: "Ticket, added to the reason",
    kind: "list",
    headings: [
      "ticket added to the reason",
      "ticket",
      "ticket number",
      "reference",
      "issue key",
      "case",
      "change",
      "jira",
      "exception id",
      "number",
    ],
  },
};

export const fieldKeys = Object.keys(fields) as FieldKey[];

/** What one row says, or what is said for all rows that do not: words by field. */
export type Words = Partial<Record<FieldKey, string>>;
