import { db } from "@/lib/db";

export type ChoosableApprover = { id: string; name: string; title: string; team: string };

/** Active people who may hold a seat, from outside too. Auditors decide nothing. */
export function choosableApprovers(): Promise<ChoosableApprover[]> {
  return db.person.findMany({
    where: { deactivatedAt: null, role: { not: "auditor" } },
    select: { id: true, name: true, title: true, team: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
