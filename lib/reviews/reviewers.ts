// Who reviews the quarter: whoever leads a group that answers for a security rule, and administrators (R27,
// docs/decisions/0025). Its SQL twin is `reviews_quarters`.

import { db, type Tx } from "@/lib/db";
import { auditorsWriteNothing, type Refusal, refuse } from "@/lib/refusal";
import type { Role } from "@/prisma/generated/enums";

export async function leadsSecurity(personId: string, client: Tx | typeof db = db): Promise<boolean> {
  const groups = await client.group.count({
    where: { leadId: personId, retiredAt: null, policies: { some: { domain: "security", retiredAt: null } } },
  });
  return groups > 0;
}

export function whyCannotReview({ role }: { role: Role }, leads: boolean): Refusal | null {
  if (role === "administrator" || leads) return null;
  if (role === "auditor") return auditorsWriteNothing;
  return refuse(
    "not-allowed",
    "Whoever leads a group that answers for a security rule reviews the quarter, and administrators.",
  );
}
