"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";

import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { actorForAction } from "@/lib/auth/session";
import { endSession } from "@/lib/auth/sessions";

export async function signOut() {
  const caller = await actorForAction();
  if (caller.ok) await endSession(caller.actor.sessionId, caller.actor, new Date());
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
  redirect("/sign-in");
}
