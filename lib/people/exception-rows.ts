// Exceptions as the directory lists them: under a policy, a system or a person.

import type { Prisma } from "@/prisma/generated/client";
import type { Status } from "@/prisma/generated/enums";

export const openStatuses: Status[] = ["pending", "active", "expired"];

export const exceptionRowSelect = {
  select: {
    id: true,
    number: true,
    title: true,
    risk: true,
    emergency: true,
    status: true,
    sentBack: true,
    closedReason: true,
    startsAt: true,
    endsAt: true,
    owner: { select: { id: true, name: true, deactivatedAt: true } },
    revision: true,
    ratifyBy: true,
    ratifiedAt: true,
    conditions: {
      where: { OR: [{ state: { not: "holds" } }, { suspendsStale: true }] },
      select: {
        revision: true,
        state: true,
        suspends: true,
        timing: true,
        dueAt: true,
        dueSeconds: true,
        freshSeconds: true,
        suspendsStale: true,
        lastReading: { select: { at: true } },
      },
    },
  },
} satisfies Prisma.ExceptionDefaultArgs;

export type ExceptionRow = Prisma.ExceptionGetPayload<typeof exceptionRowSelect>;

const places: Status[] = ["expired", "active", "pending", "rejected", "closed"];

/** What needs somebody first: expired, then active by its end, then pending; what is over comes last, newest first. */
export function byUrgency(a: ExceptionRow, b: ExceptionRow): number {
  const place = places.indexOf(a.status) - places.indexOf(b.status);
  const end = (a.endsAt?.getTime() ?? 0) - (b.endsAt?.getTime() ?? 0);
  return place || (a.status === "active" || a.status === "expired" ? end : b.number - a.number);
}

/** Past its end and not closed yet: somebody has to act. Also in the minute before the clock's act is recorded. */
export function hasEnded({ status, endsAt }: Pick<ExceptionRow, "status" | "endsAt">, now: Date): boolean {
  return (status === "active" || status === "expired") && endsAt !== null && endsAt <= now;
}

export function isOver({ status }: Pick<ExceptionRow, "status">): boolean {
  return status === "closed" || status === "rejected";
}
