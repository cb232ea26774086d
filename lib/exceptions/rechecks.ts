// What becomes of an exception after its end (R15): the rule is checked again without it. Compliant closes it; violating,
// or no answer in time, is enforced until it is closed.

import type { Closable } from "@/lib/exceptions/close";
import { dayInSeconds } from "@/lib/exceptions/window";
import { type Refusal, refuse } from "@/lib/refusal";
import type { RecheckHow, RecheckOutcome } from "@/prisma/generated/enums";

export const outcomeNames: Record<RecheckOutcome, string> = {
  compliant: "Compliant",
  violating: "Violating",
  no_answer: "No answer",
};

export type Answered = {
  outcome: RecheckOutcome | null;
  how: RecheckHow | null;
  answeredAt: Date | null;
};

/** Since when it is enforced: the first answer that was not compliant. Null: nothing is enforced. */
export function enforcedSince({ status, rechecks }: { status: string; rechecks: Answered[] }): Date | null {
  if (status !== "expired") return null;
  const bad = rechecks.flatMap(({ outcome, answeredAt }) =>
    answeredAt && outcome !== "compliant" ? [answeredAt.getTime()] : [],
  );
  return bad.length > 0 ? new Date(Math.min(...bad)) : null;
}

/** The first day is day 1. */
export function dayOfEnforcement(since: Date, now: Date): number {
  return Math.floor((now.getTime() - since.getTime()) / (dayInSeconds * 1000)) + 1;
}

type Ended = Pick<Closable, "status" | "closedReason">;

/** Only what has ended, and is recorded as ended, is checked again. */
export function whyNotChecked({ status, closedReason }: Ended): Refusal | null {
  if (status === "expired") return null;
  if (status === "closed" || status === "rejected")
    return refuse(
      "wrong-status",
      `This exception is ${status}${closedReason ? ` (${closedReason})` : ""}: there is nothing to check again.`,
    );
  return refuse("wrong-status", "It is checked again when it has ended.");
}

/** Whoever may close it may have a pipeline answer for it. */
export function whyCannotAskRecheck(
  exception: Pick<Closable, "status" | "closedReason" | "ownerId" | "requesterId" | "managerId">,
  actor: { id: string },
): Refusal | null {
  const notEnded = whyNotChecked(exception);
  if (notEnded) return notEnded;
  if ([exception.ownerId, exception.requesterId, exception.managerId].includes(actor.id)) return null;
  return refuse(
    "not-allowed",
    "Only its owner, the owner's manager or whoever asked for it can have it checked again.",
  );
}
