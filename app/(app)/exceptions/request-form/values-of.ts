// A stored revision as the form holds it: for an edit, a copy, an extension.

import { toLocalInput } from "@/lib/dates";
import type { Content } from "@/lib/exceptions/revisions";
import { type Fact, factQuestions } from "@/lib/exceptions/schemas";
import type { Asked } from "@/lib/exceptions/window";

import { conditionValue } from "../conditions/condition-values";
import { emptyValues, lengthChoices, type Place, type RequestValues } from "./request-values";

export function valuesOf(
  content: Content,
  asked: Asked,
  directoryManagerId: string | null,
  zone: string,
): RequestValues {
  const { classification } = content;
  return {
    ...emptyValues,
    title: content.title,
    policies: [...new Set(content.scope.map(({ policy }) => policy))],
    places: placesOf(content.scope),
    reason: content.reason,
    breaksIfNo: content.breaksIfNo,
    riskIntroduced: content.riskIntroduced,
    dataAffected: content.dataAffected,
    alternatives: content.alternatives,
    mitigation: content.mitigation,
    conditions: (content.conditions ?? []).map((stored) => conditionValue(stored, content.owner, zone)),
    whatChanged: content.whatChanged,
    remediationPlan: content.remediation?.plan ?? "",
    remediationBy: content.remediation?.by ?? "",
    dataSensitivity: classification.dataSensitivity,
    exposure: classification.exposure,
    impact: classification.impact,
    facts: (Object.keys(factQuestions) as Fact[]).filter((fact) => classification.facts[fact]),
    regulations: classification.regulations ?? [],
    raisedTo: classification.raisedTo ?? "",
    ownerId: content.owner,
    managerId: content.manager === directoryManagerId ? null : content.manager,
    ...windowValues(asked, zone),
  };
}

function placesOf(scope: Content["scope"]): Place[] {
  const places = new Map<string, Place>();
  for (const { system, environment, resource, footprint } of scope) {
    const { deployment = "", faces = "", dataSets = [] } = footprint ?? {};
    places.set([system, environment, resource].join("\n"), {
      systemId: system,
      environment,
      resource,
      deployment,
      faces,
      dataSets: dataSets.join(", "),
    });
  }
  return [...places.values()];
}

function windowValues({ askedStart, askedSeconds, askedEnd }: Asked, zone: string): Partial<RequestValues> {
  const start = askedStart ? { startsLater: true, start: toLocalInput(askedStart, zone) } : {};
  if (askedEnd) return { ...start, howLong: "until", until: toLocalInput(askedEnd, zone) };
  if (askedSeconds && lengthChoices.includes(askedSeconds))
    return { ...start, howLong: String(askedSeconds) };
  return { ...start, howLong: "other", otherAmount: String((askedSeconds ?? 0) / 3600), otherUnit: "hours" };
}
