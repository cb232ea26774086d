// Somebody new in the test's own register, with a proven identity and a live session.

import { randomUUID } from "node:crypto";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { liveSession, startSession } from "@/lib/auth/sessions";
import { inTransaction } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

export type SomebodyNew = { id: string; name: string; email: string };

/** A person without an account: invited, so to speak. */
export async function newPerson(name: string, role: Role = "member"): Promise<SomebodyNew> {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@corp.example`;
  const person = await inTransaction(new Date(), async (tx) => {
    const { id } = await tx.person.create({ data: { name, email, role } });
    await record(tx, {
      stream: `person/${id}`,
      action: "person.added",
      actor: "operator",
      body: { after: { name, role } },
    });
    return { id, name, email };
  });
  if ("ok" in person) throw new Error(person.message);
  return person;
}

/** Signs a person in with an account made for it. Each call is another account and another session. */
export async function signedIn({ id: personId }: { id: string }, now = new Date()): Promise<Actor> {
  const account = await inTransaction(now, async (tx) => {
    const { id } = await tx.account.create({ data: { personId, issuer: "test", subject: randomUUID() } });
    await record(tx, {
      stream: `account/${id}`,
      action: "account.added",
      actor: "operator",
      body: { person: personId, issuer: "test" },
    });
    return { id };
  });
  if ("ok" in account) throw new Error(account.message);
  const started = await startSession({ accountId: account.id, device: "Test", method: "demo" }, now);
  const session = started.ok ? await liveSession(started.sessionId, now) : null;
  if (!session) throw new Error("No session was started.");
  return session.actor;
}
