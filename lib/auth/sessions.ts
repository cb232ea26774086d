// The rows behind the cookies. A session ends after 30 minutes without a click, after 8 hours, by signing out,
// or at the moment its row is ended by its owner, an administrator or a deactivation.

import { addHours, addMinutes, min } from "date-fns";

import { record } from "@/lib/audit/record";
import { type Actor, provenActor } from "@/lib/auth/actor";
import { db, inTransaction, plannedOnce } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

const idleMinutes = 30;
const longestHours = 8;

export type LiveSession = {
  actor: Actor;
  /** When it ends unless there is a click before. */
  expiresAt: Date;
  /** When it ends in any case. */
  endsAt: Date;
  /** Signed in with a one-time password, which opens nothing but the page that changes it. */
  mustChangePassword: boolean;
};

/** The session, account and person as they are now, in one query. Nothing comes from the cookie but the id. */
export async function liveSession(sessionId: string, now: Date): Promise<LiveSession | null> {
  const [row] = await db.$queryRaw<
    {
      personId: string;
      name: string;
      role: Role;
      accountId: string;
      createdAt: Date;
      expiresAt: Date;
      oneTime: boolean;
    }[]
  >`
    ${plannedOnce}
    SELECT p.id AS "personId", p.name, p.role, a.id AS "accountId", s.created_at AS "createdAt", s.expires_at AS "expiresAt",
           coalesce(l.hash LIKE 'once:%', false) AS "oneTime"
    FROM session s
    JOIN account a ON a.id = s.account_id
    JOIN person p ON p.id = a.person_id
    LEFT JOIN local_password l ON l.account_id = a.id
    WHERE s.id = ${sessionId}::uuid
      AND s.ended_at IS NULL AND s.expires_at > ${now}
      AND a.kind = 'human' AND p.deactivated_at IS NULL`;
  if (!row) return null;

  const { personId: id, name, role, accountId } = row;
  return {
    actor: provenActor({ id, name, role, accountId, sessionId }),
    expiresAt: row.expiresAt,
    endsAt: addHours(row.createdAt, longestHours),
    mustChangePassword: row.oneTime,
  };
}

/** Starts a session of an account whose owner has just proven who they are. */
export function startSession(
  signIn: { accountId: string; device: string; method: "password" | "provider" | "demo" },
  now: Date,
): Promise<Outcome<{ sessionId: string }>> {
  return inTransaction(now, async (tx) => {
    const { accountId, device, method } = signIn;
    const account = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      include: { person: true },
    });

    // Held until the commit, so that a deactivation either comes before or finds this session and ends it.
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${account.personId}::uuid FOR NO KEY UPDATE`;
    const person = await tx.person.findUniqueOrThrow({ where: { id: account.personId } });
    if (person.deactivatedAt || account.kind !== "human") return refuse("not-allowed", deactivated);

    const { id: sessionId } = await tx.session.create({
      data: { accountId, device, createdAt: now, expiresAt: addMinutes(now, idleMinutes) },
    });
    const actor = provenActor({ id: person.id, name: person.name, role: person.role, accountId, sessionId });
    await record(tx, {
      stream: doors(now),
      action: "session.started",
      actor,
      body: { person: person.id, method },
    });
    return { ok: true, sessionId };
  });
}

/** The stream of what happens at the doors: one a day. */
export function doors(now: Date) {
  return `security/${now.toISOString().slice(0, 10)}`;
}

export const deactivated = "Your access has ended. An administrator can tell you why.";

/** A click moves the idle end. Written at most once a minute. */
export async function keepAlive(session: LiveSession, now: Date): Promise<Date> {
  const expiresAt = min([addMinutes(now, idleMinutes), session.endsAt]);
  if (expiresAt.getTime() - session.expiresAt.getTime() < 60_000) return session.expiresAt;
  await inTransaction(now, (tx) =>
    tx.session.updateMany({
      where: { id: session.actor.sessionId, endedAt: null, expiresAt: { gt: now, lt: expiresAt } },
      data: { expiresAt },
    }),
  );
  return expiresAt;
}

/** Signing out here, or from one's list of sessions. Ending what has ended is no error. */
export function endSession(sessionId: string, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction(now, async (tx) => {
    const session = await tx.session.findFirst({ where: { id: sessionId, account: { personId: actor.id } } });
    if (!session) return refuse("not-found", "This session is not one of yours.");
    if (session.endedAt) return { ok: true };
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    const why = sessionId === actor.sessionId ? "signed out" : "ended from another session";
    await record(tx, { stream: doors(now), action: "session.ended", actor, body: { person: actor.id, why } });
    return { ok: true };
  });
}

export function endOtherSessions(actor: Actor, now: Date): Promise<Outcome<{ ended: number }>> {
  return inTransaction(now, async (tx) => {
    const others = await tx.session.findMany({
      where: {
        account: { personId: actor.id },
        id: { not: actor.sessionId },
        endedAt: null,
        expiresAt: { gt: now },
      },
      select: { id: true },
    });
    const sessionIds = others.map(({ id }) => id);
    if (sessionIds.length === 0) return { ok: true, ended: 0 };
    await tx.session.updateMany({ where: { id: { in: sessionIds } }, data: { endedAt: now } });
    const why = `ended ${sessionIds.length} other sessions`;
    await record(tx, { stream: doors(now), action: "session.ended", actor, body: { person: actor.id, why } });
    return { ok: true, ended: sessionIds.length };
  });
}

/** My sessions that are alive, the newest first. */
export function sessionsOf(actor: Actor, now: Date) {
  return db.session.findMany({
    where: { account: { personId: actor.id }, endedAt: null, expiresAt: { gt: now } },
    select: { id: true, device: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: "desc" },
  });
}
