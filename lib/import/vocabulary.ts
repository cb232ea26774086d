// The words that sheets use for what the register has words of its own for. Whatever is not listed is refused, never guessed.

import {
  type Fact,
  factQuestions,
  type Impact,
  type Regulation,
  regulationNames,
} from "@/lib/exceptions/schemas";
import { environmentNames, exposureWords, impactNames, sensitivityWords } from "@/lib/words";
import type { Environment, Exposure, Risk, Sensitivity } from "@/prisma/generated/enums";

type Known<Value extends string> = Record<Value, string[]>;

const labelOf = (options: { value: string; label: string }[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value;

export const environments: Known<Environment> = {
  production: [environmentNames.production, "prod", "prd", "live"],
  staging: [environmentNames.staging, "stage", "stg", "uat", "pre-production", "preprod", "acceptance"],
  test: [environmentNames.test, "testing", "qa", "integration"],
  development: [environmentNames.development, "dev"],
};

export const sensitivities: Known<Sensitivity> = {
  none: [labelOf(sensitivityWords, "none"), "no data", "public", "unclassified"],
  internal: ["internal", "internal use only"],
  confidential: ["confidential", "sensitive"],
  regulated: [
    labelOf(sensitivityWords, "regulated"),
    "personal",
    "personal data",
    "pii",
    "phi",
    "pci",
    "cardholder data",
  ],
};

export const exposures: Known<Exposure> = {
  internal: [labelOf(exposureWords, "internal"), "ourselves", "employees", "staff"],
  partners: [labelOf(exposureWords, "partners"), "partner", "suppliers", "vendors"],
  customers: [labelOf(exposureWords, "customers"), "customer", "public", "external"],
};

export const impacts: Known<Impact> = {
  minor: [impactNames.minor, "low", "negligible"],
  moderate: [impactNames.moderate, "medium"],
  major: [impactNames.major, "high", "significant"],
  severe: [impactNames.severe, "critical", "catastrophic", "very high"],
};

export const risks: Known<Risk> = {
  low: ["low", "minor", "very low"],
  moderate: ["moderate", "medium"],
  high: ["high", "major"],
  critical: ["critical", "very high", "severe", "extreme"],
};

export const facts = withLabels<Fact>(factQuestions);
export const regulationsKnown: Known<Regulation> = {
  ...withLabels<Regulation>(regulationNames),
  pci_dss: [regulationNames.pci_dss, "pci"],
  eu_ai_act: [regulationNames.eu_ai_act, "ai act"],
};

/** What stands for "none of these" in a list that has to be answered. */
export const none = ["none", "none of these", "no", "n/a", "-"];

/** By its key or one of its words, in any case. Numbers in front, as in "3 - High", do not count. */
export function knownValue<Value extends string>(words: string, known: Known<Value>): Value | null {
  const said = plain(words.replace(/^\d+\s*[-.:)]\s*/, ""));
  const entries = Object.entries(known) as [Value, string[]][];
  const [found] =
    entries.find(([value, names]) => [value, ...names].some((name) => plain(name) === said)) ?? [];
  return found ?? null;
}

function withLabels<Value extends string>(labels: Record<Value, string>): Known<Value> {
  const entries = Object.entries(labels) as [Value, string][];
  return Object.fromEntries(entries.map(([value, label]) => [value, [label]])) as Known<Value>;
}

function plain(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ");
}
