// What people type and press, once for form, action and API.

import { z } from "zod";

import { mitigationKeys } from "@/lib/exceptions/mitigations";
import { mostAtOnce, tooManyAtOnce } from "@/lib/exceptions/severally";
import { line, names, text } from "@/lib/text";
import { Comparator, Environment, Exposure, Risk, Sensitivity } from "@/prisma/generated/enums";

export const impacts = ["minor", "moderate", "major", "severe"] as const;
export type Impact = (typeof impacts)[number];

/** The yes/no facts that decide the risk (R12), with the words in which a form asks for them. */
export const factQuestions = {
  weakensSignIn: "Weakens sign-in",
  opensRemoteAccess: "Opens remote access",
  widensDataAccess: "Widens access to data",
  givesVendorReach: "Gives a vendor reach",
  usesExternalModel: "Uses an external model",
  skipsHumanReview: "Skips human review",
} as const;
export type Fact = keyof typeof factQuestions;

/** What the law or a scheme asks of the data or the system; none is the usual answer. */
export const regulationNames = {
  gdpr: "GDPR",
  pci_dss: "PCI DSS",
  sox: "SOX",
  nis2: "NIS2",
  eu_ai_act: "EU AI Act",
  hipaa: "HIPAA",
} as const;
export type Regulation = keyof typeof regulationNames;
export const regulations = Object.keys(regulationNames) as [Regulation, ...Regulation[]];

const yesOrNo = z.boolean("Say yes or no.");

const facts = z.strictObject({
  weakensSignIn: yesOrNo,
  opensRemoteAccess: yesOrNo,
  widensDataAccess: yesOrNo,
  givesVendorReach: yesOrNo,
  usesExternalModel: yesOrNo,
  skipsHumanReview: yesOrNo,
});

export const classificationSchema = z.strictObject(
  {
    dataSensitivity: z.enum(Sensitivity, "Choose how sensitive the data is."),
    exposure: z.enum(Exposure, "Choose who could be affected."),
    impact: z.enum(impacts, "Choose how bad it is if it goes wrong."),
    facts,
    /** Absent in what was filed before it was asked for. */
    regulations: z.array(z.enum(regulations, "Choose a regulation of the list.")).max(10).optional(),
    /** Whoever asks may raise the risk above what follows from the facts; lower counts for nothing. */
    raisedTo: z.enum(Risk, "Choose a level of risk.").optional(),
  },
  "Say how sensitive the data is, who could be affected and how bad it could be.",
);
export type Classification = z.infer<typeof classificationSchema>;

/** Exactly what runs outside the rule there, where a model or a vendor is concerned. */
export const footprintSchema = z.strictObject({
  /** Region, endpoint, name of the deployment. */
  deployment: line({ max: 200 }),
  /** Who is faced with it: "3,100 customers in Germany". */
  faces: line({ max: 200 }),
  dataSets: names({ max: 20, each: 80 }),
});
export type AskedFootprint = z.infer<typeof footprintSchema>;

const scopeItem = z.strictObject({
  policyId: z.uuid("Choose the rule that is broken."),
  systemId: z.uuid("Choose where it is broken."),
  environment: z.enum(Environment, "Choose the environment."),
  /** A part of the system: a host, a folder, an account. Empty: the system as a whole. */
  resource: line({ max: 200 }),
  footprint: footprintSchema.optional(),
});
export type ScopeItem = z.infer<typeof scopeItem>;

const instant = z.iso.datetime({ offset: true, error: "Choose a date and a time." });

const windowSchema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("length"),
      seconds: z.int("Choose how long.").positive("Choose how long."),
      /** A later start; without it the window starts at approval, so that waiting never eats it (R7). */
      start: instant.optional(),
    }),
    z.strictObject({ kind: z.literal("until"), end: instant, start: instant.optional() }),
  ],
  "Choose how long, or until when.",
);
export type AskedWindow = z.infer<typeof windowSchema>;

/** What is measured of a condition that readings prove. */
const measureSchema = z.strictObject({
  metric: line({ missing: "Name what is measured.", max: 120 }),
  comparator: z.enum(Comparator, "Choose how it compares."),
  threshold: z.number("Write the number that it is held against.").min(-1e12).max(1e12),
  unit: line({ max: 20 }),
  /** For how long a reading counts. */
  freshSeconds: z
    .int("Choose how fresh readings have to be.")
    .min(60, "A minute at least.")
    .max(604_800, "A week at most."),
  /** Whether the exception is out of force once no reading counts any more. */
  suspendsStale: z.boolean(),
});

/** What must hold while the rule is broken: asked for with the request, or demanded with an approval. */
export const conditionSchema = z.strictObject({
  statement: line({ missing: "Say what has to hold.", max: 300 }),
  /** Who proves it; the owner of the exception by default. */
  ownerId: z.uuid("Name who proves it.").optional(),
  due: z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("before") }),
      z.strictObject({ kind: z.literal("after"), seconds: z.int().positive("Choose by when it is proven.") }),
      z.strictObject({ kind: z.literal("at"), at: instant }),
    ],
    "Choose by when it is proven.",
  ),
  /** Whether the exception is out of force while it is broken, or late. */
  suspends: z.boolean(),
  /** The standard mitigation that it was picked from. */
  mitigation: z.enum(mitigationKeys).optional(),
  /** Readings prove it, and no evidence. */
  measure: measureSchema.optional(),
});
export type AskedCondition = z.infer<typeof conditionSchema>;

/** A finding of a scanner that the request is for, as it was seen (R25). */
const findingSchema = z.strictObject({
  /** The policy that it breaks, by id. */
  policy: z.uuid(),
  fingerprint: line({ max: 80 }),
  aliasFingerprints: z.array(line({ max: 80 })).max(50),
  resourceKey: line({ max: 80 }),
  /** For any rule of the policy on this resource, and not only for this one. */
  wholeResource: z.boolean(),
  severity: z.enum(["critical", "high", "medium", "low", "info", "unknown"]),
  occurrences: z.int().positive(),
  /** What people read: "trivy:AWS-0107", "aws_security_group.debug", "net/main.tf:31". */
  rule: line({ max: 300 }),
  resource: line({ max: 300 }),
  place: line({ max: 320 }),
});
export type AskedFinding = z.infer<typeof findingSchema>;

/** What a pipeline takes its findings for: a risk that is accepted, one that is kept small, or no break at all. */
export const categories = ["waiver", "mitigated", "false_positive"] as const;
export type Category = (typeof categories)[number];

/** What ends the break for good: the third renewal needs it (R17). */
const remediationSchema = z.strictObject({
  plan: text({ missing: "Say what will make this exception unnecessary, and who does it." }),
  /** A calendar day. */
  by: z.iso.date("Choose the day by which it is done."),
});
export type Remediation = z.infer<typeof remediationSchema>;

export const requestSchema = z.strictObject({
  /** Made by the form, so that sending it twice files it once. */
  id: z.uuid(),
  title: line({ missing: "Give it a short title: which rule, where.", max: 120 }),
  scope: z
    .array(scopeItem, "Choose at least one rule and one system.")
    .min(1, "Choose at least one rule and one system.")
    .max(60, "At most 60 rules and places."),
  reason: text({ missing: "Say why the rule has to be broken." }),
  breaksIfNo: text({ missing: "Say what breaks if the answer is no." }),
  riskIntroduced: text({ missing: "Say what could go wrong while the rule is broken." }),
  dataAffected: text({ missing: "Name the data, or say that there is none." }),
  alternatives: text({ missing: "Say which safer way you looked at, and why it will not do." }),
  /** May be empty where a condition says it (whyUnmitigated). */
  mitigation: text({}),
  conditions: z.array(conditionSchema).max(12, "At most 12 conditions.").optional(),
  classification: classificationSchema,
  /** Whom it is for; whoever files it by default. */
  requesterId: z.uuid().optional(),
  ownerId: z.uuid("Name the one person who will close it."),
  /** The owner's manager by default. Needed when the directory has none. */
  managerId: z.uuid().optional(),
  window: windowSchema,
  /** One approver at once, 72 hours at most, and the other steps ratify within 24 (R19). */
  emergency: z.boolean().optional(),
  /** The incident or the launch that cannot wait: decided within four working hours, and counted. */
  urgent: z
    .strictObject({ what: line({ missing: "Name the incident or the launch that cannot wait.", max: 120 }) })
    .optional(),
  /** Where a pipeline asks: what it found, and in which evaluation. */
  findings: z.array(findingSchema).max(500, "At most 500 findings.").optional(),
  evaluationId: z.uuid().optional(),
  category: z.enum(categories, "Choose waiver, mitigated or false_positive.").optional(),
  /** The earlier exception that this one continues (R16). */
  continuesId: z.uuid().optional(),
  /** What is different from last time; an extension has to say it (R16). */
  whatChanged: text({}).optional(),
  remediation: remediationSchema.optional(),
  /** The version of the routing rules by which the form showed who decides. */
  rulesSeen: z.int().positive().optional(),
});
export type Request = z.infer<typeof requestSchema>;

/** What the live panel can already work with: the same fields, each of them optional. */
export const draftSchema = requestSchema
  .pick({
    title: true,
    reason: true,
    riskIntroduced: true,
    scope: true,
    classification: true,
    ownerId: true,
    requesterId: true,
    window: true,
    emergency: true,
    urgent: true,
    continuesId: true,
  })
  .extend({
    /** The request that is being changed: it keeps the rules it was filed under, and is no near-copy of itself. */
    exceptionId: z.uuid(),
  })
  .partial();
export type Draft = z.infer<typeof draftSchema>;

export const editSchema = requestSchema
  .omit({
    id: true,
    requesterId: true,
    continuesId: true,
    emergency: true,
    findings: true,
    evaluationId: true,
    rulesSeen: true,
  })
  .extend({ exceptionId: z.uuid(), seenRevision: z.int().positive() });
export type Edit = z.infer<typeof editSchema>;

const seen = {
  exceptionId: z.uuid(),
  /** What the approver saw. A request that changed since is not what they decided on (R10). */
  revision: z.int().positive(),
  contentHash: z.hex().length(64),
};

/** The four questions (R21): a tap each, and words where the risk is high. */
export const questions = ["whyNow", "shortest", "saferWay", "ifNo"] as const;
export type Question = (typeof questions)[number];
const answer = z.strictObject({ tapped: z.enum(["yes", "no"]).nullable(), words: text({ max: 1000 }) });
const answersSchema = z.strictObject({ whyNow: answer, shortest: answer, saferWay: answer, ifNo: answer });
export type Answers = z.infer<typeof answersSchema>;

export const decisionSchema = z.discriminatedUnion("verdict", [
  z.strictObject({
    ...seen,
    verdict: z.literal("approve"),
    comment: text({}),
    answers: answersSchema,
    /** Shorter than asked, in seconds for a length and as an instant for a fixed end (R8). */
    grantedSeconds: z.int().positive().optional(),
    grantedEnd: instant.optional(),
    /** What the approver demands on top of what was asked; nothing that was asked for goes away (R8). */
    conditions: z.array(conditionSchema).max(6, "At most 6 conditions.").optional(),
  }),
  z.strictObject({
    ...seen,
    verdict: z.enum(["reject", "send_back"]),
    comment: text({ missing: "Say why, for whoever asked and for whoever audits this later." }),
    answers: answersSchema.optional(),
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

export const raiseSchema = z.strictObject({
  ...seen,
  risk: z.enum(Risk, "Choose the level."),
  reason: text({ missing: "Say why it is riskier than it was classified." }),
});
export type Raise = z.infer<typeof raiseSchema>;

export const retractSchema = z.strictObject({
  exceptionId: z.uuid(),
  reason: text({ missing: "Say why you take your approval back." }),
});
export type Retraction = z.infer<typeof retractSchema>;

export const withdrawSchema = z.strictObject({
  exceptionId: z.uuid(),
  reason: text({ missing: "Say why it is no longer needed." }),
});
export const revokeSchema = z.strictObject({
  exceptionId: z.uuid(),
  reason: text({ missing: "Say why it ends now." }),
});
export const closeSchema = z.strictObject({
  exceptionId: z.uuid(),
  removedOn: z.iso.date("Say on which day the break was removed."),
  verifiedById: z.uuid("Name who checked that it is gone."),
  note: text({}),
});
export const stillNeededSchema = z.strictObject({
  exceptionId: z.uuid(),
  reason: text({ missing: "Say what it is still needed for." }),
});
export const nudgeSchema = z.strictObject({ exceptionId: z.uuid() });
/** Several at once: each its own act, tied together by the batch. */
export const several = {
  batch: z.uuid(),
  rows: z
    .array(z.strictObject({ exceptionId: z.uuid() }))
    .min(1)
    .max(mostAtOnce, tooManyAtOnce),
};
export const nudgeAllSchema = z.strictObject(several);
export const askRecheckSchema = z.strictObject({ exceptionId: z.uuid() });
export const reassignSchema = z.strictObject({
  exceptionId: z.uuid(),
  ownerId: z.uuid("Name the one person who will close it."),
  reason: text({ missing: "Say why it changes hands." }),
});
export const handOverSchema = z.strictObject({
  batch: z.uuid(),
  reason: text({ missing: "Say why they change hands." }),
  rows: z
    .array(z.strictObject({ exceptionId: z.uuid(), ownerId: z.uuid("Choose a person.").nullable() }))
    .max(mostAtOnce, tooManyAtOnce)
    .refine((rows) => rows.some(({ ownerId }) => ownerId), "Choose a new owner for at least one."),
});
/** Several to one person. */
export const handAllToSchema = reassignSchema.omit({ exceptionId: true }).extend(several);
export const breakSchema = z.strictObject({
  exceptionId: z.uuid(),
  conditionId: z.uuid(),
  reason: text({ missing: "Say what does not hold, and how you know." }),
});
/** Private acts: watching, and snoozing until an instant; null: it waits again. */
export const attentionSchema = z.strictObject({
  exceptionId: z.uuid(),
  watching: z.boolean().optional(),
  snoozedUntil: instant.nullable().optional(),
});
export const attentionsSchema = z.array(attentionSchema).min(1).max(mostAtOnce, tooManyAtOnce);
export const noteSchema = z.strictObject({
  exceptionId: z.uuid(),
  note: text({ missing: "Write the note first." }),
});

export type Withdrawal = z.infer<typeof withdrawSchema>;
export type Revocation = z.infer<typeof revokeSchema>;
export type Closing = z.infer<typeof closeSchema>;
export type Nudge = z.infer<typeof nudgeSchema>;
export type NudgeAll = z.infer<typeof nudgeAllSchema>;
export type StillNeeded = z.infer<typeof stillNeededSchema>;
export type AskedRecheck = z.infer<typeof askRecheckSchema>;
export type Reassignment = z.infer<typeof reassignSchema>;
export type HandOver = z.infer<typeof handOverSchema>;
export type HandAllTo = z.infer<typeof handAllToSchema>;
export type Breaking = z.infer<typeof breakSchema>;
export type AttentionChange = z.infer<typeof attentionSchema>;
export type Note = z.infer<typeof noteSchema>;
