// The sign-offs of a revision: when each is due (R11), which are open, who signs which, and when all are done (R9).
// Steps of one stage are open at once; a stage opens when every step before it is signed.

import { addWorkingDays, addWorkingHours, type WorkingCalendar } from "@/lib/dates";
import { stepsNobodyCanSign } from "@/lib/exceptions/routing";
import { type Refusal, refuse } from "@/lib/refusal";
import type { Risk, Verdict } from "@/prisma/generated/enums";

type ReviewTime = { days: number } | { hours: number };

const reviewTime: Record<Risk, ReviewTime> = {
  low: { days: 3 },
  moderate: { days: 2 },
  high: { days: 1 },
  critical: { hours: 4 },
};

/** "3 working days", "4 working hours". */
export function reviewTimeInWords(risk: Risk): string {
  const time = reviewTime[risk];
  if ("hours" in time) return `${time.hours} working hours`;
  return time.days === 1 ? "1 working day" : `${time.days} working days`;
}

/** When each step is due: every stage has its full review time after the one before, or the hours that a rule sets. */
export function dueTimes(
  steps: { stage: number; dueHours: number | null }[],
  risk: Risk,
  filedAt: Date,
  calendar: WorkingCalendar,
  isUrgent = false,
): Date[] {
  const opens = new Map<number, Date>();
  const due: Date[] = [];
  let latest = filedAt;
  for (const { stage, dueHours } of steps) {
    if (!opens.has(stage)) opens.set(stage, latest);
    const from = opens.get(stage) as Date;
    const at = dueHours
      ? addWorkingHours(from, dueHours, calendar)
      : usual(from, isUrgent ? "critical" : risk, calendar);
    if (at > latest) latest = at;
    due.push(at);
  }
  return due;
}

function usual(from: Date, risk: Risk, calendar: WorkingCalendar): Date {
  const time = reviewTime[risk];
  return "days" in time
    ? addWorkingDays(from, time.days, calendar)
    : addWorkingHours(from, time.hours, calendar);
}

type Decided = { verdict: Verdict; retracted?: boolean };
type Step = {
  id: string;
  position: number;
  /** Null in what was filed before steps had stages: one after another. */
  stage: number | null;
  needed: number;
  decisions: Decided[];
};

/** An approval that was taken back signs nothing. */
export function stands({ verdict, retracted }: Decided): boolean {
  return verdict === "approve" && !retracted;
}

export const stageOf = ({ stage, position }: Pick<Step, "stage" | "position">) => stage ?? position;

export function isSigned(step: Pick<Step, "needed" | "decisions">): boolean {
  return missingOn(step) <= 0;
}

/** How many still have to sign it. */
export function missingOn({ needed, decisions }: Pick<Step, "needed" | "decisions">): number {
  return needed - decisions.filter(stands).length;
}

/** The steps that can be signed now: what is not signed of the first stage that has such. None: all are signed. */
export function openSteps<Shown extends Step>(steps: Shown[]): Shown[] {
  const unsigned = steps.filter((step) => !isSigned(step)).sort((a, b) => a.position - b.position);
  const stage = Math.min(...unsigned.map(stageOf));
  return unsigned.filter((step) => stageOf(step) === stage);
}

/** All that a decision can be about now: the open steps, and in an emergency every step that is not signed (R19). */
export function opensNow<Shown extends Step>({ emergency, steps }: { emergency: boolean; steps: Shown[] }) {
  return emergency ? steps.filter((step) => !isSigned(step)) : openSteps(steps);
}

/** "Security", "Security and Compliance": whom a request waits for. */
export function groupsWaitedFor(open: { groupName: string }[]): string {
  return open.map(({ groupName }) => groupName).join(" and ");
}

/** Whether one more approval on `step` leaves nothing open. */
export function wouldSettle(steps: Step[], step: Pick<Step, "id">): boolean {
  return steps.every((other) => missingOn(other) <= (other.id === step.id ? 1 : 0));
}

type Seated = Step & { groupName: string; memberIds: string[] };
type ToSign<Shown extends Seated> = {
  emergency: boolean;
  steps: Shown[];
  /** Parties, and whoever has decided: they sign no step any more. */
  barredIds: ReadonlySet<string>;
};

/**
 * The open step that this person would sign, and whom they would leave without anybody if they did. Of several open steps it
 * is the one that leaves every other to somebody. Undefined: they sit in no group whose turn it is.
 */
export function stepToSign<Shown extends Seated>(
  asked: ToSign<Shown>,
  personId: string,
): { step: Shown; stranded: string | null } | undefined {
  const mine = opensNow(asked).filter(({ memberIds }) => memberIds.includes(personId));
  const [first] = mine;
  if (!first) return undefined;

  const { steps, barredIds } = asked;
  const isStuckAnyway = stuckSteps(steps, barredIds).length > 0; // then nobody is missed
  const afterwards = new Set([...barredIds, personId]);
  const choices = mine.map((step) => ({ step, stuck: stuckSteps(steps, afterwards, step.id) }));
  const [choice] = choices.filter(({ stuck }) => stuck.length === 0);
  if (isStuckAnyway || choice) return { step: choice?.step ?? first, stranded: null };
  return { step: first, stranded: choices[0]?.stuck[0]?.groupName ?? null };
}

/** What could not be signed any more by those who are not barred, with one signature more on `signedId`. */
function stuckSteps<Shown extends Seated>(steps: Shown[], barred: ReadonlySet<string>, signedId?: string) {
  const left = steps
    .map((step) => ({
      groupName: step.groupName,
      needed: missingOn(step) - (step.id === signedId ? 1 : 0),
      group: { members: step.memberIds.map((id) => ({ id })) },
    }))
    .filter(({ needed }) => needed > 0);
  return stepsNobodyCanSign(left, barred);
}

/** R5 seen ahead: one person signs once, so whoever alone can sign a later step does not use themselves up on this one. */
export function whyCannotApprove(asked: ToSign<Seated>, actor: { id: string }): Refusal | null {
  const chosen = stepToSign(asked, actor.id);
  if (!chosen?.stranded) return null;
  return refuse(
    "not-an-approver",
    `${chosen.stranded} needs you later, and nobody signs twice. Leave ${chosen.step.groupName} to somebody else in it.`,
  );
}
