// The sentences of notices, for those that need more than one clause.

import { dayIn, formatInstant, formatLength, formatShortInstant, formatTime } from "@/lib/dates";
import type { Facts } from "@/lib/notices/due";
import type { Told, ToldCondition, ToldStep } from "@/lib/notices/told";

/** With what the sentences are written. */
export type Look = { zone: string; now: Date };

export const outcomes = { approved: "Approved", rejected: "Rejected", lapsed: "Lapsed", revoked: "Revoked" };

export const roles: Record<Facts["as"], string> = {
  requester: "because you asked for it",
  owner: "because you own it",
  manager: "because you are the manager of its owner",
  approver: "because it was put to you as an approver",
  controller: "because your group owns the rule",
  group: "because it is put to your group",
  above: "because your group stands above the one that decides",
  administrator: "because you administer the register",
  maker: "because you made the webhook",
};

export function because(x: Told, { as, group, step }: Facts): string {
  if (as === "above") return `because your group stands above ${group}, which is late`;
  const needed = stepOf(x, { as, step }).needed;
  return `because you are in ${group}, and step ${step} needs ${needed === 1 ? "one" : needed} of you`;
}

export function whatFollows(x: Told, { as, outcome, by }: Facts, { zone }: Look): string {
  const mine = as === "requester" || as === "owner";
  switch (outcome) {
    case "approved":
      return x.startsAt && x.endsAt
        ? `In force from ${formatInstant(x.startsAt, zone)} until ${formatInstant(x.endsAt, zone)}. ${mine ? "The rule holds again from then on." : "Nothing is asked of you."}`
        : "It is approved.";
    case "rejected":
      return `${by} rejected it. ${mine ? "The rule holds. The reason stands on its page." : "Nothing is asked of you."}`;
    case "lapsed":
      return `Nobody decided it within 30 days. ${mine ? "The rule holds. Copy it to a new request if it is still needed." : "Nothing is asked of you."}`;
    default:
      return `${by ?? "Nobody ratified it in time, so the clock"} revoked it. It is no longer in force${mine ? ": remove what it allowed now." : "."}`;
  }
}

/** What proves it: evidence of people, or a reading. */
export function proofOf({ kind }: ToldCondition): string {
  return kind === "monitored" ? "First reading" : "Evidence";
}

export function brokenInWords({ kind, statement, reason }: ToldCondition, { as }: Facts): string {
  const why = `“${statement}” does not hold${reason ? `: ${reason}` : ""}${reason?.endsWith(".") ? "" : "."}`;
  if (as !== "owner") return `${why} Nothing is asked of you.`;
  return kind === "monitored"
    ? `${why} Repair it: the next reading that holds mends it.`
    : `${why} Repair it and add the evidence.`;
}

export function dueInWords({ timing, due }: ToldCondition, { zone, now }: Look): string {
  if (timing === "before" || !due) return "needed before it is in force";
  const isToday = dayIn(zone, due) === dayIn(zone, now);
  return isToday ? `due today, ${formatTime(due, zone).slice(0, 5)}` : `due ${formatShortInstant(due, zone)}`;
}

export function evidenceWanted(x: Told, condition: ToldCondition, zone: string): string {
  const { kind, statement, timing, due } = condition;
  if (kind === "monitored") {
    const by = timing === "before" ? "" : ` by ${formatInstant(due ?? endOf(x), zone)}`;
    return `“${statement}” is measured. Send its first reading${by}: its record shows how.`;
  }
  return timing === "before"
    ? `Show that it holds: “${statement}” Until then the exception is not in force.`
    : `Show by ${formatInstant(due ?? endOf(x), zone)} that it holds: “${statement}”`;
}

/** "7 days", "1 day", "36 minutes". The few minutes that a mail may take do not make six days of seven. */
export function left(x: Told, now: Date): string {
  const minutes = Math.max(1, Math.floor((endOf(x).getTime() - now.getTime()) / 60_000));
  const slack = minutes + 10;
  if (slack >= 1440) return formatLength(Math.floor(slack / 1440) * 86_400);
  if (slack >= 60) return formatLength(Math.floor(slack / 60) * 3600);
  return formatLength(minutes * 60);
}

export function stepOf(x: Told, { step }: Facts): ToldStep {
  return x.steps.find(({ position }) => position === step) ?? (x.steps[0] as ToldStep);
}

export function conditionOf(x: Told, { condition }: Facts): ToldCondition {
  return x.conditions.find(({ position }) => position === condition) ?? (x.conditions[0] as ToldCondition);
}

export const endOf = (x: Told): Date => x.endsAt ?? x.revisedAt;
