// The group that owns a policy decides what becomes of its gap: keep the policy, change it, or fund a fix, and who does it
// by when (R26). Each decision stays, and the next quarter shows what came of it.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { takeBackLetters } from "@/lib/notices/letter";
import { organisation } from "@/lib/organisation";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";
import { gapLetterKey } from "@/lib/reviews/mail-gaps";
import { quarterAt } from "@/lib/reviews/quarter";
import type { GapDecision } from "@/lib/reviews/schemas";

export function decideGap(
  { policyId, choice, reason, ownerId, dueOn }: GapDecision,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const policy = await tx.policy.findUnique({
      where: { id: policyId },
      select: {
        key: true,
        controlOwner: { select: { name: true, memberships: { where: { untilAt: null } } } },
      },
    });
    if (!policy) return refuse("not-found", "There is no such policy.");
    const { name, memberships } = policy.controlOwner;
    const { zone } = await organisation(tx);
    const owner = ownerId ? await tx.person.findUnique({ where: { id: ownerId } }) : null;

    const refusal =
      whyCannotDecideGap(
        { controlOwner: { name, memberIds: memberships.map(({ personId }) => personId) } },
        actor,
      ) ?? whyNotFollowedUp(choice, owner, dueOn, dayIn(zone, now));
    if (refusal) return refusal;

    const followUp = choice !== "keep" && ownerId && dueOn ? { owner: ownerId, dueOn } : null;
    const id = crypto.randomUUID();
    const quarter = quarterAt(now, zone);
    await tx.gapDecision.create({
      data: {
        id,
        policyId,
        quarter,
        choice,
        reason,
        ownerId: followUp?.owner ?? null,
        dueOn: followUp && new Date(followUp.dueOn),
        byId: actor.id,
      },
      select: { id: true },
    });
    const body = { policy: policyId, quarter, choice, reason, ...followUp };
    await takeBackLetters(tx, gapLetterKey(policy.key, quarter));
    await record(tx, { stream: `gap_decision/${id}`, action: "policy_gap.decided", actor, body });
    return { ok: true };
  });
}

type Owned = { controlOwner: { name: string; memberIds: string[] } };

export function whyCannotDecideGap(
  { controlOwner: { name, memberIds } }: Owned,
  actor: Pick<Actor, "id" | "role">,
): Refusal | null {
  if (memberIds.includes(actor.id)) return null;
  return refuse("not-allowed", `${name} owns this policy and decides about its gap.`);
}

function whyNotFollowedUp(
  choice: GapDecision["choice"],
  owner: { name: string; deactivatedAt: Date | null } | null,
  dueOn: string | null | undefined,
  today: string,
): Refusal | null {
  if (choice === "keep") return null;
  if (!owner || owner.deactivatedAt) return refuseField("ownerId", "Name one active person who does it.");
  if (!dueOn) return refuseField("dueOn", "Choose the day by which it is done.");
  return dueOn < today ? refuseField("dueOn", "This day is over. Choose one that is to come.") : null;
}
