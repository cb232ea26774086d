// What one person watches or puts off is theirs alone: it happens at once, can be undone, and nobody else is told. What
// waits for a decision comes back an hour before it is due at the latest.

import { addHours, min, subHours } from "date-fns";

import type { Actor } from "@/lib/auth/actor";
import { formatShortInstant, nextWorkingMorning, type WorkingCalendar } from "@/lib/dates";
import { db, inTransaction } from "@/lib/db";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import type { AttentionChange } from "@/lib/exceptions/schemas";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export async function attend(
  { exceptionId, watching, snoozedUntil }: AttentionChange,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  const waiting = [
    ...(await requestsAwaitingDecision(actor, now)),
    ...(await requestsAwaitingDecision(actor, now, true)),
  ].find(({ id }) => id === exceptionId);
  if (actor.role === "outside_approver" && !waiting) return refuse("not-found", "There is no such request.");
  if (snoozedUntil) {
    const refusal = waiting
      ? whyCannotSnooze(waiting, now)
      : refuse("wrong-status", "Only what waits for you can be put off.");
    if (refusal) return refusal;
  }

  const until = snoozedUntil && waiting ? min([new Date(snoozedUntil), latest(waiting)]) : snoozedUntil;
  const change = {
    ...(watching !== undefined && { watching }),
    ...(until !== undefined && { snoozedUntil: until }),
  };
  await inTransaction(now, (tx) =>
    tx.attention.upsert({
      where: { personId_exceptionId: { personId: actor.id, exceptionId } },
      create: { personId: actor.id, exceptionId, ...change },
      update: change,
      select: { personId: true },
    }),
  );
  return { ok: true };
}

type Due = { dueAt: Date; ratifyBy: Date | null };

const latest = ({ dueAt, ratifyBy }: Due) => subHours(ratifyBy ?? dueAt, 1);

export function whyCannotSnooze(request: Due, now: Date): Refusal | null {
  return latest(request) > now
    ? null
    : refuse("wrong-status", "It is due within the hour or overdue: decide it, or send it back.");
}

/** Until when it can be put off, the next working morning first. */
export function snoozeChoices(
  request: Due,
  now: Date,
  calendar: WorkingCalendar,
): { label: string; until: string }[] {
  const morning = nextWorkingMorning(now, calendar);
  const choices = [
    { label: "In three hours", until: addHours(now, 3) },
    { label: `Until ${formatShortInstant(morning, calendar.zone)}`, until: morning },
    { label: "Until an hour before it is due", until: latest(request) },
  ];
  return choices
    .filter(({ until }) => until > now && until <= latest(request))
    .map(({ label, until }) => ({ label, until: until.toISOString() }));
}

/** What this person watches, whatever became of it, the youngest first. */
export function watchedBy(actor: Pick<Actor, "id">) {
  return db.attention.findMany({
    where: { personId: actor.id, watching: true },
    select: {
      exception: {
        select: {
          number: true,
          title: true,
          risk: true,
          status: true,
          sentBack: true,
          closedReason: true,
          startsAt: true,
          endsAt: true,
          ratifyBy: true,
          ratifiedAt: true,
          revision: true,
          conditions: true,
          owner: { select: { id: true, name: true, deactivatedAt: true } },
        },
      },
    },
    orderBy: { exception: { number: "desc" } },
    take: 200,
  });
}

export async function isWatched(actor: Pick<Actor, "id">, exceptionId: string): Promise<boolean> {
  const row = await db.attention.findUnique({
    where: { personId_exceptionId: { personId: actor.id, exceptionId } },
    select: { watching: true },
  });
  return row?.watching ?? false;
}
