// The lead of a group grants its seats, so it is somebody inside the house who may write.

import { type Refusal, refuseField } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

/** Who led the group before stays possible, also after leaving: other edits need not wait for a new lead. */
export function whyCannotLead(
  lead: { name: string; role: Role; deactivatedAt: Date | null } | null | "",
  leadId: string | null,
  group: { leadId: string | null } | null,
): Refusal | null {
  if (leadId === null || leadId === group?.leadId) return null;
  if (!lead) return refuseField("leadId", "There is no such person.", "not-found");
  if (lead.deactivatedAt) return refuseField("leadId", `${lead.name} is deactivated.`, "conflict");
  if (lead.role === "auditor")
    return refuseField("leadId", `${lead.name} is an auditor and changes nothing.`, "conflict");
  if (lead.role === "outside_approver") {
    return refuseField(
      "leadId",
      `${lead.name} is an outside approver. Somebody in the house leads a group.`,
      "conflict",
    );
  }
  return null;
}
