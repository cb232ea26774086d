// An emergency takes one approver of any group that has to sign, at once; the other steps ratify it within 24 hours, or
// it is revoked (R19). Whoever would rather not ratify it rejects it, and it ends at that moment.

import { statusAt, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type Asked, dayInSeconds } from "@/lib/exceptions/window";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { ClosedReason, Status, Verdict } from "@/prisma/generated/enums";

/** The instant from which it is no longer in force, unless it is ratified before. */
export function ratifyByFrom(approvedAt: Date): Date {
  return new Date(approvedAt.getTime() + dayInSeconds * 1000);
}

type Approved = {
  status: Status;
  startsAt: Date | null;
  endsAt: Date | null;
  ratifyBy: Date | null;
  ratifiedAt: Date | null;
};

/** In force by one approval, with steps that still have to sign. */
export function waitsToBeRatified(exception: Approved, now: Date): boolean {
  const { ratifyBy, ratifiedAt } = exception;
  return statusAt(exception, now) === "active" && ratifyBy !== null && ratifiedAt === null && now < ratifyBy;
}

/** Whether its time to be ratified ran out while it was active: it is not in force, and the clock revokes it. */
export function isUnratified({ status, ratifyBy, ratifiedAt }: Approved, now: Date): boolean {
  return status === "active" && ratifyBy !== null && ratifiedAt === null && ratifyBy <= now;
}

/** What may be decided: a request that is pending, and an emergency until its time to be ratified is over. */
export function whyNotOpen(
  exception: Approved & { closedReason: ClosedReason | null },
  verdict: Verdict,
  now: Date,
): Refusal | null {
  if (isUnratified(exception, now)) {
    return refuse("wrong-status", "Its 24 hours are over and it was not ratified, so it is revoked.");
  }
  if (!waitsToBeRatified(exception, now)) {
    return whyCannotMove({ ...exception, status: statusAt(exception, now) }, verdict);
  }
  if (verdict === "send_back") {
    return refuse("wrong-status", "It is in force already. Ratify it, or reject it: then it ends at once.");
  }
  return null;
}

/** The window was set with the first approval (R8): whoever ratifies takes it as it is. */
export function whyNotShortened(
  exception: Approved,
  grant: { grantedSeconds?: number; grantedEnd?: Date },
  now: Date,
): Refusal | null {
  if (!waitsToBeRatified(exception, now) || (!grant.grantedSeconds && !grant.grantedEnd)) return null;
  return refuse(
    "wrong-status",
    "It is in force, and its window stands. Ratify it as it is, or reject it: then it ends at once.",
  );
}

/** An emergency starts at once and continues nothing. */
export function whyNoEmergency(
  asked: { emergency?: boolean; continuesId?: string | null },
  { askedStart }: Asked,
): Refusal | null {
  if (!asked.emergency) return null;
  if (asked.continuesId) {
    return refuse(
      "invalid-input",
      "An extension is no emergency: it has an approval to wait for. File a new emergency if it is one.",
    );
  }
  if (askedStart) return refuseField("window.start", "An emergency starts at once. Leave the start empty.");
  return null;
}
