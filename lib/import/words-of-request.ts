// A request as a row of a sheet, in the words that an import reads back: the way from one register into another.

import { mitigations } from "@/lib/exceptions/mitigations";
import { type Content, scopeOf } from "@/lib/exceptions/revisions";
import { riskNames } from "@/lib/exceptions/risk";
import { type Fact, factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import type { Asked } from "@/lib/exceptions/window";
import type { Directory } from "@/lib/import/directory";
import type { Words } from "@/lib/import/fields";
import { environmentNames, exposureWords, impactNames, sensitivityWords } from "@/lib/words";

type Request = { content: Content; asked: Asked; requesterId: string };

export function wordsOfRequest({ content, asked, requesterId }: Request, directory: Directory): Words {
  const { classification } = content;
  const email = (id: string) => directory.people.find((person) => person.id === id)?.email ?? "";
  const words: Words = {
    ...placesOf(content, directory),
    title: content.title,
    reason: content.reason,
    breaksIfNo: content.breaksIfNo,
    riskIntroduced: content.riskIntroduced,
    dataAffected: content.dataAffected,
    alternatives: content.alternatives,
    mitigation: content.mitigation,
    conditions: (content.conditions ?? []).map(conditionInWords).join("\n"),
    dataSensitivity: labelOf(sensitivityWords, classification.dataSensitivity),
    exposure: labelOf(exposureWords, classification.exposure),
    impact: impactNames[classification.impact],
    facts: factsInWords(classification.facts),
    regulations: (classification.regulations ?? []).map((one) => regulationNames[one]).join(", "),
    risk: classification.raisedTo ? riskNames[classification.raisedTo] : "",
    requester: email(requesterId),
    owner: email(content.owner),
    manager: email(content.manager),
    start: asked.askedStart?.toISOString() ?? "",
    end: asked.askedEnd?.toISOString() ?? "",
    length: asked.askedSeconds === null ? "" : `${asked.askedSeconds / 3600} hours`,
  };
  return words;
}

/** Places that are not each system in each environment have no words here: then the environment is asked for again. */
function placesOf(content: Content, { policies, systems }: Directory): Words {
  const scope = scopeOf(content);
  const distinct = <Key extends keyof (typeof scope)[number]>(key: Key) => [
    ...new Set(scope.map((one) => one[key])),
  ];
  const [policyIds, systemIds, environments, resources] = [
    distinct("policyId"),
    distinct("systemId"),
    distinct("environment"),
    distinct("resource"),
  ];
  const isWhole =
    resources.length === 1 && scope.length === policyIds.length * systemIds.length * environments.length;
  return {
    policies: policyIds.map((id) => policies.find((policy) => policy.id === id)?.key ?? "").join(", "),
    systems: systemIds.map((id) => systems.find((system) => system.id === id)?.key ?? "").join(", "),
    environment: isWhole ? environments.map((one) => environmentNames[one]).join(", ") : "",
    resource: resources.join("; "),
  };
}

function conditionInWords({ statement, mitigation }: NonNullable<Content["conditions"]>[number]): string {
  return mitigation && mitigations[mitigation].statement === statement
    ? mitigations[mitigation].title
    : statement;
}

function factsInWords(facts: Record<Fact, boolean>): string {
  const said = (Object.keys(factQuestions) as Fact[]).filter((fact) => facts[fact]);
  return said.map((fact) => factQuestions[fact]).join(", ") || "None of these";
}

function labelOf(options: { value: string; label: string }[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
