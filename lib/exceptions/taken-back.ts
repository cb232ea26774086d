// R8: what an approver demanded is taken back with their approval. It stays on the record (R2) and asks for nothing.

import { type Refusal, refuse } from "@/lib/refusal";
import type { ConditionState } from "@/prisma/generated/enums";

export type BindingState = Exclude<ConditionState, "taken_back">;

export function binds<Stated extends { state: ConditionState }>(
  condition: Stated,
): condition is Stated & { state: BindingState } {
  return condition.state !== "taken_back";
}

export function whyTakenBack(condition: { state: ConditionState }): Refusal | null {
  if (binds(condition)) return null;
  return refuse("wrong-status", "It was taken back with the approval that demanded it, and binds nobody.");
}
