"use server";

import { headers } from "next/headers";

import { cameFromOurPages } from "@/lib/auth/origin";
import { currentSession } from "@/lib/auth/session";
import { keepAlive } from "@/lib/auth/sessions";
import { env } from "@/lib/env";

export type SessionEnd = { expiresAt: Date; endsAt: Date };

export async function staySignedIn(): Promise<SessionEnd | null> {
  const session = cameFromOurPages(await headers(), env().NEXTAUTH_URL) ? await currentSession() : null;
  return session && { expiresAt: await keepAlive(session, new Date()), endsAt: session.endsAt };
}
