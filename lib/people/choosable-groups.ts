import { db } from "@/lib/db";

export type ChoosableGroup = { value: string; label: string; detail: string };

/** The groups in use, as a box for choosing shows them. */
export async function choosableGroups(): Promise<ChoosableGroup[]> {
  const groups = await db.group.findMany({
    where: { retiredAt: null },
    select: { id: true, name: true, _count: { select: { memberships: { where: { untilAt: null } } } } },
    orderBy: { name: "asc" },
  });
  return groups.map(({ id, name, _count: { memberships: members } }) => ({
    value: id,
    label: name,
    detail: members === 1 ? "1 person" : `${members} people`,
  }));
}
