// What is different between two revisions: was and now for what counts, word by word for texts (R10).

import { diffWordsWithSpace } from "diff";

import { formatDay } from "@/lib/dates";
import { type Content, footprintInWords } from "@/lib/exceptions/revisions";
import { riskNames } from "@/lib/exceptions/risk";
import { type Fact, factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import { environmentNames, exposureNames, impactNames, sensitivityNames } from "@/lib/words";
import type { Risk } from "@/prisma/generated/enums";

export type Version = {
  content: Content;
  risk: Risk;
  /** The asked window in words. */
  window: string;
  /** The conditions that were asked for, in words. */
  conditions: string;
};

/** How to say an id: a person's name, "SEC-014 TLS 1.2 or newer", "Payroll feed". */
export type NameOf = (id: string) => string;

export type Word = { text: string; change: "same" | "added" | "removed" };
export type Difference = { label: string } & (
  | { kind: "value"; was: string; now: string }
  | { kind: "text"; words: Word[] }
);

const textLabels = {
  title: "Title",
  reason: "Reason",
  whatChanged: "What changed",
  breaksIfNo: "What breaks if no",
  riskIntroduced: "What could go wrong",
  dataAffected: "Data affected",
  alternatives: "Safer ways",
  mitigation: "Mitigation",
} as const satisfies Partial<Record<keyof Content, string>>;

/** Every difference, and how many of the facts and texts stayed the same. */
export function differencesBetween(
  was: Version,
  now: Version,
  nameOf: NameOf,
): { differences: Difference[]; unchanged: number } {
  const values: [string, string, string][] = [
    ["Rules", rules(was.content, nameOf), rules(now.content, nameOf)],
    ["Where", places(was.content, nameOf), places(now.content, nameOf)],
    ["Risk", riskNames[was.risk], riskNames[now.risk]],
    ["How long", was.window, now.window],
    ["Conditions", was.conditions, now.conditions],
    ["Owner", nameOf(was.content.owner), nameOf(now.content.owner)],
    ["Manager", nameOf(was.content.manager), nameOf(now.content.manager)],
    [
      "Data",
      sensitivityNames[was.content.classification.dataSensitivity],
      sensitivityNames[now.content.classification.dataSensitivity],
    ],
    [
      "Could affect",
      exposureNames[was.content.classification.exposure],
      exposureNames[now.content.classification.exposure],
    ],
    [
      "Damage",
      impactNames[was.content.classification.impact],
      impactNames[now.content.classification.impact],
    ],
    ["Facts", facts(was.content), facts(now.content)],
    ["Regulations", regulationsOf(was.content), regulationsOf(now.content)],
    ["Raised to", raisedTo(was.content), raisedTo(now.content)],
    ["Plan", plan(was.content), plan(now.content)],
  ];
  const texts = Object.entries(textLabels) as [keyof typeof textLabels, string][];

  const differences: Difference[] = [
    ...values
      .filter(([, before, after]) => before !== after)
      .map(([label, before, after]) => ({ label, kind: "value" as const, was: before, now: after })),
    ...texts
      .filter(([field]) => was.content[field] !== now.content[field])
      .map(([field, label]) => ({
        label,
        kind: "text" as const,
        words: wordsBetween(was.content[field], now.content[field]),
      })),
  ];
  return { differences, unchanged: values.length + texts.length - differences.length };
}

export function wordsBetween(was: string, now: string): Word[] {
  return diffWordsWithSpace(was, now).map(({ value, added, removed }) => ({
    text: value,
    change: added ? "added" : removed ? "removed" : "same",
  }));
}

function rules({ scope }: Content, nameOf: NameOf) {
  return [...new Set(scope.map(({ policy }) => nameOf(policy)))].sort().join(", ");
}

function places({ scope }: Content, nameOf: NameOf) {
  const said = scope.map(({ system, environment, resource, footprint }) =>
    [
      nameOf(system),
      environmentNames[environment].toLowerCase(),
      resource,
      footprint && footprintInWords(footprint),
    ]
      .filter(Boolean)
      .join(", "),
  );
  return [...new Set(said)].sort().join("; ");
}

function plan({ remediation }: Content) {
  return remediation ? `${remediation.plan} Done by ${formatDay(new Date(remediation.by), "UTC")}.` : "none";
}

function facts({ classification }: Content) {
  const said = (Object.keys(factQuestions) as Fact[])
    .filter((fact) => classification.facts[fact])
    .map((fact) => factQuestions[fact]);
  return said.join(", ") || "none of them";
}

function regulationsOf({ classification }: Content) {
  return (classification.regulations ?? []).map((one) => regulationNames[one]).join(", ") || "none";
}

function raisedTo({ classification }: Content) {
  return classification.raisedTo ? riskNames[classification.raisedTo] : "not raised";
}
