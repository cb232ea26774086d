// An administrator adds a group of approvers, with the group above it that is told when a decision is late (R11).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { whyCannotStandAbove } from "@/lib/people/chain";
import { whyCannotLead } from "@/lib/people/lead";
import { lockGroups, lockPerson } from "@/lib/people/locks";
import type { NewGroup } from "@/lib/people/schemas";
import { type Outcome, type Refusal, refuseField } from "@/lib/refusal";

export function addGroup(
  group: NewGroup,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; key: string }>> {
  return inTransaction(now, async (tx) => {
    const groups = await lockGroups(tx);
    const lead = group.leadId && (await lockPerson(tx, group.leadId));

    const refusal =
      whyCannotAdminister(actor) ??
      whyKeyTaken(groups.find(({ key }) => key === group.key)) ??
      whyCannotStandAbove({ id: null, name: group.name }, group.aboveId, groups) ??
      whyCannotLead(lead, group.leadId, null);
    if (refusal) return refusal;

    const { id } = await tx.group.create({ data: group });
    await record(tx, {
      stream: `approver_group/${id}`,
      action: "group.added",
      actor,
      body: { after: group },
    });
    return { ok: true, id, key: group.key };
  });
}

function whyKeyTaken(namesake: { name: string } | undefined): Refusal | null {
  return namesake
    ? refuseField("key", `${namesake.name} has this key. Keys are never used twice.`, "conflict")
    : null;
}
