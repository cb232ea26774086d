// Why what was approved has neither ended nor become a policy change (R28): the first reason that holds.

import { formatDay } from "@/lib/dates";
import { statusAt } from "@/lib/exceptions/lifecycle";
import type { RecheckOutcome, Status } from "@/prisma/generated/enums";

export type WhyOpen = {
  words: string /** It is over, and nobody has put it right. */;
  asksForAnAct: boolean;
};

type Open = {
  status: Status;
  startsAt: Date | null;
  endsAt: Date | null;
  renewal: number;
  recheck: RecheckOutcome | null;
  /** The day by which what ends it for good is done (R17). */
  planBy: string | null;
};

export function whyOpen(exception: Open, now: Date): WhyOpen | null {
  const { startsAt, renewal, recheck, planBy } = exception;
  switch (statusAt(exception, now)) {
    case "expired":
      return { words: afterTheEnd(recheck), asksForAnAct: true };
    case "active":
      if (planBy) return calm(`Plan until ${formatDay(new Date(planBy), "UTC")}`);
      if (startsAt && startsAt > now) return calm("Starts later");
      return calm(renewal > 0 ? `Renewed ${times(renewal)}` : "Window runs");
    default:
      return null;
  }
}

function afterTheEnd(recheck: RecheckOutcome | null): string {
  if (recheck === "violating") return "Violating";
  return recheck === "no_answer" ? "No answer" : "Not closed";
}

const calm = (words: string): WhyOpen => ({ words, asksForAnAct: false });

const times = (count: number) => ["", "once", "twice"][count] ?? `${count} times`;
