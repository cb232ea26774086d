// How long a rule may be broken (R7, R8, R12). A length counts from approval or from a later start that was asked
// for, so that waiting never eats it; a fixed end stands still. An approver may shorten and never widen.
// All lengths are whole seconds: a "day" is 86,400 of them, also in a night when the clocks change.

import { formatLength } from "@/lib/dates";
import { riskNames } from "@/lib/exceptions/risk";
import type { AskedWindow } from "@/lib/exceptions/schemas";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

export const dayInSeconds = 86_400;

const longestByRisk: Record<Risk, number> = {
  low: 30 * dayInSeconds,
  moderate: 14 * dayInSeconds,
  high: 7 * dayInSeconds,
  critical: 3 * dayInSeconds,
};
const longestEmergency = 3 * dayInSeconds;

export type Limit = {
  /** What the risk allows, as it is frozen into the revision. */
  riskSeconds: number;
  /** What the risk and every policy together allow. */
  seconds: number;
  /** "Critical risk allows 3 days." or "SEC-014 allows 5 days." */
  because: string;
};

/** The longest window, and which rule sets it. A policy may set less than the risk, never more. */
export function longestWindow(
  risk: Risk,
  emergency: boolean,
  policies: { key: string; longestSeconds: number | null }[],
): Limit {
  const riskSeconds = emergency ? Math.min(longestEmergency, longestByRisk[risk]) : longestByRisk[risk];
  const allowed = emergency ? "An emergency" : `${riskNames[risk]} risk`;
  let limit: Limit = {
    riskSeconds,
    seconds: riskSeconds,
    because: `${allowed} allows ${formatLength(riskSeconds)} at most.`,
  };

  for (const { key, longestSeconds } of policies) {
    if (longestSeconds === null || longestSeconds >= limit.seconds) continue;
    limit = {
      riskSeconds,
      seconds: longestSeconds,
      because: `${key} allows ${formatLength(longestSeconds)} at most.`,
    };
  }
  return limit;
}

/** What a revision stores of the window: exactly one of length and end. */
export type Asked = { askedStart: Date | null; askedSeconds: number | null; askedEnd: Date | null };

export function askedWindow(window: AskedWindow): Asked {
  const askedStart = window.start ? new Date(window.start) : null;
  return window.kind === "length"
    ? { askedStart, askedSeconds: window.seconds, askedEnd: null }
    : { askedStart, askedSeconds: null, askedEnd: new Date(window.end) };
}

/** The earliest instant at which the window could start: now, the asked start, or the end of what it extends (R16). */
export function startFrom(asked: Pick<Asked, "askedStart">, now: Date, continuedEnd: Date | null): Date {
  return new Date(Math.max(now.getTime(), asked.askedStart?.getTime() ?? 0, continuedEnd?.getTime() ?? 0));
}

export function whyCannotAsk(
  asked: Asked,
  limit: Limit,
  now: Date,
  continuedEnd: Date | null,
): Refusal | null {
  if (asked.askedStart && asked.askedStart < now)
    return refuseField("window.start", "The start has passed. Leave it empty to start at approval.");
  if (asked.askedStart && continuedEnd)
    return refuseField("window.start", "An extension starts where the earlier exception ends.");

  const start = startFrom(asked, now, continuedEnd);
  const seconds = asked.askedSeconds ?? secondsBetween(start, asked.askedEnd as Date);
  const field = asked.askedEnd ? "window.end" : "window.seconds";
  if (seconds < 1) return refuseField(field, "The end comes before the start.");
  if (seconds > limit.seconds) return refuseField(field, `Too long: ${limit.because}`, "too-long");
  return null;
}

type Grant = { grantedSeconds?: number | null; grantedEnd?: Date | null };

/** R8: the shortest of what was asked and what each approver granted. Null: the fixed end came before approval. */
export function windowAt(
  asked: Asked & { limitSeconds: number },
  grants: Grant[],
  now: Date,
  continuedEnd: Date | null,
): { startsAt: Date; endsAt: Date } | null {
  const startsAt = startFrom(asked, now, continuedEnd);
  const lengths = [
    asked.askedSeconds ?? asked.limitSeconds,
    ...grants.map((grant) => grant.grantedSeconds ?? Number.POSITIVE_INFINITY),
  ];
  const ends = [asked.askedEnd, ...grants.map((grant) => grant.grantedEnd)].filter(
    (end) => end instanceof Date,
  );

  const byLength = startsAt.getTime() + Math.min(...lengths) * 1000;
  const endsAt = new Date(Math.min(byLength, ...ends.map((end) => end.getTime())));
  return endsAt > startsAt ? { startsAt, endsAt } : null;
}

export function whyWider(
  asked: Asked & { limitSeconds: number },
  grant: Grant,
  now: Date,
  continuedEnd: Date | null,
): Refusal | null {
  const longest = asked.askedSeconds ?? asked.limitSeconds;
  if (grant.grantedSeconds && grant.grantedSeconds > longest) {
    return refuse("too-long", `An approver may shorten and never widen: ${formatLength(longest)} at most.`);
  }
  if (grant.grantedEnd && asked.askedEnd && grant.grantedEnd > asked.askedEnd) {
    return refuse("too-long", "An approver may shorten and never widen: the asked end is the latest.");
  }
  if (grant.grantedEnd && grant.grantedEnd <= now) return refuse("too-long", "The granted end has passed.");
  if (grant.grantedEnd && grant.grantedEnd <= startFrom(asked, now, continuedEnd)) {
    return refuse("too-long", "The granted end comes before the window starts.");
  }
  return null;
}

/** "5 days after approval", "until 23 Nov 2026, 08:00 UTC": what was asked, in words. `end` is already written in the reader's zone. */
export function askedSentence(asked: Asked, written: { start?: string; end?: string }): string {
  if (asked.askedSeconds !== null) {
    return `${formatLength(asked.askedSeconds)} from ${written.start ?? "approval"}`;
  }
  return written.start ? `from ${written.start} until ${written.end}` : `from approval until ${written.end}`;
}

/** Whole seconds from one instant to another, rounded up so that a limit is never overrun by a fraction. */
export function secondsBetween(start: Date, end: Date): number {
  return Math.ceil((end.getTime() - start.getTime()) / 1000);
}
