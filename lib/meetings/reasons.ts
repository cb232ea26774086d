// What the register finds for a meeting to look at: one read for each kind of reason, in its words. People are not named
// in them: the words are hashed with the minutes, and a name can be erased.

import { subDays } from "date-fns";

import { dayIn, formatDay, formatInstant } from "@/lib/dates";
import { db } from "@/lib/db";
import { toProve } from "@/lib/exceptions/conditions-due";
import { openStatuses } from "@/lib/exceptions/lifecycle";
import { overdueSteps } from "@/lib/exceptions/overdue-steps";
import type { Reason } from "@/lib/meetings/agenda";
import { gapsNow } from "@/lib/reviews/gap-of-policy";
import { figuresInWords } from "@/lib/reviews/policy-gaps";
import type { RecheckOutcome } from "@/prisma/generated/enums";

const day = 86_400_000;
const soonDays = 7;
/** Of each kind, the most pressing: no meeting gets to the end of more. */
const most = 200;

export async function reasonsToMeet(zone: string, now: Date): Promise<Reason[]> {
  const since = await lastMeeting(now);
  const found = await Promise.all([
    expired(zone, now),
    endingWithoutAction(zone, now),
    conditions(zone, now),
    overdue(zone, now),
    leavers(zone, now),
    gaps(zone, now),
    newHigh(since, now),
    lateFollowUps(zone, now),
  ]);
  return found.flat();
}

/** When people last met; before the first meeting, a week ago. */
async function lastMeeting(now: Date): Promise<Date> {
  const last = await db.meeting.findFirst({
    where: { endedAt: { not: null } },
    select: { openedAt: true },
    orderBy: { number: "desc" },
  });
  return last?.openedAt ?? subDays(now, soonDays);
}

const recheckWords: Record<RecheckOutcome, string> = {
  violating: " The re-check found it still broken.",
  no_answer: " Nobody answered the re-check.",
  compliant: "",
};

async function expired(zone: string, now: Date): Promise<Reason[]> {
  const rows = await db.exception.findMany({
    where: { OR: [{ status: "expired" }, { status: "active", endsAt: { lte: now } }] },
    select: { id: true, endsAt: true, recheck: true },
    orderBy: { endsAt: "asc" },
    take: most,
  });
  return rows.flatMap(({ id, endsAt, recheck }) =>
    endsAt
      ? {
          kind: "expired" as const,
          about: { exceptionId: id },
          why: `Ended ${formatInstant(endsAt, zone)} and is not closed.${recheck ? recheckWords[recheck] : ""}`,
          rank: endsAt.getTime(),
        }
      : [],
  );
}

/** Nobody has closed it, asked to go on, or said that it is still needed. */
async function endingWithoutAction(zone: string, now: Date): Promise<Reason[]> {
  const rows = await db.exception.findMany({
    where: {
      status: "active",
      endsAt: { gt: now, lte: new Date(now.getTime() + soonDays * day) },
      extensions: { none: { status: { in: [...openStatuses] } } },
      events: { none: { action: "exception.still_needed" } },
    },
    select: { id: true, endsAt: true },
    orderBy: { endsAt: "asc" },
    take: most,
  });
  return rows.flatMap(({ id, endsAt }) =>
    endsAt
      ? {
          kind: "ending" as const,
          about: { exceptionId: id },
          why: `Ends ${formatInstant(endsAt, zone)}, and nobody has closed it or asked to go on.`,
          rank: endsAt.getTime(),
        }
      : [],
  );
}

async function conditions(zone: string, now: Date): Promise<Reason[]> {
  const rows = await toProve(now);
  return rows
    .filter(({ wanted }) => wanted !== "due" && wanted !== "before the start")
    .map(({ exception, position, wanted, due, brokenAt }) => {
      const since = brokenAt ?? due;
      const words = wanted === "late" ? "was to be proven by" : `is ${wanted} since`;
      return {
        kind: "condition" as const,
        about: { exceptionId: exception.id },
        why: since
          ? `Condition ${position} ${words} ${formatInstant(since, zone)}.`
          : `Condition ${position} is ${wanted}.`,
        rank: (since ?? now).getTime(),
      };
    });
}

async function overdue(zone: string, now: Date): Promise<Reason[]> {
  const steps = await overdueSteps(now);
  return steps.map(({ exceptionId, group, dueAt }) => ({
    kind: "overdue" as const,
    about: { exceptionId },
    why: `${group.name} was to decide by ${formatInstant(dueAt, zone)}.`,
    rank: dueAt.getTime(),
  }));
}

/** Open, and its owner has left or leaves within a week (R3). */
async function leavers(zone: string, now: Date): Promise<Reason[]> {
  const until = new Date(`${dayIn(zone, new Date(now.getTime() + soonDays * day))}T00:00:00Z`);
  const rows = await db.exception.findMany({
    where: {
      status: { in: [...openStatuses] },
      owner: { OR: [{ deactivatedAt: { not: null } }, { leavesOn: { lte: until } }] },
    },
    select: { id: true, number: true, owner: { select: { deactivatedAt: true, leavesOn: true } } },
    orderBy: { number: "asc" },
    take: most,
  });
  return rows.map(({ id, number, owner: { deactivatedAt, leavesOn } }) => ({
    kind: "leaver" as const,
    about: { exceptionId: id },
    why:
      deactivatedAt || !leavesOn
        ? "Its owner has left: it needs another one."
        : `Its owner leaves on ${formatDay(leavesOn, "UTC")}: it needs another one.`,
    rank: number,
  }));
}

/** Those about which nobody has decided in this quarter. */
async function gaps(zone: string, now: Date): Promise<Reason[]> {
  const open = (await gapsNow(zone, now)).filter(({ decision }) => decision === null);
  const policies = await db.policy.findMany({
    where: { key: { in: open.map(({ policy }) => policy) } },
    select: { id: true, key: true },
  });
  const ids = new Map(policies.map(({ id, key }) => [key, id]));
  return open.flatMap((gap) => {
    const policyId = ids.get(gap.policy);
    if (!policyId) return [];
    const why = `A policy gap this quarter: ${figuresInWords(gap)}. Nobody has decided what becomes of it.`;
    return { kind: "gap" as const, about: { policyId }, why, rank: -gap.exceptions };
  });
}

async function newHigh(since: Date, now: Date): Promise<Reason[]> {
  const rows = await db.exception.findMany({
    where: {
      risk: { in: ["high", "critical"] },
      status: { in: ["pending", "active"] },
      filedAt: { gt: since, lte: now },
    },
    select: { id: true, risk: true, status: true, filedAt: true },
    orderBy: { filedAt: "asc" },
    take: most,
  });
  return rows.map(({ id, risk, status, filedAt }) => ({
    kind: "new_high" as const,
    about: { exceptionId: id },
    why: `New since the last meeting: ${risk} risk, ${status === "pending" ? "not decided yet" : "approved"}.`,
    rank: filedAt.getTime(),
  }));
}

async function lateFollowUps(zone: string, now: Date): Promise<Reason[]> {
  const today = new Date(`${dayIn(zone, now)}T00:00:00Z`);
  const rows = await db.followUp.findMany({
    where: { doneAt: null, dueOn: { lt: today } },
    select: { id: true, dueOn: true },
  });
  return rows.map(({ id, dueOn }) => ({
    kind: "follow_up" as const,
    about: { followUpId: id },
    why: `Promised by ${formatDay(dueOn, "UTC")}, and not done.`,
    rank: dueOn.getTime(),
  }));
}
