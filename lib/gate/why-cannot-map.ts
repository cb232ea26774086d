// Who says which rules check a policy: whoever may change the policy. Nothing is mapped to the built-in one by hand.

import type { Keeper } from "@/lib/people/administration";
import { whyCannotEditPolicy } from "@/lib/policies/catalogue";
import { type Refusal, refuse } from "@/lib/refusal";
import { unmapped } from "@/lib/unmapped";

export function whyCannotMapTo(
  policy: Parameters<typeof whyCannotEditPolicy>[0] & { key: string },
  actor: Keeper,
): Refusal | null {
  if (policy.key === unmapped) {
    return refuse(
      "not-allowed",
      `${unmapped} holds what nobody has mapped. To have a rule here, end its row.`,
    );
  }
  return (
    whyCannotEditPolicy(policy, actor) ??
    (policy.retiredAt ? refuse("wrong-status", `${policy.key} is retired. Choose a policy in use.`) : null)
  );
}
