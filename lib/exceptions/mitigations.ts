// Standard mitigations (R22): what keeps a break safe meanwhile, ready to be picked. Each is a condition with words, a time
// by which it is proven, and the evidence that proves it. Keys are stored with requests: add, never rename or remove.

import type { Domain } from "@/prisma/generated/enums";

const hour = 3600;
const day = 24 * hour;

export type Mitigation = {
  title: string;
  /** The words that a requester starts from. */
  statement: string;
  /** What proves it. */
  evidence: string;
  domains: Domain[];
  /** Proven before the start, or so many seconds after it. */
  due: "before" | number;
  /** Whether the exception is out of force while it does not hold. */
  suspends: boolean;
};

const everywhere: Domain[] = ["security", "infrastructure", "cost", "data", "ai", "access"];

const catalogue = {
  narrower_scope: {
    title: "Narrower scope",
    statement: "Only the hosts, accounts or records named in the request are touched.",
    evidence: "The list as configured",
    domains: everywhere,
    due: "before",
    suspends: false,
  },
  read_only: {
    title: "Read-only",
    statement: "Access is read-only: nothing can be changed or deleted.",
    evidence: "The role or grant as configured",
    domains: ["access", "data", "infrastructure"],
    due: "before",
    suspends: true,
  },
  smaller_ip_range: {
    title: "Smaller IP range",
    statement: "Only the addresses named in the request can connect.",
    evidence: "The firewall rule as configured",
    domains: ["security", "infrastructure", "access"],
    due: "before",
    suspends: true,
  },
  time_boxed_credentials: {
    title: "Time-boxed credentials",
    statement: "The credentials expire by themselves no later than the exception ends.",
    evidence: "The expiry as issued",
    domains: ["access", "security", "infrastructure"],
    due: "before",
    suspends: true,
  },
  second_pair_of_eyes: {
    title: "Second pair of eyes",
    statement: "Nobody acts alone: a second person approves each use before it happens.",
    evidence: "The log of uses with both names",
    domains: ["access", "security", "data", "ai", "cost"],
    due: 3 * day,
    suspends: false,
  },
  tighter_monitoring: {
    title: "Tighter monitoring",
    statement: "Every use is logged and raises an alert that somebody on duty reads.",
    evidence: "The alert rule, and one alert that fired",
    domains: ["security", "infrastructure", "access", "data"],
    due: day,
    suspends: false,
  },
  daily_log_review: {
    title: "Daily log review",
    statement: "The log is read each working day, and what was found is noted.",
    evidence: "The notes of the first days",
    domains: ["security", "infrastructure", "access", "data"],
    due: 2 * day,
    suspends: false,
  },
  network_isolation: {
    title: "Isolated network",
    statement: "The system reaches nothing but what the task needs, and nothing else reaches it.",
    evidence: "The network policy as applied",
    domains: ["security", "infrastructure"],
    due: "before",
    suspends: true,
  },
  rollback_ready: {
    title: "Way back rehearsed",
    statement: "The change can be undone within an hour, and that was tried.",
    evidence: "The record of the rehearsal",
    domains: ["infrastructure", "security", "ai"],
    due: "before",
    suspends: false,
  },
  masked_data: {
    title: "Masked data",
    statement: "Names, account numbers and contact details are masked before anybody sees the data.",
    evidence: "A sample of the masked data",
    domains: ["data", "ai"],
    due: "before",
    suspends: true,
  },
  encrypted_transfer: {
    title: "Encrypted at rest and on the way",
    statement: "The data is encrypted where it lies and on its way, with a key of our own.",
    evidence: "The configuration, without the key",
    domains: ["data", "security"],
    due: "before",
    suspends: true,
  },
  deletion_after_use: {
    title: "Deleted after use",
    statement: "Copies are deleted as soon as the task is done.",
    evidence: "The record of the deletion",
    domains: ["data", "ai"],
    due: 3 * day,
    suspends: false,
  },
  restricted_output: {
    title: "Restricted output",
    statement: "The output goes to named colleagues only and reaches no customer unread.",
    evidence: "The list of recipients as configured",
    domains: ["ai", "data"],
    due: "before",
    suspends: true,
  },
  sampling_afterwards: {
    title: "Sampling after the fact",
    statement: "One result in twenty is checked by a person, and the errors are counted.",
    evidence: "The count of the first sample",
    domains: ["ai", "data", "cost"],
    due: 2 * day,
    suspends: false,
  },
  human_review: {
    title: "A person decides",
    statement: "A person reads each result before anything follows from it.",
    evidence: "The procedure, and the first reviews",
    domains: ["ai"],
    due: day,
    suspends: true,
  },
  usage_cap: {
    title: "Usage cap",
    statement: "Use stops by itself at the number of calls or records named in the request.",
    evidence: "The limit as configured",
    domains: ["ai", "cost", "infrastructure"],
    due: "before",
    suspends: false,
  },
  budget_cap: {
    title: "Budget cap",
    statement: "Spending stops by itself at the amount named in the request.",
    evidence: "The budget and its alarm as configured",
    domains: ["cost", "infrastructure"],
    due: "before",
    suspends: true,
  },
  spend_report: {
    title: "Weekly report of the cost",
    statement: "Finance gets the actual cost each week until the exception ends.",
    evidence: "The first report",
    domains: ["cost"],
    due: 7 * day,
    suspends: false,
  },
  manual_workaround: {
    title: "Manual workaround",
    statement: "A manual control stands in for the one that is missing, and each use is noted.",
    evidence: "The notes of the first uses",
    domains: everywhere,
    due: 2 * day,
    suspends: false,
  },
} as const satisfies Record<string, Mitigation>;

export type MitigationKey = keyof typeof catalogue;

export const mitigations: Record<MitigationKey, Mitigation> = catalogue;
export const mitigationKeys = Object.keys(catalogue) as [MitigationKey, ...MitigationKey[]];

/** Those that suit any of these domains, in the order of the catalogue. */
export function mitigationsFor(domains: Domain[]): MitigationKey[] {
  return mitigationKeys.filter((key) => mitigations[key].domains.some((domain) => domains.includes(domain)));
}
