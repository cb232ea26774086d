// A first password, or a new one for somebody who forgot it: made here, shown once to the administrator, good for
// signing in and choosing another. Sessions of the old password end.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { generatePassword, hashPassword } from "@/lib/auth/password";
import { doors } from "@/lib/auth/sessions";
import { localIssuer } from "@/lib/auth/sign-in-locally";
import { inTransaction } from "@/lib/db";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function whyCannotSetPassword(
  person: { id: string; name: string; deactivatedAt: Date | null },
  actor: Pick<Actor, "id" | "role">,
): Refusal | null {
  if (actor.role !== "administrator") return refuse("not-allowed", "Only administrators can do this.");
  if (person.id === actor.id) return refuse("not-allowed", "Change your own password under Account.");
  if (person.deactivatedAt) return refuse("not-allowed", `${person.name} has left. Bring them back first.`);
  return null;
}

export async function setLocalPassword(
  personId: string,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ password: string }>> {
  const password = generatePassword();
  const hash = await hashPassword(password, "one-time");

  return inTransaction(now, async (tx) => {
    const person = await tx.person.findUnique({ where: { id: personId } });
    if (!person) return refuse("not-found", "There is no such person.");
    const refusal = whyCannotSetPassword(person, actor);
    if (refusal) return refusal;

    const key = { issuer: localIssuer, subject: personId };
    const known = await tx.account.findUnique({ where: { issuer_subject: key } });
    const { id: accountId } =
      known ?? (await tx.account.create({ data: { ...key, personId, createdAt: now } }));
    await tx.localPassword.upsert({
      where: { accountId },
      create: { accountId, hash, setAt: now },
      update: { hash, setAt: now },
    });

    const { count } = await tx.session.updateMany({
      where: { accountId, endedAt: null, expiresAt: { gt: now } },
      data: { endedAt: now },
    });
    if (count > 0) {
      const body = { person: personId, why: "an administrator set a new password" };
      await record(tx, { stream: doors(now), action: "session.ended", actor, body });
    }

    const stream = `account/${accountId}`;
    if (known)
      await record(tx, { stream, action: "account.password_set", actor, body: { person: personId } });
    else
      await record(tx, {
        stream,
        action: "account.added",
        actor,
        body: { person: personId, issuer: localIssuer },
      });
    return { ok: true, password };
  });
}
