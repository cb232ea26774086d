"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";

import { act } from "@/app/(app)/act";
import { changePassword, changePasswordSchema } from "@/lib/auth/change-password";
import { actorForAction, sessionForAction } from "@/lib/auth/session";
import { endOtherSessions, endSession } from "@/lib/auth/sessions";
import { endFeed, openFeed } from "@/lib/calendar/feed";
import { env } from "@/lib/env";
import { linkPerson, unlinkPerson } from "@/lib/gate/link-person";
import { linkCodeSchema, linkIdSchema } from "@/lib/gate/schemas";
import { invalid, type Outcome } from "@/lib/refusal";

// These also serve somebody who still has a one-time password, and nobody else's account can be named here.

export async function changeMyPassword(input: z.input<typeof changePasswordSchema>): Promise<Outcome> {
  const caller = await sessionForAction();
  if (!caller.ok) return caller;
  const parsed = changePasswordSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);

  const outcome = await changePassword(parsed.data, caller.session.actor, new Date());
  if (outcome.ok) revalidatePath("/", "layout");
  return outcome;
}

export async function endMySession(sessionId: string): Promise<Outcome> {
  const caller = await sessionForAction();
  if (!caller.ok) return caller;
  const parsed = z.uuid().safeParse(sessionId);
  if (!parsed.success) return invalid(parsed.error);

  const outcome = await endSession(parsed.data, caller.session.actor, new Date());
  if (outcome.ok) revalidatePath("/account");
  return outcome;
}

export async function endMyOtherSessions(): Promise<Outcome> {
  const caller = await sessionForAction();
  if (!caller.ok) return caller;

  const outcome = await endOtherSessions(caller.session.actor, new Date());
  if (outcome.ok) revalidatePath("/account");
  return outcome;
}

/** The address is told this once. A one-time password opens no calendar. */
export async function openMyCalendar(): Promise<Outcome<{ address: string }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;

  const outcome = await openFeed(caller.actor, new Date());
  if (!outcome.ok) return outcome;
  revalidatePath("/account");
  return { ok: true, address: new URL(`/calendar/${outcome.token}.ics`, env().NEXTAUTH_URL).href };
}

export async function endMyCalendar(): Promise<Outcome> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;

  const outcome = await endFeed(caller.actor, new Date());
  if (outcome.ok) revalidatePath("/account");
  return outcome;
}

/** With the one-time code that a pipeline printed for whoever started it. */
export async function linkMe(input: unknown): Promise<Outcome> {
  return act(input, linkCodeSchema, linkPerson);
}

export async function endLink(input: unknown): Promise<Outcome> {
  return act(input, linkIdSchema, unlinkPerson);
}
