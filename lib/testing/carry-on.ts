// The ways in which a test carries a request on: somebody signs in again days later, a request becomes active.

import type { Actor } from "@/lib/auth/actor";
import { provenActor } from "@/lib/auth/actor";
import { startSession } from "@/lib/auth/sessions";
import { db } from "@/lib/db";
import type { Request } from "@/lib/exceptions/schemas";
import { dayInSeconds } from "@/lib/exceptions/window";
import { type Cast, filled, noon } from "@/lib/testing/cast";
import { decidedBy, filedBy } from "@/lib/testing/requests";

export function daysAfter(from: Date, days: number): Date {
  return new Date(from.getTime() + days * dayInSeconds * 1000);
}

export function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}

/** The same person with a session that is alive at `now`. */
export async function signedInAgain(actor: Actor, now: Date): Promise<Actor> {
  const { accountId } = actor;
  const { sessionId } = await filled(startSession({ accountId, device: "Test", method: "demo" }, now));
  return provenActor({ ...actor, sessionId });
}

/** A low-risk request that `owner` filed and Ada approved at `now`. */
export async function activeFor(cast: Cast, owner: Actor, changes: Partial<Request> = {}, now: Date = noon) {
  const filed = await filedBy(cast, owner, changes, now);
  await decidedBy(
    now === noon ? cast.actor.Ada : await signedInAgain(cast.actor.Ada, now),
    filed.id,
    "approve",
    now,
  );
  return filed;
}

export function found(id: string) {
  return db.exception.findUniqueOrThrow({ where: { id } });
}

/** What happened to an exception, in order. */
export async function actionsOn(id: string): Promise<string[]> {
  const events = await db.auditEvent.findMany({
    where: { exceptionId: id },
    orderBy: { seq: "asc" },
    select: { action: true },
  });
  return events.map(({ action }) => action);
}
