"use server";

import { headers } from "next/headers";

import { cameFromOurPages } from "@/lib/auth/origin";
import { currentSession } from "@/lib/auth/session";
import { keepAlive } from "@/lib/auth/sessions";
import { env } from "@/lib/env";

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
