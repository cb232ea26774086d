// The session cookie: encrypted by next-auth, carrying nothing but the id of a session row.

import { decode, encode } from "next-auth/jwt";

import { env } from "@/lib/env";

/** Seconds. The row ends earlier when it is idle. */
export const longestSession = 8 * 60 * 60;

export function sessionCookieName(): string {
  return isSecure() ? "__Host-register-session" : "register-session";
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

export function sealSessionId(sessionId: string): Promise<string> {
  return encode({ token: { sessionId }, secret: env().NEXTAUTH_SECRET, maxAge: longestSession });
}

/** The id in the cookie, or null for whatever was not sealed here or is too old. Proves nothing without its row. */
export async function openSessionCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof token?.sessionId === "string" ? token.sessionId : null;
}

function isSecure() {
  return env().NEXTAUTH_URL.startsWith("https:");
}
