// Rows that a use case holds until its commit, so that what it judged is still true when it writes.

import type { Tx } from "@/lib/db";

export async function lockPerson(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.person.findUnique({ where: { id } });
}

/** The person, and the active administrators with them: two of these could otherwise remove each other at once. */
export async function lockPersonAndAdministrators(tx: Tx, id: string) {
  await tx.$queryRaw`
    SELECT 1 FROM person
    WHERE id = ${id}::uuid OR (role = 'administrator' AND deactivated_at IS NULL)
    ORDER BY id FOR NO KEY UPDATE`;
  const person = await tx.person.findUnique({ where: { id } });
  const otherAdministrators = await tx.person.count({
    where: { role: "administrator", deactivatedAt: null, id: { not: id } },
  });
  return person && { ...person, otherAdministrators };
}

export async function lockGroup(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM approver_group WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.group.findUnique({ where: { id } });
}

/** All groups: which of them is above which can only be judged together. */
export async function lockGroups(tx: Tx) {
  await tx.$queryRaw`SELECT 1 FROM approver_group ORDER BY id FOR NO KEY UPDATE`;
  return tx.group.findMany({ orderBy: { id: "asc" } });
}

export async function lockMembership(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.membership.findUnique({ where: { id }, include: { group: true, person: true } });
}
