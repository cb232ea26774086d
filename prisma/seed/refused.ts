import type { Outcome } from "@/lib/refusal";

/** A story that is refused is told wrongly: it stops the seed, with its title and the refusal. */
export function granted<Result extends object>(outcome: Outcome<Result>, what: string): Result {
  if (outcome.ok) return outcome;
  const fields = outcome.fields ? ` (${Object.keys(outcome.fields).join(", ")})` : "";
  throw new Error(`${what}: ${outcome.message}${fields}`);
}
