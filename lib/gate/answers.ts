// What the API answers, shape by shape: the document that integrators read is made of these, and so is the type of
// whatever is sent.

import { z } from "zod";

import { problemCodes } from "@/lib/gate/problem";
import { severities } from "@/lib/gate/report";
import { whys } from "@/lib/gate/why";
import {
  ClosedReason,
  Comparator,
  ConditionKind,
  Environment,
  RecheckOutcome,
  Risk,
  Status,
  TokenRight,
} from "@/prisma/generated/enums";

const instant = z.iso.datetime().describe("An instant in RFC 3339, UTC.");
const number = z
  .string()
  .regex(/^EX-\d+$/)
  .meta({ description: "The number of an exception.", examples: ["EX-1042"] });
const status = z.enum(Status);
const environment = z.enum(Environment);
const answerWord = z.enum(["compliant", "exception", "violation", "indeterminate"]);
const reportStatus = z.enum(["evaluated", "partial", "nothing_evaluated", "unreadable"]);
const subState = z.enum(["sent_back"]).nullable();
const conditionState = z
  .enum(["holds", "broken", "stale", "unknown"])
  .describe("Stale: it held, and its last reading is too old.");
const closeReason = z.enum(ClosedReason).nullable();

export const findingAnswer = z.strictObject({
  fingerprint: z.string().describe("Stays the same from run to run; name it in a request."),
  answer: answerWord,
  why: z.enum(whys).nullable(),
  sentence: z.string().describe("Why, for the developer who reads the log."),
  policy: z.string().nullable(),
  rule: z.strictObject({ tool: z.string(), id: z.string() }),
  severity: z.enum(severities),
  resource: z.string(),
  location: z.strictObject({ path: z.string(), line: z.int().nullable() }),
  message: z.string(),
  occurrences: z.int(),
  suppressedByTool: z.boolean(),
  exception: z.strictObject({ number, endsAt: instant, url: z.url() }).optional(),
  open: z.strictObject({ number, status: z.literal("pending"), url: z.url() }).optional(),
});

export const evaluationAnswer = z.strictObject({
  id: z.string().meta({ examples: ["ev_01981f6e-0000-7000-8000-000000000000"] }),
  decision: answerWord,
  go: z.boolean().describe("True for compliant and exception only."),
  nonce: z.string().nullable().describe("The Gate-Nonce that was sent."),
  evaluatedAt: instant,
  validUntil: instant,
  system: z.string(),
  environment,
  commit: z.string().nullable(),
  requestUrl: z.url().describe("Where a person asks for an exception, filled in."),
  next: z.string().nullable().describe("The path of the next page of findings."),
  reports: z.array(
    z.strictObject({
      name: z.string(),
      sha256: z.string(),
      format: z.string(),
      tool: z.string().nullable(),
      tools: z.array(z.string()),
      status: reportStatus,
      findings: z.int(),
      suppressed: z.int(),
      notes: z.array(z.string()),
    }),
  ),
  doubts: z.array(z.strictObject({ code: z.string(), sentence: z.string() })),
  policies: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      answer: answerWord,
      findings: z.int(),
      why: z.string().nullable(),
    }),
  ),
  findings: z.array(findingAnswer),
});

export const tokenAnswer = z.strictObject({
  token: z.string().regex(/^exr_/).describe("Shown this once."),
  expiresAt: instant,
  rights: z.array(z.enum(TokenRight)),
  systems: z.array(z.string()).describe("By their keys."),
  environments: z.array(environment),
});

export const requestAnswer = z.strictObject({
  number,
  status: status.describe("On active, ask the evaluation again and obey that answer."),
  subState,
  revision: z.int(),
  contentHash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  inForce: z.boolean(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  closeReason,
  evaluation: z.string().nullable().describe("The evaluation that it was asked for with."),
  requester: z.string().describe("Who asks, and submits it where it was sent back."),
  alreadyCovered: z.array(z.strictObject({ fingerprint: z.string(), exception: number })),
  steps: z.array(z.strictObject({ group: z.string(), needed: z.int(), given: z.int(), dueAt: instant })),
  lapsesAt: instant.nullable(),
  url: z.url(),
});

export const recheckAnswer = z.strictObject({
  recheck: z.string(),
  exception: number,
  outcome: z.enum(["compliant", "violating"]),
  answeredAt: instant,
  status,
});

export const recheckEvaluationAnswer = z.strictObject({
  recheck: z.string(),
  exception: number,
  outcome: z
    .enum(["compliant", "violating", "indeterminate"])
    .describe("Indeterminate: nothing is answered, and the token stays good."),
  sentence: z.string(),
  nonce: z.string().nullable().describe("The Gate-Nonce that was sent."),
  reports: z.array(z.strictObject({ name: z.string(), sha256: z.string(), status: reportStatus })),
  answeredAt: instant,
  status,
});

export const rechecksAnswer = z.strictObject({
  rechecks: z.array(
    z.strictObject({
      recheck: z.string(),
      exception: number,
      endedAt: instant.nullable(),
      deadline: instant,
      policies: z.array(z.string()),
      places: z.array(z.string()).describe("Of those that the token is bound to: payroll-feed/production."),
      tools: z.array(z.string()).describe("The scanners that these systems require."),
      url: z.string(),
    }),
  ),
});

const exceptionFacts = {
  number,
  title: z.string(),
  risk: z.enum(Risk),
  emergency: z.boolean(),
  status,
  subState,
  closeReason,
  inForce: z.boolean(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  filedAt: instant,
  owner: z.string(),
  requester: z.string(),
  renewal: z.int(),
  recheck: z.enum(RecheckOutcome).nullable(),
  policies: z.array(z.string()),
  systems: z.array(z.string()),
  approvedBy: z.array(z.string()),
  url: z.url(),
};

export const exceptionsAnswer = z.strictObject({
  exceptions: z.array(z.strictObject(exceptionFacts)),
  next: z.string().nullable().describe("The path of the next page; null on the last."),
});

export const exceptionAnswer = z.strictObject({
  ...exceptionFacts,
  revision: z.int(),
  contentHash: z.string(),
  manager: z.string(),
  filedBy: z.string(),
  continues: number.nullable(),
  reason: z.string(),
  breaksIfNo: z.string(),
  riskIntroduced: z.string(),
  dataAffected: z.string(),
  alternatives: z.string(),
  mitigation: z.string(),
  reasonsForRisk: z.array(z.string()),
  scope: z.array(
    z.strictObject({
      policy: z.string(),
      system: z.string(),
      environment,
      resource: z.string(),
      footprint: z
        .strictObject({ deployment: z.string(), faces: z.string(), dataSets: z.array(z.string()) })
        .describe(
          "Exactly what runs outside the rule there. What is empty, the request does not say: see the system.",
        ),
    }),
  ),
  findings: z.array(
    z.strictObject({
      fingerprint: z.string(),
      rule: z.string(),
      resource: z.string(),
      place: z.string(),
      severity: z.enum(severities),
      occurrences: z.int(),
    }),
  ),
  steps: z.array(
    z.strictObject({
      position: z.int(),
      group: z.string(),
      needed: z.int(),
      dueAt: instant,
      because: z.string(),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      by: z.string(),
      group: z.string(),
      revision: z.int(),
      verdict: z.enum(["approve", "reject", "send_back"]),
      comment: z.string(),
      retracted: z.boolean(),
      at: instant,
    }),
  ),
  conditions: z.array(
    z.strictObject({
      statement: z.string(),
      state: conditionState,
      suspends: z.boolean(),
      dueAt: instant.nullable(),
    }),
  ),
});

export const conditionsAnswer = z.strictObject({
  exception: number,
  inForce: z.boolean(),
  conditions: z.array(
    z.strictObject({
      id: z.string().describe("Where its readings are sent to."),
      position: z.int(),
      statement: z.string(),
      kind: z.enum(ConditionKind),
      state: conditionState,
      suspends: z.boolean(),
      dueAt: instant.nullable(),
      owner: z.string().nullable().describe("Who proves it."),
      measure: z
        .strictObject({
          metric: z.string(),
          comparator: z.enum(Comparator),
          threshold: z.number(),
          unit: z.string(),
          freshSeconds: z.int().describe("For how long a reading counts."),
          suspendsStale: z.boolean().describe("Whether it is out of force once no reading counts."),
        })
        .nullable(),
      lastReading: z
        .strictObject({
          at: instant,
          source: z.string(),
          value: z.number().nullable().describe("Null: an alert said it."),
          holds: z.boolean(),
          staleAt: instant.nullable(),
        })
        .nullable(),
    }),
  ),
});

export const readingsAnswer = z.strictObject({
  condition: z.string(),
  exception: number,
  taken: z.int(),
  known: z.int().describe("Sent before: the same source reads once at one instant."),
  state: conditionState,
  inForce: z.boolean().describe("Whether the exception is in force, now that these are known."),
});

export const alertsAnswer = z.strictObject({
  readings: z.array(readingsAnswer),
  refused: z.array(z.strictObject({ condition: z.string(), code: z.enum(problemCodes), detail: z.string() })),
});

export const eventsAnswer = z.strictObject({
  exception: number,
  events: z.array(
    z.strictObject({
      seq: z.int().describe("Its place in the chain of this exception."),
      at: instant,
      action: z.string(),
      sentence: z.string(),
      remark: z.string().nullable(),
      statusBefore: status.nullable(),
      status: status.nullable(),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export const policiesAnswer = z.strictObject({
  policies: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      statement: z.string(),
      domain: z.string(),
      controlOwner: z.string(),
      longestSeconds: z.int().nullable(),
      url: z.url(),
    }),
  ),
});

export const systemsAnswer = z.strictObject({
  systems: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      environments: z.array(environment).describe("Those that the token is bound to."),
      sensitivity: z.string(),
      exposure: z.string(),
      team: z.string(),
      model: z.string().describe("With its version. This and what follows is empty where nothing is known."),
      vendor: z.string(),
      dataSets: z.array(z.string()).describe("By name: what it reads or was trained on."),
      deployment: z.string().describe("Region, endpoint, name of the deployment."),
      modelRecord: z.string().describe("Its number in the model inventory."),
      modelRecordUrl: z.string(),
      vendorRecord: z.string().describe("Its number in the vendor registry."),
      vendorRecordUrl: z.string(),
      url: z.url(),
    }),
  ),
});

const fileRead = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  source: z
    .string()
    .nullable()
    .describe("Which kind of file it was read as; null: it holds no waiver that is known."),
  read: z.boolean().describe("False: what was found in it before stays as it was."),
  notes: z.array(z.string()),
});

export const importAnswer = z.strictObject({
  system: z.string(),
  entries: z.int().describe("Waivers that the files hold and nobody approved here."),
  found: z.int().describe("Of those, seen for the first time."),
  gone: z.int().describe("Listed before, and not in these files any more."),
  back: z.int().describe("Gone before, and found again."),
  own: z.int().describe("Not listed: an export of the register wrote them."),
  files: z.array(fileRead),
  url: z.url(),
});

export const foundEntriesAnswer = z.strictObject({
  entries: z.array(
    z.strictObject({
      id: z.string(),
      system: z.string(),
      environment: environment.nullable().describe("Null: everywhere."),
      repository: z.string(),
      path: z.string(),
      line: z.int().nullable(),
      commit: z.string().describe("Where it was seen last."),
      source: z.string(),
      rule: z.strictObject({ tool: z.string(), id: z.string() }),
      resource: z.string(),
      claims: z
        .record(z.string(), z.string())
        .describe("What the file says of itself: text, and never more."),
      claimsNumber: number.nullable().describe("An exception that it names, which did not write it."),
      firstSeenAt: instant,
      lastSeenAt: instant,
      goneAt: instant.nullable(),
      requestUrl: z.url().describe("The form, for a person."),
    }),
  ),
  next: z.string().nullable(),
});

export type ImportAnswer = z.input<typeof importAnswer>;
export type FoundEntriesAnswer = z.input<typeof foundEntriesAnswer>;
export type EvaluationAnswer = z.input<typeof evaluationAnswer>;
export type RequestAnswer = z.input<typeof requestAnswer>;
export type RecheckEvaluationAnswer = z.input<typeof recheckEvaluationAnswer>;
export type RechecksAnswer = z.input<typeof rechecksAnswer>;
export type RecheckAnswer = z.input<typeof recheckAnswer>;
export type ExceptionsAnswer = z.input<typeof exceptionsAnswer>;
export type ExceptionAnswer = z.input<typeof exceptionAnswer>;
export type ConditionsAnswer = z.input<typeof conditionsAnswer>;
export type ReadingsAnswer = z.input<typeof readingsAnswer>;
export type AlertsAnswer = z.input<typeof alertsAnswer>;
export type EventsAnswer = z.input<typeof eventsAnswer>;
export type PoliciesAnswer = z.input<typeof policiesAnswer>;
export type SystemsAnswer = z.input<typeof systemsAnswer>;
