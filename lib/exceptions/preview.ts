// What the live panel shows while somebody types, in plain data: who decides and why, by when; the risk with its reasons;
// the longest window; what is like it. It asks `planRequest`, as submit does.

import type { Actor } from "@/lib/auth/actor";
import { addWorkingHours, workingHoursBetween } from "@/lib/dates";
import { chainOf } from "@/lib/exceptions/chain-of";
import { whyNoEmergency } from "@/lib/exceptions/emergency";
import { askBy, type Link, secondsSoFar } from "@/lib/exceptions/extensions";
import { type Plan, planDraft } from "@/lib/exceptions/plan-request";
import { type Precedents, precedentsOf } from "@/lib/exceptions/precedents";
import type { Draft } from "@/lib/exceptions/schemas";
import type { Signal } from "@/lib/exceptions/signals";
import { signalsOfDraft } from "@/lib/exceptions/signals-of";
import { askedWindow, whyCannotAsk, windowAt } from "@/lib/exceptions/window";
import { organisation } from "@/lib/organisation";
import type { Risk } from "@/prisma/generated/enums";

export type Preview = {
  /** When it was asked. */
  at: Date;
  risk: Risk;
  riskSentence: string;
  limitSeconds: number;
  limitBecause: string;
  renewal: number;
  ruleSetVersion: number;
  /** One of the groups approves at once, and the others ratify (R19). */
  emergency: boolean;
  steps: {
    position: number;
    stage: number;
    groupName: string;
    because: string;
    needed: number;
    members: number;
    memberNames: string[];
    partyNames: string[];
    nobody: boolean;
    dueAt: Date;
  }[];
  /** What the rules ask for and the organisation does not have. */
  missing: string[];
  /** The window if it were approved now, or why it could not be. */
  window: { startsAt: Date; endsAt: Date } | null;
  windowProblem: string | null;
  precedents: Precedents;
  signals: Signal[];
  continuing: Continuing | null;
};

/** What an extension continues, and what it needs to follow without a gap (R16). */
export type Continuing = {
  number: number;
  endsAt: Date;
  chain: Link[];
  secondsSoFar: number;
  /** The last moment to ask so that every step falls due before the earlier one ends. Null: too late for that. */
  askBy: Date | null;
};

export async function previewOf(draft: Draft, actor: Actor, now: Date): Promise<Preview | null> {
  const plan = await planDraft(draft, actor.id, now);
  if (!plan) return null;

  const continuedEnd = plan.continued?.endsAt ?? null;
  const asked = draft.window && askedWindow(draft.window);
  const ownId = plan.continued?.id ?? draft.exceptionId;
  const chain = ownId ? await chainOf(ownId) : [];
  const own = chain.map(({ number }) => number);
  const [precedents, signals, continuing] = await Promise.all([
    precedentsOf(draft.scope ?? [], actor, own),
    signalsOfDraft(draft, plan.renewal, actor, now),
    continuingOf(plan, chain, now),
  ]);
  const problem = asked
    ? (whyNoEmergency(draft, asked) ?? whyCannotAsk(asked, plan.limit, now, continuedEnd))
    : null;

  return {
    at: now,
    risk: plan.risk,
    riskSentence: plan.riskSentence,
    limitSeconds: plan.limit.seconds,
    limitBecause: plan.limit.because,
    renewal: plan.renewal,
    ruleSetVersion: plan.ruleSetVersion,
    emergency: draft.emergency ?? false,
    steps: plan.steps.map(({ position, stage, group, because, needed, partyNames, nobody, dueAt }) => ({
      position,
      stage,
      groupName: group.name,
      because,
      needed,
      members: group.members.length,
      memberNames: group.members.map(({ name }) => name).filter((name) => !partyNames.includes(name)),
      partyNames,
      nobody,
      dueAt,
    })),
    missing: plan.missing,
    window:
      asked && !problem
        ? windowAt({ ...asked, limitSeconds: plan.limit.seconds }, [], now, continuedEnd)
        : null,
    windowProblem: problem?.message ?? null,
    precedents,
    signals,
    continuing,
  };
}

async function continuingOf(
  { continued, steps }: Plan,
  chain: Link[],
  now: Date,
): Promise<Continuing | null> {
  if (!continued?.endsAt) return null;
  const { number, endsAt } = continued;
  const { calendar } = await organisation();
  const before = chain.filter(({ startsAt }) => startsAt !== null);
  const lastDue = new Date(Math.max(now.getTime(), ...steps.map(({ dueAt }) => dueAt.getTime())));
  const hours = workingHoursBetween(now, lastDue, calendar);
  return {
    number,
    endsAt,
    chain: before,
    secondsSoFar: secondsSoFar(before, now),
    askBy: askBy((filedAt) => addWorkingHours(filedAt, hours, calendar), endsAt, now),
  };
}
