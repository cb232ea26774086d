// What is typed about the gate, and what a pipeline sends with its reports.

import { z } from "zod";

import { emailSchema } from "@/lib/auth/email-address";
import { categories, footprintSchema } from "@/lib/exceptions/schemas";
import { environmentNamed } from "@/lib/gate/environment-named";
import { kinds, severities } from "@/lib/gate/report";
import { line, text } from "@/lib/text";
import { Environment, IssuerKind, Risk, TokenRight } from "@/prisma/generated/enums";

export const newTokenSchema = z.strictObject({
  name: line({ missing: "Give the token a name: whose pipeline, which one.", max: 80 }),
  rights: z.array(z.enum(TokenRight)).min(1, "Choose at least one right.").max(5),
  systemIds: z.array(z.uuid()).min(1, "Choose at least one system.").max(200),
  environments: z.array(z.enum(Environment)).min(1, "Choose at least one environment.").max(4),
  days: z.int("Say for how many days.").min(1, "At least one day.").max(90, "At most 90 days."),
});
/** As a form sends it, where every choice is text. */
export const newTokenFormSchema = newTokenSchema.extend({
  days: z.coerce.number().pipe(newTokenSchema.shape.days),
});

export const newIssuerSchema = z.strictObject({
  kind: z.enum(IssuerKind, "Choose GitHub Actions or GitLab."),
  url: line({ missing: "Write the issuer’s address.", max: 300 })
    .transform((url) => url.replace(/\/+$/, ""))
    .refine(
      (url) => /^https:\/\/[^/?#@ ]+(\/[^?# ]*)?$/.test(url) && URL.canParse(url),
      "Write https://, the host, and its path where it has one.",
    ),
});
export const issuerIdSchema = z.strictObject({ issuerId: z.uuid() });

/** Which of an issuer's tokens ask, by what they say, and for what. Empty: whatever the token says of it. */
export const newBindingSchema = newTokenSchema.omit({ days: true }).extend({
  name: line({ missing: "Give it a name: whose pipeline, which one.", max: 80 }),
  issuerId: z.uuid("Choose the issuer."),
  claims: z
    .record(z.string().max(40), line({ max: 500 }))
    .transform((claims) => Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== ""))),
});

export const linkCodeSchema = z.strictObject({ code: z.string().regex(/^[A-Za-z0-9_-]{32}$/) });
export const linkIdSchema = z.strictObject({ linkId: z.uuid() });
export type NewIssuer = z.infer<typeof newIssuerSchema>;
export type IssuerId = z.infer<typeof issuerIdSchema>;
export type NewBinding = z.infer<typeof newBindingSchema>;
export type LinkCode = z.infer<typeof linkCodeSchema>;
export type LinkId = z.infer<typeof linkIdSchema>;

export const tokenIdSchema = z.strictObject({ tokenId: z.uuid() });
export const ruleRowIdSchema = z.strictObject({ ruleId: z.uuid() });
export type TokenId = z.infer<typeof tokenIdSchema>;
export type RuleRowId = z.infer<typeof ruleRowIdSchema>;
export type NewToken = z.infer<typeof newTokenSchema>;

export const newRuleSchema = z
  .strictObject({
    tool: line({ missing: "Name the tool, or * for every tool.", max: 60 }).toLowerCase(),
    pattern: line({ missing: "Name the rule; * stands for anything.", max: 200 }),
    kind: z.enum(kinds).nullable(),
    severityFrom: z.enum(severities).nullable(),
    severityTo: z.enum(severities).nullable(),
    /** Null: the rule is no policy. */
    policyId: z.uuid().nullable(),
    reason: text({ max: 500 }),
  })
  .refine(({ policyId, reason }) => policyId !== null || reason !== "", {
    path: ["reason"],
    message: "Say why this is no policy.",
  });
const anyOr = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema, z.null()]);

/** As a form sends it: an empty choice is any, and "none" is no policy. */
export const newRuleFormSchema = z
  .object({
    tool: z.string(),
    pattern: z.string(),
    kind: anyOr(z.enum(kinds)),
    severityFrom: anyOr(z.enum(severities)),
    severityTo: anyOr(z.enum(severities)),
    policyId: z.union([
      z.literal("none").transform(() => null),
      z.uuid("Choose the policy that it checks."),
      z.null(),
    ]),
    reason: z.string(),
  })
  .pipe(newRuleSchema);
export type NewRule = z.infer<typeof newRuleSchema>;

const optional = (max = 200) => line({ max }).optional();

/** The part `context` of a question. Nothing in it widens what the token is bound to. */
export const contextSchema = z.strictObject({
  system: line({ missing: "Name the system by its key.", max: 80 }).describe("Its key in the register."),
  environment: z
    .string("Name the environment.")
    .transform(environmentNamed)
    .pipe(z.enum(Environment, "The environment is production, staging, test or development.")),
  repository: optional(),
  ref: optional(),
  commit: optional(100),
  root: optional(1000).describe("The checkout folder, cut from the front of paths."),
  run: z.strictObject({ id: optional(), attempt: z.int().optional(), url: optional(1000) }).optional(),
  changeUrl: optional(1000).describe("The pull or merge request."),
  reports: z
    .array(z.strictObject({ name: line({ max: 200 }), format: line({ max: 40 }) }))
    .max(20)
    .optional(),
});
export type Context = z.infer<typeof contextSchema>;

/** The same for a re-check, whose system and environment are known. */
export const recheckContextSchema = contextSchema.omit({ system: true, environment: true });
/** The part `context` of an import: whose code base its files are of. */
export const foundContextSchema = z.strictObject({
  repository: line({ missing: "Name the repository.", max: 200 }),
  commit: line({ missing: "Name the commit.", max: 100 }),
  system: optional(80).describe("Its key in the register. May be left out by a token that is bound to one."),
  environment: contextSchema.shape.environment.optional().describe("Left out, they are waived everywhere."),
  root: optional(1000).describe("The checkout folder, cut from the front of paths."),
  removed: z
    .array(line({ max: 1000 }))
    .max(1000)
    .optional()
    .describe("Files that were there and are no more: what was found in them is gone."),
});
export type FoundContext = z.infer<typeof foundContextSchema>;

/** Which place an export is of. */
export const exportQuerySchema = z.strictObject({
  system: contextSchema.shape.system,
  environment: contextSchema.shape.environment,
  folder: optional(1000),
});

const { deployment, faces, dataSets } = footprintSchema.shape;
/** As the form asks it where a model or a vendor is concerned. */
const footprint = z.strictObject({
  deployment: deployment.default("").describe("Region, endpoint, name of the deployment."),
  faces: faces.default("").describe("Who is faced with it, such as “3,100 customers in Germany”."),
  dataSets: dataSets.default([]).describe("By name: a list, or one text with commas."),
});

/** What a pipeline asks for in somebody's name, in the words of the form. */
export const askedSchema = z
  .strictObject({
    evaluation: z
      .string("Name the evaluation, “ev_…”.")
      .max(80)
      .describe("The evaluation that this token asked, “ev_…”."),
    fingerprints: z
      .array(
        line({ missing: "A fingerprint is not empty.", max: 80 }),
        "Name the findings by their fingerprints.",
      )
      .min(1, "Name at least one finding by its fingerprint.")
      .max(500, "At most 500 findings.")
      .describe("The findings of it to be excepted."),
    requester: emailSchema
      .optional()
      .describe(
        "Who submits it: an e-mail address, as in the directory. Left out where GitHub or GitLab says who started the run.",
      ),
    owner: emailSchema.describe("Who will close it: an e-mail address."),
    manager: emailSchema
      .optional()
      .describe("Needed where the directory names none for the owner: an e-mail address."),
    title: line({ max: 120 }).optional().describe("By default the policies, the system and what was found."),
    reason: text({ missing: "Say why the rule has to be broken." }).describe(
      "Why the rule has to be broken.",
    ),
    breaksIfNo: text({ missing: "Say what breaks if the answer is no." }).describe(
      "What breaks if the answer is no.",
    ),
    risk: text({ missing: "Say what could go wrong while the rule is broken." }).describe(
      "What could go wrong while the rule is broken.",
    ),
    level: z
      .enum(Risk, "Choose low, moderate, high or critical.")
      .describe("The risk is at least this; what is known of the system may raise it."),
    end: z.iso
      .datetime({ offset: true, error: "Write an instant such as 2026-11-22T18:00:00Z." })
      .optional()
      .describe("A fixed end. Say this or “seconds”."),
    seconds: z
      .int("Write whole seconds.")
      .positive("Write whole seconds.")
      .optional()
      .describe("A length, counted from approval. Say this or “end”."),
    alternatives: text({ missing: "Say which safer way you looked at, and why it will not do." }).describe(
      "Which safer way was looked at, and why it will not do.",
    ),
    mitigation: text({ missing: "Say what keeps it safe meanwhile." }).describe(
      "What keeps it safe meanwhile.",
    ),
    data: text({ missing: "Name the data, or say that there is none." }).describe(
      "The data affected, or that there is none.",
    ),
    footprint: footprint
      .optional()
      .describe(
        "Exactly what runs outside the rule in the place of the evaluation. What is left out is as the system is known for.",
      ),
    category: z
      .enum(categories, "Choose waiver, mitigated or false_positive.")
      .default("waiver")
      .describe("An accepted risk, one that is kept small, or no break at all."),
  })
  .refine(({ end, seconds }) => (end === undefined) !== (seconds === undefined), {
    path: ["end"],
    message: "Say until when, or for how many seconds.",
  });
export type AskedByPipeline = z.output<typeof askedSchema>;

export const withdrawnSchema = z.strictObject({
  reason: text({ missing: "Say why it is no longer needed." }).describe("Why it is no longer needed."),
});
