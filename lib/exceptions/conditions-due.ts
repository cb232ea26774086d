// Which conditions want to be proven: before the start, soon, late, because they are broken, or because readings stopped.

import { db } from "@/lib/db";
import { dueOf, isLate } from "@/lib/exceptions/conditions";
import { isStale, staleAt } from "@/lib/exceptions/readings";
import type { Prisma } from "@/prisma/generated/client";
import type { Risk } from "@/prisma/generated/enums";

const soonDays = 7;

export type Wanted = "before the start" | "due" | "late" | "broken" | "stale";

export type ConditionDue = {
  id: string;
  position: number;
  statement: string;
  wanted: Wanted;
  /** Readings prove it, and no evidence. */
  measured: boolean;
  /** By when, and since when its last reading is too old. Null: before the exception can be in force. */
  due: Date | null;
  /** Since when it is broken, and why. */
  brokenAt: Date | null;
  reason: string | null;
  exception: { id: string; number: number; title: string; risk: Risk };
  /** Who proves it: the condition's owner while they are here, else the exception's. */
  proverId: string;
  ownerId: string;
  /** Who approved it: they are told when it is broken. */
  approverIds: string[];
};

/** Those that this person is to prove, as their owner or as the exception's. */
export async function evidenceDueOf(personId: string, now: Date): Promise<ConditionDue[]> {
  return wanted({ OR: [{ ownerId: personId }, { exception: { ownerId: personId } }] }, now);
}

/** Those of everything that is in force or about to be. */
export function toProve(now: Date): Promise<ConditionDue[]> {
  return wanted({}, now);
}

async function wanted(where: Prisma.ConditionWhereInput, now: Date): Promise<ConditionDue[]> {
  const found = await db.condition.findMany({
    where: {
      AND: [
        where,
        { OR: [{ state: { in: ["unknown", "broken"] } }, { state: "holds", kind: "monitored" }] },
        { exception: { status: "active", endsAt: { gt: now } } },
      ],
    },
    include: {
      lastReading: true,
      owner: { select: { id: true, deactivatedAt: true } },
      exception: {
        select: {
          id: true,
          number: true,
          title: true,
          risk: true,
          revision: true,
          ownerId: true,
          startsAt: true,
          endsAt: true,
          decisions: { where: { verdict: "approve" }, select: { revision: true, personId: true } },
        },
      },
    },
  });

  return found
    .flatMap(({ exception, owner, ...condition }) => {
      const { revision, ownerId, startsAt, endsAt, decisions, ...shown } = exception;
      if (condition.revision !== revision) return [];
      const due = dueOf(condition, { startsAt, endsAt });
      const isStaleNow = isStale(condition, now);
      if (condition.state === "holds" && !isStaleNow) return [];
      const is = isStaleNow
        ? "stale"
        : wantedNow(condition, due, isLate(condition, { startsAt, endsAt }, now), now);
      if (!is) return [];
      return {
        id: condition.id,
        position: condition.position ?? 0,
        statement: condition.statement,
        wanted: is,
        measured: condition.kind === "monitored",
        due: isStaleNow ? staleAt(condition) : condition.timing === "before" ? null : due,
        brokenAt: condition.state === "broken" ? condition.changedAt : null,
        reason: condition.reason,
        exception: shown,
        proverId: owner && !owner.deactivatedAt ? owner.id : ownerId,
        ownerId,
        approverIds: decisions.filter((one) => one.revision === revision).map(({ personId }) => personId),
      };
    })
    .sort((one, other) => weight(one) - weight(other) || one.exception.number - other.exception.number);
}

/** What keeps an exception out of force comes first, then what is due soonest. */
function weight({ wanted: is, due }: ConditionDue): number {
  return is === "broken" || is === "before the start" ? 0 : (due?.getTime() ?? 0);
}

function wantedNow(
  { state, timing }: { state: string; timing: string | null },
  due: Date | null,
  late: boolean,
  now: Date,
): Wanted | null {
  if (state === "broken") return "broken";
  if (timing === "before") return "before the start";
  if (late) return "late";
  return due && due.getTime() - now.getTime() <= soonDays * 86_400_000 ? "due" : null;
}
