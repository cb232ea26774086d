// The people of the demo, who can be picked without a password. The doors that use this ask `canPickPerson` first.

import { record } from "@/lib/audit/record";
import type { SignIn } from "@/lib/auth/sign-in-problems";
import { db, inTransaction } from "@/lib/db";

/** Accounts of picked people stand under this issuer; their subject is the person's id. */
export const demoIssuer = "demo";

export type CastMember = { id: string; name: string; title: string; groups: string[] };
export type Cast = { asks: CastMember[]; decides: CastMember[]; oversees: CastMember[] };

export async function cast(now: Date): Promise<Cast> {
  const people = await db.person.findMany({
    where: { deactivatedAt: null, sameAsId: null },
    include: {
      memberships: {
        where: { fromAt: { lte: now }, OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
        include: { group: { select: { name: true } } },
      },
    },
    orderBy: { name: "asc" },
  });

  const found: Cast = { asks: [], decides: [], oversees: [] };
  for (const { id, name, title, role, memberships } of people) {
    const groups = memberships.map(({ group }) => group.name).sort();
    const place =
      role === "administrator" || role === "auditor" ? "oversees" : groups.length > 0 ? "decides" : "asks";
    found[place].push({ id, name, title, groups });
  }
  return found;
}

export async function signInAsCast(personId: string, now: Date): Promise<SignIn> {
  const signIn = await inTransaction(now, async (tx) => {
    const person = await tx.person.findFirst({ where: { id: personId } });
    if (!person) return { ok: false as const, problem: "wrong" as const };
    if (person.deactivatedAt) return { ok: false as const, problem: "deactivated" as const };

    const key = { issuer: demoIssuer, subject: person.id };
    const known = await tx.account.findUnique({ where: { issuer_subject: key } });
    if (known) return { ok: true as const, accountId: known.id };

    const { id } = await tx.account.create({ data: { ...key, personId: person.id, createdAt: now } });
    const body = { person: person.id, issuer: demoIssuer };
    await record(tx, { stream: `account/${id}`, action: "account.added", actor: "operator", body });
    return { ok: true as const, accountId: id };
  });
  return "problem" in signIn || signIn.ok ? signIn : { ok: false, problem: "wrong" };
}
