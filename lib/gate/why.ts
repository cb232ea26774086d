// Why the gate does not say yes: a code for programs and a sentence for the developer who stands before it (R24).

import { formatInstant } from "@/lib/dates";
import type { Severity } from "@/lib/gate/report";
import type { Environment } from "@/prisma/generated/enums";

/** Most useful first: of several reasons the first is told. */
export const whys = [
  "pending",
  "sent_back",
  "expired",
  "condition_broken",
  "condition_stale",
  "not_started",
  "rejected",
  "severity_raised",
  "more_occurrences",
  "other_environment",
  "other_resource",
  "other_system",
  "suppressed_without_approval",
  "unmapped_rule",
  "no_exception",
] as const;
export type Why = (typeof whys)[number];

export type Reason = { why: Why; sentence: string; number: number | null };

export function mostUseful(reasons: Reason[]): Reason {
  const rank = ({ why }: Reason) => whys.indexOf(why);
  return reasons.reduce((best, reason) => (rank(reason) < rank(best) ? reason : best));
}

const instant = (at: Date) => `${formatInstant(at, "UTC")} UTC`;
const times = (amount: number) => `${amount} ${amount === 1 ? "time" : "times"}`;

/** The sentences, with the number of the exception that they are about. */
export const because = {
  pending: (number: number) =>
    about(number, "pending", (ex) => `${ex} asks for this and waits for a decision.`),
  sentBack: (number: number) =>
    about(number, "sent_back", (ex) => `${ex} was sent back: its requester has to answer first.`),
  ended: (number: number, at: Date | null) =>
    about(number, "expired", (ex) => (at ? `${ex} ended on ${instant(at)}.` : `${ex} has ended.`)),
  notRatified: (number: number) =>
    about(number, "expired", (ex) => `${ex} was an emergency, and nobody ratified it in time.`),
  closed: (number: number, reason: string) =>
    about(number, "expired", (ex) => `${ex} was closed (${reason}) and covers nothing any more.`),
  conditionBroken: (number: number) =>
    about(number, "condition_broken", (ex) => `A condition of ${ex} does not hold, so it is suspended.`),
  conditionStale: (number: number) =>
    about(
      number,
      "condition_stale",
      (ex) => `The readings of a condition of ${ex} stopped, so it is suspended.`,
    ),
  notStarted: (number: number, at: Date) =>
    about(number, "not_started", (ex) => `${ex} starts on ${instant(at)}.`),
  rejected: (number: number) => about(number, "rejected", (ex) => `${ex} asked for this and was rejected.`),
  severityRaised: (number: number, approved: Severity, found: Severity) =>
    about(number, "severity_raised", (ex) => `${ex} was approved at severity ${approved}; this is ${found}.`),
  moreOccurrences: (number: number, approved: number, found: number) =>
    about(
      number,
      "more_occurrences",
      (ex) => `${ex} was approved for what was seen ${times(approved)}; now it is there ${times(found)}.`,
    ),
  otherEnvironment: (number: number, environment: Environment) =>
    about(number, "other_environment", (ex) => `${ex} covers this in ${environment} only.`),
  otherResource: (number: number) =>
    about(
      number,
      "other_resource",
      (ex) => `${ex} covers this policy here, for another finding or resource.`,
    ),
  otherSystem: (number: number) =>
    about(number, "other_system", (ex) => `${ex} covers this on another system only.`),
  suppressed: (): Reason => ({
    why: "suppressed_without_approval",
    sentence: "The scanner was told to skip this, and nobody approved that here.",
    number: null,
  }),
  unmappedRule: (rule: string): Reason => ({
    why: "unmapped_rule",
    sentence: `No policy is named for the rule ${rule}, so it is held against the policy for unmapped rules.`,
    number: null,
  }),
  noException: (): Reason => ({
    why: "no_exception",
    sentence: "Nobody has asked for an exception.",
    number: null,
  }),
};

function about(number: number, why: Why, sentence: (exception: string) => string): Reason {
  return { why, sentence: sentence(`EX-${number}`), number };
}

/** What makes an answer uncertain, and so not a yes. */
export type DoubtCode =
  | "report_missing"
  | "report_unreadable"
  | "nothing_evaluated"
  | "report_partial"
  | "not_evaluated"
  | "report_too_old";

export type Doubt = { code: DoubtCode; sentence: string };
