// What a person has to do or to know now (Home): one read for each block.

import { db } from "@/lib/db";
import { groupsWaitedFor, openSteps } from "@/lib/exceptions/steps";
import type { Prisma } from "@/prisma/generated/client";

const day = 86_400_000;
const soonDays = 7;

const row = {
  id: true,
  number: true,
  title: true,
  risk: true,
  status: true,
  sentBack: true,
  closedReason: true,
  startsAt: true,
  endsAt: true,
  renewal: true,
  ownerId: true,
  owner: { select: { name: true, deactivatedAt: true } },
  recheck: true,
} satisfies Prisma.ExceptionSelect;

export type DutyRow = Prisma.ExceptionGetPayload<{ select: typeof row }>;

/** Past their end and not closed: what I own, and for a manager what my people own. */
export function pastTheirEnd(ownerIds: string[], now: Date) {
  return db.exception.findMany({
    where: {
      ownerId: { in: ownerIds },
      OR: [{ status: "expired" }, { status: "active", endsAt: { lte: now } }],
    },
    select: row,
    // What is enforced comes first.
    orderBy: [{ recheck: { sort: "asc", nulls: "last" } }, { endsAt: "asc" }, { number: "asc" }],
    take: 50,
  });
}

export function endingSoon(ownerIds: string[], now: Date) {
  return db.exception.findMany({
    where: {
      ownerId: { in: ownerIds },
      status: "active",
      endsAt: { gt: now, lte: new Date(now.getTime() + soonDays * day) },
    },
    select: row,
    orderBy: [{ endsAt: "asc" }, { number: "asc" }],
    take: 50,
  });
}

/** What was sent back to somebody to be changed; what a pipeline asked for, to whom it named. */
export function sentBackTo(personId: string) {
  return db.exception.findMany({
    where: {
      status: "pending",
      sentBack: true,
      OR: [
        { requesterId: personId },
        {
          OR: [{ ownerId: personId }, { filedById: personId }],
          decisions: { some: { verdict: "send_back" } },
        },
      ],
    },
    select: {
      ...row,
      decisions: {
        where: { verdict: "send_back" },
        select: { comment: true, person: { select: { name: true } } },
        orderBy: { at: "desc" },
        take: 1,
      },
    },
    orderBy: { number: "asc" },
    take: 50,
  });
}

export type Asked = DutyRow & {
  step: { position: number; of: number; groupName: string; dueAt: Date } | null;
  requesterId: string;
  filedById: string;
  nudgedAt: Date | null;
};

/** Requests I asked for or own that wait for somebody else, with the step that is open. */
export async function askedAndWaiting(personId: string): Promise<Asked[]> {
  const found = await db.exception.findMany({
    where: {
      status: "pending",
      sentBack: false,
      OR: [{ requesterId: personId }, { ownerId: personId }, { filedById: personId }],
    },
    select: {
      ...row,
      requesterId: true,
      filedById: true,
      events: { where: { action: "request.nudged" }, select: { at: true }, orderBy: { at: "desc" }, take: 1 },
      revision: true,
      steps: {
        select: {
          id: true,
          revision: true,
          position: true,
          stage: true,
          needed: true,
          dueAt: true,
          group: { select: { name: true } },
          decisions: { where: { retraction: null }, select: { verdict: true } },
        },
        orderBy: { position: "asc" },
      },
    },
    orderBy: { number: "desc" },
    take: 50,
  });

  return found.map(({ steps, revision, events, ...rest }) => {
    const current = steps.filter((step) => step.revision === revision);
    const open = openSteps(current);
    const [first] = open;
    return {
      ...rest,
      nudgedAt: events[0]?.at ?? null,
      step: first
        ? {
            position: first.position,
            of: current.length,
            groupName: groupsWaitedFor(open.map(({ group }) => ({ groupName: group.name }))),
            dueAt: new Date(Math.min(...open.map(({ dueAt }) => dueAt.getTime()))),
          }
        : null,
    };
  });
}

/** Who reports to this person, for "Your team". */
export function reportsOf(personId: string) {
  return db.person.findMany({
    where: { managerId: personId },
    select: { id: true, name: true, deactivatedAt: true },
    orderBy: { name: "asc" },
  });
}

/** How many of mine are in force, and when the next one ends: what an empty Home says. */
export async function inForceOf(personId: string, now: Date) {
  const where = { ownerId: personId, status: "active", startsAt: { lte: now }, endsAt: { gt: now } } as const;
  const [count, next] = await Promise.all([
    db.exception.count({ where }),
    db.exception.findFirst({ where, select: { endsAt: true }, orderBy: { endsAt: "asc" } }),
  ]);
  return { count, nextEnd: next?.endsAt ?? null };
}
