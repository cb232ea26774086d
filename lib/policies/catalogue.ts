// Who may change the catalogue of rules. Administrators keep it; the group that answers for a rule words it.

import { type Keeper, whyCannotAdminister } from "@/lib/people/administration";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import { unmapped } from "@/lib/unmapped";
import type { Domain } from "@/prisma/generated/enums";

type Policy = { key: string; domain: Domain; controlOwnerId: string; retiredAt: Date | null };
type Owned = Policy & { controlOwner: { name: string; memberIds: string[] } };

/** Statement, title and longest window: also for members of the control owner. */
export function whyCannotEditPolicy({ controlOwner }: Owned, actor: Keeper): Refusal | null {
  if (actor.role === "member" && controlOwner.memberIds.includes(actor.id)) return null;
  const refusal = whyCannotAdminister(actor);
  if (!refusal || actor.role === "auditor") return refusal;
  return refuse("not-allowed", `Only administrators and ${controlOwner.name}, who own this rule, change it.`);
}

/** Domain and control owner decide who approves, so they are moved by administrators alone. */
export function whyCannotMovePolicy(
  policy: Policy,
  after: { domain: Domain; controlOwnerId: string },
  actor: Keeper,
): Refusal | null {
  if (whyCannotAdminister(actor) === null) return null;
  if (after.controlOwnerId !== policy.controlOwnerId) {
    return refuseField(
      "controlOwnerId",
      "Only administrators give a rule another control owner.",
      "not-allowed",
    );
  }
  return after.domain === policy.domain
    ? null
    : refuseField("domain", "Only administrators move a rule to another domain.", "not-allowed");
}

export function whyCannotOwnPolicy(group: { name: string; retiredAt: Date | null } | null): Refusal | null {
  if (!group) return refuseField("controlOwnerId", "There is no such group.", "not-found");
  if (!group.retiredAt) return null;
  return refuseField(
    "controlOwnerId",
    `${group.name} is retired. Choose a group that is in use.`,
    "conflict",
  );
}

export function whyCannotRetirePolicy(
  policy: { key: string; retiredAt: Date | null },
  actor: Keeper,
): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (policy.retiredAt ? refuse("wrong-status", `${policy.key} is retired already.`) : null) ??
    (policy.key === unmapped
      ? refuse("not-allowed", `${unmapped} is built in: what no policy is named for must count somewhere.`)
      : null)
  );
}

export function whyCannotReinstatePolicy(
  policy: { key: string; retiredAt: Date | null },
  actor: Keeper,
): Refusal | null {
  return (
    whyCannotAdminister(actor) ??
    (policy.retiredAt ? null : refuse("wrong-status", `${policy.key} is in use.`))
  );
}
