// The life of an exception in one table (R2). Nothing else in the code base names two statuses side by
// side: to change a status, make a move; to offer one, ask here.

import { type Condition, standsInTheWay } from "@/lib/exceptions/conditions";
import { type Refusal, refuse } from "@/lib/refusal";
import type { ClosedReason, Status } from "@/prisma/generated/enums";

type Rule = { from: Status[]; to: Status; closedReason?: ClosedReason; participle: string };

const moves = {
  edit: { from: ["pending"], to: "pending", participle: "edited" },
  sign: { from: ["pending"], to: "pending", participle: "approved" },
  send_back: { from: ["pending"], to: "pending", participle: "sent back" },
  approve: { from: ["pending"], to: "active", participle: "approved" },
  raise: { from: ["pending"], to: "pending", participle: "put at a higher risk" },
  retract: { from: ["pending"], to: "pending", participle: "taken back" },
  ratify: { from: ["active"], to: "active", participle: "ratified" },
  reject: { from: ["pending"], to: "rejected", participle: "rejected" },
  withdraw: { from: ["pending"], to: "closed", closedReason: "withdrawn", participle: "withdrawn" },
  lapse: { from: ["pending"], to: "closed", closedReason: "lapsed", participle: "lapsed" },
  expire: { from: ["active"], to: "expired", participle: "expired" },
  supersede: {
    from: ["active", "expired"],
    to: "closed",
    closedReason: "superseded",
    participle: "superseded",
  },
  revoke: { from: ["active"], to: "closed", closedReason: "revoked", participle: "revoked" },
  close: { from: ["active", "expired"], to: "closed", closedReason: "remediated", participle: "closed" },
  extend: { from: ["active", "expired"], to: "pending", participle: "extended" },
} satisfies Record<string, Rule>;

export type Move = keyof typeof moves;

/** The columns that a move sets. */
export function after(move: Move): { status: Status; closedReason: ClosedReason | null } {
  const { to, closedReason }: Rule = moves[move];
  return { status: to, closedReason: closedReason ?? null };
}

export function whyCannotMove(
  exception: { status: Status; closedReason?: ClosedReason | null },
  move: Move,
): Refusal | null {
  const { from, participle }: Rule = moves[move];
  if (from.includes(exception.status)) return null;

  const why = exception.closedReason ? ` (${exception.closedReason})` : "";
  return refuse(
    "wrong-status",
    `This exception is ${exception.status}${why}, so it cannot be ${participle}.`,
  );
}

/** What is owed of an exception that has not come to its end: an owner, a reminder, a place in the lists. */
export const openStatuses = ["pending", "active", "expired"] as const satisfies Status[];

type Window = { status: Status; startsAt: Date | null; endsAt: Date | null };

type InForce = Window & {
  ratifyBy: Date | null;
  ratifiedAt: Date | null;
  /** Those of the current revision. */
  conditions?: Condition[];
};

/**
 * Whether the rule may be broken at this instant (R13). The clock decides and no job does: an exception stops
 * being in force at its end, whether or not a worker runs. The end itself is not in force. Its twin in SQL is `in_force`.
 */
export function isInForce(exception: InForce, now: Date): boolean {
  const { status, startsAt, endsAt, ratifyBy, ratifiedAt, conditions = [] } = exception;
  return (
    status === "active" &&
    startsAt !== null &&
    endsAt !== null &&
    startsAt <= now &&
    now < endsAt &&
    (ratifyBy === null || ratifiedAt !== null || now < ratifyBy) &&
    !conditions.some((condition) => standsInTheWay(condition, exception, now))
  );
}

type OnRecord = Omit<InForce, "conditions"> & {
  revision: number;
  conditions: (Condition & { revision: number })[];
};

/** Approved and within its window, and yet not in force. Conditions of earlier revisions bind nobody. */
export function isSuspended(exception: OnRecord, now: Date): boolean {
  const { startsAt, revision } = exception;
  const conditions = exception.conditions.filter((condition) => condition.revision === revision);
  const runs = statusAt(exception, now) === "active" && startsAt !== null && startsAt <= now;
  return runs && !isInForce({ ...exception, conditions }, now);
}

/** The status to show: one that has ended is expired, also in the seconds before the clock's act is recorded. */
export function statusAt<Shown extends Window>(exception: Shown, now: Date): Status {
  const ended = exception.status === "active" && exception.endsAt !== null && exception.endsAt <= now;
  return ended ? "expired" : exception.status;
}
