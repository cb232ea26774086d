// The second beat: what each choice leads to, read before it is recorded.

import { formatInstant, formatShortInstant } from "@/lib/dates";
import { ratifyByFrom, waitsToBeRatified } from "@/lib/exceptions/emergency";
import type { ExceptionWithHistory, StepOnRecord } from "@/lib/exceptions/exception-with-history";
import { groupsWaitedFor, missingOn, stageOf, wouldSettle } from "@/lib/exceptions/steps";
import { startFrom } from "@/lib/exceptions/window";
import type { Verdict } from "@/prisma/generated/enums";

/** `step`: the one that this person would sign. */
export function whatFollows(
  exception: ExceptionWithHistory,
  step: StepOnRecord | undefined,
  now: Date,
  zone: string,
): Record<Verdict, string> {
  const told = toldInWords(exception);
  const ratifying = waitsToBeRatified(exception, now);
  return {
    approve: `${step ? ofApproval(exception, step, ratifying, now, zone) : ""} ${told}`,
    send_back: `It goes back to be changed, and returns as a new revision. ${told}`,
    reject: ratifying
      ? `It is revoked: not in force any more, from this moment. ${told}`
      : `It ends here, for good. ${told}`,
  };
}

function ofApproval(
  exception: ExceptionWithHistory,
  step: StepOnRecord,
  ratifying: boolean,
  now: Date,
  zone: string,
): string {
  const { emergency, currentSteps: steps, endsAt } = exception;
  const settles = wouldSettle(steps, step);
  const left = steps.filter((one) => missingOn(one) > (one.id === step.id ? 1 : 0));

  if (ratifying) {
    return settles
      ? `Ratified with it. It stays in force until ${endsAt && formatInstant(endsAt, zone)}.`
      : `Then ${groupsWaitedFor(left)} has to ratify it as well.`;
  }
  if (emergency && !settles) {
    const by = formatShortInstant(ratifyByFrom(now), zone);
    return `In force at once. ${groupsWaitedFor(left)} is told, and ratifies it by ${by}, or it is revoked.`;
  }
  if (settles) return `Last step. ${inForceFrom(exception, now, zone)}`;

  const stage = Math.min(...left.map(stageOf));
  const next = left.filter((one) => stageOf(one) === stage);
  const [first] = next;
  if (!first) return "";
  if (next.length === 1 && first.id === step.id)
    return `Then somebody else of ${step.groupName} signs as well.`;
  const due = new Date(Math.max(...next.map(({ dueAt }) => dueAt.getTime())));
  return `Then ${groupsWaitedFor(next)} decides by ${formatShortInstant(due, zone)}.`;
}

function inForceFrom({ current, continues }: ExceptionWithHistory, now: Date, zone: string): string {
  const start = startFrom(current, now, continues?.endsAt ?? null);
  return start > now ? `In force from ${formatInstant(start, zone)}.` : "In force at once.";
}

/** Who hears of it: requester, owner, the owner's manager and whoever signed before. */
function toldInWords({ requester, owner, managerId, currentSteps }: ExceptionWithHistory): string {
  const signed = currentSteps.flatMap((step) => step.decisions.map(({ personId }) => personId));
  const people = new Set([requester.id, owner.id, managerId, ...signed]).size;
  return people === 1 ? "One person is told." : `${people} people are told.`;
}
