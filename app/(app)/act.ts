import "server-only";

import { revalidatePath } from "next/cache";
import type { ZodType } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { actorForAction } from "@/lib/auth/session";
import { invalid, type Outcome } from "@/lib/refusal";

/**
 * What every server action does, since each is a public endpoint: prove the actor, parse what came, read the clock, call
 * one use case and refresh what changed. What comes is unknown: the types of the forms are promises, not proof.
 */
export async function act<Input, Result extends Outcome>(
  input: unknown,
  schema: ZodType<Input>,
  perform: (input: Input, actor: Actor, now: Date) => Promise<Result>,
) {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const parsed = schema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);

  const outcome = await perform(parsed.data, caller.actor, new Date());
  if (outcome.ok) revalidatePath("/", "layout");
  return outcome;
}
