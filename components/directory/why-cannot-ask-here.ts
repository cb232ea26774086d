import type { Role } from "@/prisma/generated/enums";

/** The sentence on a blocked "Ask for an exception", or null. */
export function whyCannotAskHere(
  { name, retiredAt }: { name: string; retiredAt: Date | null },
  actor: { role: Role },
): string | null {
  if (actor.role === "auditor") return "Auditors read everything and change nothing.";
  return retiredAt ? `${name} is retired and takes no new requests.` : null;
}
