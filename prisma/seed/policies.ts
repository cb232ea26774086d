// The catalogue: rules that can be broken, each in one sentence, each with the group that answers for it.

import type { Domain } from "@/prisma/generated/enums";
import type { GroupKey } from "./groups";

export type SeedPolicy = {
  title: string;
  statement: string;
  domain: Domain;
  controlOwner: GroupKey;
  /** Shorter than what the risk would allow. */
  longestDays?: number;
};

export const policies = {
  "SEC-001": {
    title: "No admin interface on the internet",
    statement: "Consoles and admin interfaces are reachable from the internal network only.",
    domain: "security",
    controlOwner: "security",
    longestDays: 3,
  },
  "SEC-002": {
    title: "No debug ports in production",
    statement: "Debug, profiling and remote-attach ports are closed on every production workload.",
    domain: "security",
    controlOwner: "security",
    longestDays: 3,
  },
  "SEC-003": {
    title: "Critical patches within seven days",
    statement:
      "A vulnerability rated critical is patched on every affected system within seven days of its publication.",
    domain: "security",
    controlOwner: "security",
    longestDays: 14,
  },
  "SEC-004": {
    title: "Malware scanner always on",
    statement: "Every laptop, server and build agent runs the company scanner with real-time protection on.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-005": {
    title: "Secrets live in the vault",
    statement:
      "Passwords, keys and tokens are kept in the vault and nowhere else: not in code, pipelines or wikis.",
    domain: "security",
    controlOwner: "security",
    longestDays: 7,
  },
  "SEC-006": {
    title: "Only signed images from our registry",
    statement: "Clusters run container images from the company registry that carry a valid build signature.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-007": {
    title: "Penetration test before launch",
    statement: "What customers or partners can reach is tested by an outside tester before it goes live.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-008": {
    title: "Production logs reach the monitoring",
    statement:
      "Sign-in, admin and error logs of production systems arrive in central monitoring within five minutes.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-010": {
    title: "Supplier assessed before data flows",
    statement: "A supplier receives our data only after its security assessment is complete and accepted.",
    domain: "security",
    controlOwner: "compliance",
  },
  "SEC-011": {
    title: "Every change seen by a second person",
    statement:
      "Nothing is merged to a production branch without approval from somebody who did not write it.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-012": {
    title: "Web firewall in blocking mode",
    statement: "All customer-facing web traffic passes the web application firewall in blocking mode.",
    domain: "security",
    controlOwner: "security",
    longestDays: 3,
  },
  "SEC-013": {
    title: "No unsupported operating systems",
    statement: "Operating systems and runtimes receive security updates from their maker.",
    domain: "security",
    controlOwner: "security",
  },
  "SEC-014": {
    title: "TLS 1.2 or newer",
    statement: "Connections that leave a host use TLS 1.2 or newer.",
    domain: "security",
    controlOwner: "security",
    longestDays: 5,
  },

  "INF-001": {
    title: "Instance types from the list",
    statement: "Compute runs on the instance types of the approved list for its environment.",
    domain: "infrastructure",
    controlOwner: "platform",
  },
  "INF-002": {
    title: "Resource names follow the pattern",
    statement: "Cloud resources are named team-service-environment-number, so that an alarm finds its team.",
    domain: "infrastructure",
    controlOwner: "platform",
  },
  "INF-003": {
    title: "Infrastructure changes through code",
    statement:
      "Production infrastructure changes only through reviewed Terraform, never by hand in a console.",
    domain: "infrastructure",
    controlOwner: "platform",
    longestDays: 7,
  },
  "INF-004": {
    title: "Backups restored every quarter",
    statement: "Each production data store is backed up daily, and a restore was tested in the last 90 days.",
    domain: "infrastructure",
    controlOwner: "platform",
  },
  "INF-005": {
    title: "Production in two zones",
    statement: "Production services run in at least two availability zones.",
    domain: "infrastructure",
    controlOwner: "platform",
  },
  "INF-006": {
    title: "No releases over the weekend",
    statement: "From Friday 12:00 to Monday 6:00, billing, warehouse and customs systems are not changed.",
    domain: "infrastructure",
    controlOwner: "platform",
    longestDays: 2,
  },
  "INF-007": {
    title: "Workloads in Frankfurt or Dublin",
    statement: "Cloud workloads run in the regions eu-central-1 and eu-west-1.",
    domain: "infrastructure",
    controlOwner: "platform",
  },
  "INF-008": {
    title: "Databases only from their application",
    statement: "A database accepts connections from its own application's network segment and no other.",
    domain: "infrastructure",
    controlOwner: "platform",
    longestDays: 7,
  },
  "INF-009": {
    title: "Every service has its alarms",
    statement: "Each production service has error and latency alarms that reach the person on call.",
    domain: "infrastructure",
    controlOwner: "platform",
  },

  "CST-001": {
    title: "Teams stay within their cloud budget",
    statement: "A team's cloud account spends no more than its monthly budget.",
    domain: "cost",
    controlOwner: "finance",
  },
  "CST-002": {
    title: "GPU instances by the hour",
    statement: "GPU instances run for at most eight hours at a time and are ordered two days ahead.",
    domain: "cost",
    controlOwner: "finance",
    longestDays: 14,
  },
  "CST-003": {
    title: "Test environments sleep at night",
    statement: "Everything outside production is switched off from 20:00 to 06:00 and at weekends.",
    domain: "cost",
    controlOwner: "finance",
  },
  "CST-004": {
    title: "Every resource carries a cost tag",
    statement: "Cloud resources carry the tags team, product and cost centre from the day they are made.",
    domain: "cost",
    controlOwner: "finance",
  },
  "CST-005": {
    title: "Software over €5,000 through procurement",
    statement: "Subscriptions above €5,000 a year are bought by procurement after two comparable offers.",
    domain: "cost",
    controlOwner: "finance",
  },
  "CST-006": {
    title: "Logs in fast storage for 30 days",
    statement: "Logs move from fast to cold storage after 30 days.",
    domain: "cost",
    controlOwner: "finance",
  },

  "DAT-001": {
    title: "No real personal data in test",
    statement: "Test, staging and development hold generated or anonymised data only.",
    domain: "data",
    controlOwner: "data-protection",
    longestDays: 7,
  },
  "DAT-002": {
    title: "Personal data stays in the EEA",
    statement: "Personal data is stored and processed inside the European Economic Area.",
    domain: "data",
    controlOwner: "data-protection",
  },
  "DAT-003": {
    title: "Records deleted on schedule",
    statement: "Each kind of record is deleted when its period in the retention schedule is over.",
    domain: "data",
    controlOwner: "compliance",
  },
  "DAT-004": {
    title: "Processing contract before personal data",
    statement: "No supplier receives personal data before the processing contract is signed by both sides.",
    domain: "data",
    controlOwner: "data-protection",
  },
  "DAT-005": {
    title: "HR data for people operations only",
    statement: "Employee files, salaries and HR exports are opened by people operations and nobody else.",
    domain: "data",
    controlOwner: "data-protection",
    longestDays: 14,
  },
  "DAT-006": {
    title: "No bulk exports of customer data",
    statement: "Exports hold no more than 500 customer records and stay inside company storage.",
    domain: "data",
    controlOwner: "data-protection",
  },
  "DAT-007": {
    title: "Data used for its declared purpose",
    statement: "A data set is used for the purposes written in its register entry and no others.",
    domain: "data",
    controlOwner: "data-protection",
  },
  "DAT-008": {
    title: "Reading through masked views",
    statement:
      "People query production data through views that mask names, addresses, accounts and free text.",
    domain: "data",
    controlOwner: "data-protection",
    longestDays: 7,
  },

  "AI-001": {
    title: "Evaluated before it decides",
    statement:
      "A model influences customers, prices or staff only after its evaluation is signed off for that use.",
    domain: "ai",
    controlOwner: "model-risk",
  },
  "AI-002": {
    title: "Customer data only in approved models",
    statement:
      "Customer data goes into models approved for its sensitivity, in the tier they were approved for.",
    domain: "ai",
    controlOwner: "model-risk",
    longestDays: 7,
  },
  "AI-003": {
    title: "A person confirms what a model decides",
    statement:
      "A decision about a customer, a driver or an employee is confirmed by a person before it takes effect.",
    domain: "ai",
    controlOwner: "model-risk",
  },
  "AI-004": {
    title: "External models through the gateway",
    statement: "Calls to external models pass the model gateway, which filters, logs and meters them.",
    domain: "ai",
    controlOwner: "model-risk",
  },
  "AI-005": {
    title: "Prompts and answers kept 90 days",
    statement: "Prompts and answers of every model in production are logged and kept for 90 days.",
    domain: "ai",
    controlOwner: "model-risk",
  },
  "AI-006": {
    title: "No retraining without validation",
    statement: "A retrained model goes live only after validation by somebody who did not train it.",
    domain: "ai",
    controlOwner: "model-risk",
  },
  "AI-007": {
    title: "Assistants from the list",
    statement: "Staff use the AI assistants on the approved list for company work, and no others.",
    domain: "ai",
    controlOwner: "model-risk",
  },

  "ACC-001": {
    title: "Second factor on every sign-in",
    statement: "Every account of a person signs in with a second factor, wherever the sign-in comes from.",
    domain: "access",
    controlOwner: "identity",
    longestDays: 4,
  },
  "ACC-002": {
    title: "No shared accounts",
    statement: "Each account is used by one person whose name it carries.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-003": {
    title: "Admin rights by the hour",
    statement: "Administrator rights are asked for per task and end within eight hours.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-004": {
    title: "Suppliers through the bastion",
    statement: "Suppliers reach our systems through the recorded bastion, with named accounts.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-005": {
    title: "Accounts end on the last day",
    statement: "Accounts of people who leave are disabled at 18:00 on their last working day.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-006": {
    title: "Service keys change every 90 days",
    statement: "Keys and passwords of service accounts are replaced at least every 90 days.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-007": {
    title: "Rights reviewed every quarter",
    statement: "Each system's owner confirms or removes every person's rights once a quarter.",
    domain: "access",
    controlOwner: "identity",
  },
  "ACC-008": {
    title: "Rights come with the role",
    statement: "Rights are granted through roles, never to a single person.",
    domain: "access",
    controlOwner: "identity",
  },
} as const satisfies Record<string, SeedPolicy>;

export type PolicyKey = keyof typeof policies;
