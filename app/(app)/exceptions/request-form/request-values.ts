// What the request form holds while somebody types, and how it becomes what the use cases take. Rules and places are
// chosen apart; each rule is asked for at each place.

import type { FieldErrors, Resolver } from "react-hook-form";

import { fromLocalInput } from "@/lib/dates";
import { whyUnmitigated } from "@/lib/exceptions/conditions";
import { designProblemFrom } from "@/lib/exceptions/extensions";
import {
  type AskedFinding,
  type Draft,
  type Fact,
  factQuestions,
  type Impact,
  type Regulation,
  type Request,
  requestSchema,
} from "@/lib/exceptions/schemas";
import { dayInSeconds } from "@/lib/exceptions/window";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { hasFootprint } from "@/lib/systems/oversight";
import type { Environment, Exposure, Risk, Sensitivity } from "@/prisma/generated/enums";

import { type ConditionValue, toAsked } from "../conditions/condition-values";

export type Place = {
  systemId: string | null;
  environment: Environment | "";
  resource: string;
  /** Asked where a model or a vendor is concerned. */
  deployment: string;
  faces: string;
  dataSets: string;
};

export const emptyPlace: Place = {
  systemId: null,
  environment: "",
  resource: "",
  deployment: "",
  faces: "",
  dataSets: "",
};

/** What the directory knows of where a model or a vendor runs, and on what. */
export function footprintOf(system: ChoosableSystem): Pick<Place, "deployment" | "dataSets"> {
  if (!hasFootprint(system)) return { deployment: "", dataSets: "" };
  return { deployment: system.deployment, dataSets: system.dataSets.join(", ") };
}

export type HowSoon = "usual" | "urgent" | "emergency";

export type RequestValues = {
  title: string;
  policies: string[];
  places: Place[];
  reason: string;
  breaksIfNo: string;
  riskIntroduced: string;
  dataAffected: string;
  alternatives: string;
  mitigation: string;
  conditions: ConditionValue[];
  dataSensitivity: Sensitivity | "";
  exposure: Exposure | "";
  impact: Impact | "";
  facts: Fact[];
  regulations: Regulation[];
  /** The level to which who asks raises the risk; empty: what follows from the answers. */
  raisedTo: Risk | "";
  requesterId: string | null;
  ownerId: string | null;
  managerId: string | null;
  howSoon: HowSoon;
  /** The incident or launch that cannot wait. */
  urgentWhat: string;
  /** Seconds as text, "other" for a length of one's own, "until" for a fixed end. */
  howLong: string;
  otherAmount: string;
  otherUnit: "hours" | "days";
  until: string;
  startsLater: boolean;
  start: string;
  whatChanged: string;
  remediationPlan: string;
  /** A calendar day. */
  remediationBy: string;
  /** What a pipeline found: for any rule of the policy on the resource, not only for this one. */
  wholeResource: boolean;
};

export const lengthChoices = [1, 3, 5, 7, 14, 30].map((days) => days * dayInSeconds);

export const emptyValues: RequestValues = {
  title: "",
  policies: [],
  places: [emptyPlace],
  reason: "",
  breaksIfNo: "",
  riskIntroduced: "",
  dataAffected: "",
  alternatives: "",
  mitigation: "",
  conditions: [],
  dataSensitivity: "",
  exposure: "",
  impact: "",
  facts: [],
  regulations: [],
  raisedTo: "",
  requesterId: null,
  ownerId: null,
  managerId: null,
  howSoon: "usual",
  urgentWhat: "",
  howLong: String(dayInSeconds),
  otherAmount: "",
  otherUnit: "hours",
  until: "",
  startsLater: false,
  start: "",
  whatChanged: "",
  remediationPlan: "",
  remediationBy: "",
  wholeResource: false,
};

type Known = {
  id: string;
  zone: string;
  continuesId?: string;
  renewal?: number;
  exceptionId?: string;
  /** What a pipeline found, where the form was opened from its answer. */
  found?: { evaluationId: string; findings: AskedFinding[] };
};

/** The request that these values stand for; what is still missing is left empty for the schema to name. */
export function toRequest(values: RequestValues, { id, zone, continuesId, renewal = 0, found }: Known) {
  return {
    id,
    title: values.title,
    scope: scopeOf(values),
    reason: values.reason,
    breaksIfNo: values.breaksIfNo,
    riskIntroduced: values.riskIntroduced,
    dataAffected: values.dataAffected,
    alternatives: values.alternatives,
    mitigation: values.mitigation,
    conditions: values.conditions.map((condition) => toAsked(condition, zone)),
    classification: classificationOf(values),
    ...(values.requesterId && { requesterId: values.requesterId }),
    ownerId: values.ownerId ?? "",
    ...(values.managerId && { managerId: values.managerId }),
    window: windowOf(values, zone),
    ...(found && {
      evaluationId: found.evaluationId,
      findings: found.findings.map((one) => ({ ...one, wholeResource: values.wholeResource })),
    }),
    ...(values.howSoon === "emergency" && { emergency: true }),
    ...(values.howSoon === "urgent" && { urgent: { what: values.urgentWhat } }),
    ...(continuesId && { continuesId, whatChanged: values.whatChanged }),
    ...(renewal >= designProblemFrom && {
      remediation: { plan: values.remediationPlan, by: values.remediationBy },
    }),
  };
}

/** As far as the live panel can already use it. */
export function toDraft(values: RequestValues, { zone, continuesId, exceptionId }: Omit<Known, "id">): Draft {
  const scope = scopeOf(values).filter((item) => item.systemId && item.environment) as Draft["scope"];
  const { dataSensitivity, exposure, impact } = values;
  // What is not answered yet counts as nothing, so that the panel can show the least that will be needed.
  const classification: Draft["classification"] = {
    dataSensitivity: dataSensitivity || "none",
    exposure: exposure || "internal",
    impact: impact || "minor",
    facts: classificationOf(values).facts,
    regulations: values.regulations,
    ...(values.raisedTo && { raisedTo: values.raisedTo }),
  };
  const window = requestSchema.shape.window.safeParse(windowOf(values, zone));

  return {
    ...(scope?.length && { scope }),
    classification,
    ...(values.ownerId && { ownerId: values.ownerId }),
    ...(values.requesterId && { requesterId: values.requesterId }),
    ...(window.success && { window: window.data }),
    ...(values.howSoon === "emergency" && { emergency: true }),
    // What it waits for changes nothing that the panel shows, so it need not be typed yet.
    ...(values.howSoon === "urgent" && { urgent: { what: "…" } }),
    ...(continuesId && { continuesId }),
    ...(exceptionId && { exceptionId }),
    ...typed(values),
  };
}

/** The texts that signals are found in, as far as they are typed and can be read. */
function typed(values: RequestValues): Partial<Draft> {
  const { title, reason, riskIntroduced } = requestSchema.shape;
  const texts = { title, reason, riskIntroduced } as const;
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, schema]) => {
      const text = schema.safeParse(values[name as keyof typeof texts]);
      return text.success ? [[name, text.data]] : [];
    }),
  );
}

function scopeOf({ policies, places }: RequestValues) {
  return policies.flatMap((policyId) =>
    places.map(({ systemId, environment, resource, deployment, faces, dataSets }) => ({
      policyId,
      systemId: systemId ?? "",
      environment,
      resource,
      ...((deployment || faces || dataSets) && {
        footprint: { deployment, faces, dataSets: namesIn(dataSets) },
      }),
    })),
  );
}

const namesIn = (typed: string) => typed.split(/[,;\n]/).flatMap((name) => name.trim() || []);

function classificationOf(values: RequestValues) {
  const { dataSensitivity, exposure, impact, facts, regulations, raisedTo } = values;
  const chosen = Object.fromEntries(
    Object.keys(factQuestions).map((fact) => [fact, facts.includes(fact as Fact)]),
  );
  return {
    dataSensitivity,
    exposure,
    impact,
    facts: chosen as Request["classification"]["facts"],
    regulations,
    ...(raisedTo && { raisedTo }),
  };
}

function windowOf(values: RequestValues, zone: string) {
  const later = values.startsLater && values.howSoon !== "emergency";
  const start = later ? { start: fromLocalInput(values.start, zone)?.toISOString() ?? "" } : {};
  if (values.howLong === "until") {
    return { kind: "until" as const, end: fromLocalInput(values.until, zone)?.toISOString() ?? "", ...start };
  }
  return { kind: "length" as const, seconds: secondsOf(values), ...start };
}

function secondsOf({ howLong, otherAmount, otherUnit }: RequestValues): number {
  if (howLong !== "other") return Number(howLong);
  return Math.round(Number(otherAmount) * (otherUnit === "days" ? dayInSeconds : 3600));
}

/** The field of the form under which a sentence of the schema or the server is shown. */
export function fieldOf(path: string, { howLong }: Pick<RequestValues, "howLong">): string {
  const [first, second, third, fourth] = path.split(".");
  // An instant that is due is one field, and what is measured several.
  if (first === "conditions" && third)
    return third === "due" || !fourth ? `conditions.${second}.${third}` : path;
  if (path === "places") return "places.0.systemId";
  if (path === "urgent.what") return "urgentWhat";
  if (path === "window.start") return "start";
  if (path === "remediation.plan") return "remediationPlan";
  if (path === "remediation.by") return "remediationBy";
  if (first === "window")
    return howLong === "until" ? "until" : howLong === "other" ? "otherAmount" : "howLong";
  if (first === "classification") return second ?? "impact";
  return path;
}

export function requestResolver(known: Known): Resolver<RequestValues> {
  return (values) => {
    const errors: Record<string, { type: string; message: string }> = {};
    const add = (field: string, message: string) => {
      errors[field] ??= { type: "invalid", message };
    };

    if (values.policies.length === 0) add("policies", "Choose the rule that has to be broken.");
    values.places.forEach((place, index) => {
      if (!place.systemId) add(`places.${index}.systemId`, "Choose the system where it is broken.");
      else if (!place.environment) add(`places.${index}.environment`, "Choose the environment.");
    });
    const parsed = requestSchema.safeParse(toRequest(values, known));
    for (const issue of parsed.error?.issues ?? []) {
      if (issue.path[0] !== "scope") add(fieldOf(issue.path.join("."), values), issue.message);
    }
    const unmitigated = whyUnmitigated({ ...values, mitigation: values.mitigation.trim() });
    if (unmitigated) add("mitigation", unmitigated.message);
    if (known.continuesId && values.whatChanged.trim() === "")
      add("whatChanged", "Say what changed since last time.");

    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors: nested(errors) };
  };
}

/** react-hook-form keeps the error of "places.0.systemId" in places[0].systemId. */
function nested(flat: Record<string, { type: string; message: string }>): FieldErrors<RequestValues> {
  const errors: Record<string, unknown> = {};
  for (const [path, error] of Object.entries(flat)) {
    const [field = "", index, name = ""] = path.split(".");
    if (index === undefined) {
      errors[field] = error;
      continue;
    }
    const list = (errors[field] ?? []) as Record<string, unknown>[];
    list[Number(index)] = { ...list[Number(index)], [name]: error };
    errors[field] = list;
  }
  return errors as FieldErrors<RequestValues>;
}

/** "places.0.systemId" to sentence, for the summary on top. */
export function flatErrors(errors: FieldErrors<RequestValues>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [field, error] of Object.entries(errors)) {
    if (Array.isArray(error)) {
      error.forEach((item, index) => {
        for (const [name, inner] of Object.entries(item ?? {})) {
          const message = (inner as { message?: string } | undefined)?.message;
          if (message) flat[`${field}.${index}.${name}`] = message;
        }
      });
    } else if (error && "message" in error && typeof error.message === "string") flat[field] = error.message;
  }
  return flat;
}
