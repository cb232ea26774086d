"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";

import { changePassword, changePasswordSchema } from "@/lib/auth/change-password";
import { sessionForAction } from "@/lib/auth/session";
import { endOtherSessions, endSession } from "@/lib/auth/sessions";
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
