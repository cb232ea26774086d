// What an API token asks for is born sent back (R4, R6): nobody can decide it until the person whom the token names has
// read it, made it their own and submitted it.

import { type Refusal, refuse } from "@/lib/refusal";
import type { Verdict } from "@/prisma/generated/enums";

type Born = { sentBack: boolean; steps: { decisions: { verdict: Verdict }[] }[] };

/** Sent back by its birth and not by an approver. */
export function awaitsSubmission({ sentBack, steps }: Born): boolean {
  return sentBack && !steps.some((step) => step.decisions.some(({ verdict }) => verdict === "send_back"));
}

export function whyCannotSubmit(
  exception: Born & { requesterId: string },
  actor: { id: string },
): Refusal | null {
  if (!awaitsSubmission(exception) || exception.requesterId === actor.id) return null;
  return refuse("not-allowed", "A pipeline asked for this in its requester’s name. Only they submit it.");
}
