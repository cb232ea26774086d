// Administrators keep the directory: people, groups, policies and systems. Everybody else reads it.

import { type Refusal, refuse } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

export type Keeper = { id: string; role: Role };

export function whyCannotAdminister(actor: { role: Role }): Refusal | null {
  if (actor.role === "administrator") return null;
  if (actor.role === "auditor") return refuse("not-allowed", "Auditors read everything and change nothing.");
  return refuse("not-allowed", "Only administrators change this.");
}
