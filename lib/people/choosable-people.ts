import { db } from "@/lib/db";

export type ChoosablePerson = {
  id: string;
  name: string;
  title: string;
  team: string;
  managerId: string | null;
  email: string;
};

/** Active people who may ask for and own an exception (R3). Auditors only read, and outside approvers only decide. */
export function choosablePeople(): Promise<ChoosablePerson[]> {
  return db.person.findMany({
    where: { deactivatedAt: null, role: { in: ["member", "administrator"] } },
    select: { id: true, name: true, title: true, team: true, managerId: true, email: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
