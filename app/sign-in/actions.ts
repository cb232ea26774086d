"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";

import { sessionCookieName } from "@/lib/auth/cookie";
import { cameFromOurPages } from "@/lib/auth/origin";
import { currentSession } from "@/lib/auth/session";
import { endSession, keepAlive } from "@/lib/auth/sessions";
import { env } from "@/lib/env";

/** Ends the session and not only the cookie: whoever has a copy of the cookie is out as well. */
export async function signOut() {
  if (!cameFromOurPages(await headers(), env().NEXTAUTH_URL)) return;
  const session = await currentSession();
  if (session) await endSession(session.actor.sessionId, session.actor, new Date());
  (await cookies()).delete(sessionCookieName());
  redirect("/sign-in?ended=yes");
}

export type SessionEnd = { expiresAt: Date; endsAt: Date };

/** When this session ends unless somebody clicks. Asking is no click. Null: it has ended. */
export async function whenSignedOut(): Promise<SessionEnd | null> {
  const session = await currentSession();
  return session && { expiresAt: session.expiresAt, endsAt: session.endsAt };
}

export async function staySignedIn(): Promise<SessionEnd | null> {
  const session = cameFromOurPages(await headers(), env().NEXTAUTH_URL) ? await currentSession() : null;
  return session && { expiresAt: await keepAlive(session, new Date()), endsAt: session.endsAt };
}
