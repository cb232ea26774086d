// Who is asking. The cookie names a row; row, account, person and role are read again on each request,
// so a revoked session, a lost role or a deactivation holds from the next click on.

import "server-only";

import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";

import type { Actor } from "@/lib/auth/actor";
import { openSessionCookie, sessionCookieName } from "@/lib/auth/cookie";
import { isLoopbackRequest } from "@/lib/auth/loopback";
import { cameFromOurPages } from "@/lib/auth/origin";
import { keepAlive, type LiveSession, liveSession } from "@/lib/auth/sessions";
import { clockMoves } from "@/lib/db";
import { env } from "@/lib/env";
import { type Outcome, refuse } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

/** The session behind this request, or null. Does not count as a click: polls may ask this for ever. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const cookie = (await cookies()).get(sessionCookieName());
  const sessionId = await openSessionCookie(cookie?.value);
  return sessionId ? liveSession(sessionId, new Date()) : null;
});

/** For pages, before any Suspense boundary: whoever is not signed in goes to sign in and comes back. */
export const requireActor = cache(async (): Promise<Actor> => {
  const session = await requireSession();
  if (session.mustChangePassword) redirect("/account");
  return session.actor;
});

/** For the page on which a one-time password is changed; every other page wants `requireActor`. */
export async function requireSession(): Promise<LiveSession> {
  const session = await currentSession();
  if (!session) redirect(`/sign-in?to=${encodeURIComponent((await headers()).get("x-path") ?? "/")}`);
  const expiresAt = await keepAlive(session, new Date());
  return { ...session, expiresAt };
}

/** For pages of some roles only: answers 403 to the others, so it stands before any Suspense boundary. */
export async function requireRole(...roles: Role[]): Promise<Actor> {
  const actor = await requireActor();
  if (!roles.includes(actor.role)) forbidden();
  return actor;
}

/**
 * The door of every server action and of every API route that writes: a live session, a request from our own
 * pages and, where roles are named, one of them. `const caller = await actorForAction(); if (!caller.ok) return caller;`
 */
export async function actorForAction(...roles: Role[]): Promise<Outcome<{ actor: Actor }>> {
  const caller = await sessionForAction();
  if (!caller.ok) return caller;
  const { actor, mustChangePassword } = caller.session;
  if (mustChangePassword) return refuse("not-allowed", "Choose a password of your own first.");
  if (roles.length > 0 && !roles.includes(actor.role)) {
    return refuse("not-allowed", `Only ${roles.map(roleName).join(" or ")} can do this.`);
  }
  return { ok: true, actor };
}

/** The same for what concerns nothing but one's own account, where a one-time password is changed. */
export async function sessionForAction(): Promise<Outcome<{ session: LiveSession }>> {
  if (!cameFromOurPages(await headers(), env().NEXTAUTH_URL)) {
    return refuse("not-allowed", "This did not come from a page of the register, so nothing was done.");
  }
  const session = await currentSession();
  if (!session) return refuse("not-signed-in", signedOut);
  await keepAlive(session, new Date());
  return { ok: true, session };
}

const signedOut = "You are signed out. Sign in again; what you typed is still here.";

/** Whether this is the demo register: its clock moves, and whoever sits at this machine may be anybody of the cast. */
export async function isDemo(): Promise<boolean> {
  return clockMoves();
}

/** Whether people can be picked without a password: in the demo, from this very machine. */
export async function canPickPerson(): Promise<boolean> {
  return isLoopbackRequest(await headers(), env().NEXTAUTH_URL) && (await clockMoves());
}

function roleName(role: Role) {
  const names: Record<Role, string> = {
    member: "members",
    administrator: "administrators",
    auditor: "auditors",
    outside_approver: "outside approvers",
  };
  return names[role];
}
