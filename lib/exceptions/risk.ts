// How risky a break is (R12), from facts alone. The table is the whole rule: the highest level with a line that
// applies, and every line that applies at that level is a reason.

import type { Classification } from "@/lib/exceptions/schemas";
import type { Environment, Risk } from "@/prisma/generated/enums";

export type Facts = Classification & { environments: Environment[] };

type Line = { level: Exclude<Risk, "low">; because: string; when: (facts: Seen) => boolean };
type Seen = Classification["facts"] &
  Omit<Classification, "facts"> & { production: boolean; regulated: boolean; confidential: boolean };

const table: Line[] = [
  {
    level: "critical",
    because: "it opens remote access in production to regulated data",
    when: (x) => x.opensRemoteAccess && x.production && x.regulated,
  },
  {
    level: "critical",
    because: "it weakens sign-in for customers in production",
    when: (x) => x.weakensSignIn && x.production && x.exposure === "customers",
  },
  {
    level: "critical",
    because: "nobody reviews what it decides about customers, with regulated data",
    when: (x) => x.skipsHumanReview && x.exposure === "customers" && x.regulated,
  },
  {
    level: "critical",
    because: "the damage in production could be severe",
    when: (x) => x.impact === "severe" && x.production,
  },

  {
    level: "high",
    because: "it opens remote access in production",
    when: (x) => x.opensRemoteAccess && x.production,
  },
  {
    level: "high",
    because: "it weakens sign-in in production",
    when: (x) => x.weakensSignIn && x.production,
  },
  {
    level: "high",
    because: "more people can reach regulated data",
    when: (x) => x.widensDataAccess && x.regulated,
  },
  {
    level: "high",
    because: "a vendor can reach regulated data",
    when: (x) => x.givesVendorReach && x.regulated,
  },
  {
    level: "high",
    because: "an external model gets data that is not public",
    when: (x) => x.usesExternalModel && (x.regulated || x.confidential),
  },
  {
    level: "high",
    because: "nobody reviews what reaches customers",
    when: (x) => x.skipsHumanReview && x.exposure === "customers",
  },
  {
    level: "high",
    because: "the damage in production could be major",
    when: (x) => x.impact === "major" && x.production,
  },
  { level: "high", because: "the damage could be severe", when: (x) => x.impact === "severe" },

  { level: "moderate", because: "regulated data is involved", when: (x) => x.regulated },
  { level: "moderate", because: "confidential data is involved", when: (x) => x.confidential },
  { level: "moderate", because: "it weakens sign-in", when: (x) => x.weakensSignIn },
  { level: "moderate", because: "it opens remote access", when: (x) => x.opensRemoteAccess },
  { level: "moderate", because: "it widens access to data", when: (x) => x.widensDataAccess },
  { level: "moderate", because: "it gives a vendor reach", when: (x) => x.givesVendorReach },
  { level: "moderate", because: "it uses an external model", when: (x) => x.usesExternalModel },
  { level: "moderate", because: "it skips human review", when: (x) => x.skipsHumanReview },
  {
    level: "moderate",
    because: "customers could notice it in production",
    when: (x) => x.exposure === "customers" && x.production,
  },
  { level: "moderate", because: "the damage could be major", when: (x) => x.impact === "major" },
  {
    level: "moderate",
    because: "the damage in production could be more than minor",
    when: (x) => x.impact === "moderate" && x.production,
  },
];

const levels = ["critical", "high", "moderate"] as const;

/** The level and why: "opens remote access in production" and so on, in the words of `riskSentence`. */
export function classify(facts: Facts): { risk: Risk; reasons: string[] } {
  const found = followingFrom(facts);
  if (!facts.raisedTo || isAtLeast(found.risk, facts.raisedTo)) return found;
  return {
    risk: facts.raisedTo,
    reasons: [`it was raised by who asks, from ${riskNames[found.risk].toLowerCase()}`],
  };
}

/** What the answers alone come to. */
function followingFrom(facts: Facts): { risk: Risk; reasons: string[] } {
  const seen: Seen = {
    ...facts.facts,
    dataSensitivity: facts.dataSensitivity,
    exposure: facts.exposure,
    impact: facts.impact,
    production: facts.environments.includes("production"),
    regulated: facts.dataSensitivity === "regulated",
    confidential: facts.dataSensitivity === "confidential",
  };

  for (const level of levels) {
    const reasons = table
      .filter((line) => line.level === level && line.when(seen))
      .map((line) => line.because);
    if (reasons.length > 0) return { risk: level, reasons };
  }
  return { risk: "low", reasons: ["nothing said here raises it"] };
}

/** "High because it opens remote access in production, and more people can reach regulated data." */
export function riskSentence({ risk, reasons }: { risk: Risk; reasons: string[] }): string {
  return `${riskNames[risk]} because ${reasons.join(", and ")}.`;
}

export const riskNames: Record<Risk, string> = {
  low: "Low",
  moderate: "Moderate",
  high: "High",
  critical: "Critical",
};

const ranks: Record<Risk, number> = { low: 1, moderate: 2, high: 3, critical: 4 };

export function isAtLeast(risk: Risk, level: Risk): boolean {
  return ranks[risk] >= ranks[level];
}

export function higherRisk(one: Risk, other: Risk): Risk {
  return ranks[one] >= ranks[other] ? one : other;
}
